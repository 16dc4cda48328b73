import { useWords } from '@/shared/words/words';
import { useReason } from './reasons/reasons';
import { words } from './words';

/** Words for how a probe ended; whatever is not such a name is the probe's own sentence. */
export function useOutcome(): (outcome: string) => string {
  const t = useWords(words);
  const reason = useReason();
  return (outcome) => {
    const key = `outcome.${outcome}`;
    return key in words.zh ? t(key as keyof typeof words.zh) : reason(outcome);
  };
}
