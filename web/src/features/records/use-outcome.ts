import { useWords } from '@/shared/words/words';
import { words } from './words';

/** Words for how a probe ended; whatever is not such a name is a sentence already. */
export function useOutcome(): (outcome: string) => string {
  const t = useWords(words);
  return (outcome) => {
    const key = `outcome.${outcome}`;
    return key in words.zh ? t(key as keyof typeof words.zh) : outcome;
  };
}
