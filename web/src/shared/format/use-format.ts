import { useMemo } from 'react';
import { useLanguage } from '../words/words';
import * as format from './format';

/** The formatters, bound to the current language. */
export function useFormat() {
  const language = useLanguage();
  return useMemo(
    () => ({
      day: (time: format.Time) => format.formatDay(time, language),
      time: (time: format.Time) => format.formatTime(time, language),
      timeToSecond: (time: format.Time) => format.formatTimeToSecond(time, language),
      span: (from: format.Time, to: format.Time) => format.formatSpan(from, to, language),
      clock: format.formatClock,
      clockToSecond: format.formatClockToSecond,
      clockSpan: format.formatClockSpan,
      seconds: (ms: number) => format.formatSeconds(ms, language),
      duration: format.formatDuration,
      durationWords: (ms: number) => format.formatDurationWords(ms, language),
      size: format.formatSize,
      count: format.formatCount,
      digest: format.shortDigest,
    }),
    [language],
  );
}
