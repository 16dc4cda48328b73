import { useMemo } from 'react';
import { useFormat } from '@/shared/format/use-format';
import { usePick, useWords } from '@/shared/words/words';
import { words } from './words';

/** What `tell` needs to put a value into words of the current language. */
export function useTelling() {
  const t = useWords(words);
  const pick = usePick();
  const format = useFormat();
  return useMemo(
    () => ({ pick, time: format.time, yes: t('yes'), no: t('no') }),
    [t, pick, format],
  );
}
