// Values of facts and parameters as people write them.
import type { Language } from '../words/language';
import { formatDay, formatTime, formatTimeToSecond } from './format';

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
const moment = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

// Seconds stand only where they tell something.
function formatMoment(value: string, language: Language): string {
  const isWholeMinute = new Date(value).getTime() % 60_000 === 0;
  return (isWholeMinute ? formatTime : formatTimeToSecond)(value, language);
}

export interface ValueWords {
  language: Language;
  wordOf: (word: string) => string;
}

/** true → 是, 2026-03-05T01:10:00Z → 2026年3月5日 09:10, ["scene"] → 现场环境. */
export function formatLawValue(value: unknown, { language, wordOf }: ValueWords): string {
  if (value === undefined || value === null) return '—';
  if (typeof value === 'boolean') return wordOf(value ? 'yes' : 'no');
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return wordOf('none');
    return value
      .map((one) => formatLawValue(one, { language, wordOf }))
      .join(wordOf('between'));
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (value === '') return wordOf('empty');
  if (dayOnly.test(value)) return formatDay(`${value}T00:00:00+08:00`, language);
  if (moment.test(value)) return formatMoment(value, language);
  return wordOf(value);
}

/**
 * A due time is the first moment that is too late. Midnight is written as the law writes it: the
 * day before, at 24:00.
 */
export function formatDue(due: string, language: Language): string {
  const at = new Date(due).getTime();
  const shanghaiMs = at + 8 * 3_600_000;
  if (shanghaiMs % 86_400_000 !== 0) return formatTime(due, language);
  const day = formatDay(new Date(at - 1), language);
  return language === 'zh' ? `${day}24时` : `the end of ${day}`;
}

/** The year in China in which the last moment before a due time lies. */
export function yearOfDue(due: string): number {
  return new Date(new Date(due).getTime() - 1 + 8 * 3_600_000).getUTCFullYear();
}
