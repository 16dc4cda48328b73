import type { FormRule } from 'antd';
import { useWords } from '@/shared/words/words';
import { words } from './words';

/** A form rule: this time lies after the field `start`. */
export function useOrderRule(start: string): FormRule {
  const t = useWords(words);
  return ({ getFieldValue }) => ({
    validator: (_, value: string | undefined) => {
      const from = getFieldValue(start) as string | undefined;
      const ordered = value === undefined || from === undefined || value > from;
      return ordered ? Promise.resolve() : Promise.reject(new Error(t('act.order')));
    },
  });
}
