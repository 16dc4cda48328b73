// How times, lengths, sizes and digests are written. Wall clock first: always Beijing time.
import type { Language } from '../words/language';

export const wallClockZone = 'Asia/Shanghai';

const partsFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: wallClockZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const monthsEn = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
];

interface WallClock {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
}

function wallClock(date: Date): WallClock {
  const found: Record<string, string> = {};
  for (const part of partsFormat.formatToParts(date)) found[part.type] = part.value;
  return {
    year: found['year'] ?? '',
    month: String(Number(found['month'])),
    day: String(Number(found['day'])),
    hour: found['hour'] ?? '',
    minute: found['minute'] ?? '',
    second: found['second'] ?? '',
  };
}

function readable(time: string | Date | null | undefined): WallClock | undefined {
  if (time === null || time === undefined) return undefined;
  const date = typeof time === 'string' ? new Date(time) : time;
  return Number.isNaN(date.getTime()) ? undefined : wallClock(date);
}

export type Time = string | Date | null | undefined;

/** 2026年3月5日 · 5 Mar 2026 */
export function formatDay(time: Time, language: Language): string {
  const at = readable(time);
  if (at === undefined) return '—';
  if (language === 'zh') return `${at.year}年${at.month}月${at.day}日`;
  return `${at.day} ${monthsEn[Number(at.month) - 1] ?? ''} ${at.year}`;
}

/** 09:10 */
export function formatClock(time: Time): string {
  const at = readable(time);
  return at === undefined ? '—' : `${at.hour}:${at.minute}`;
}

/** 2026年3月5日 09:10 · 5 Mar 2026 09:10 */
export function formatTime(time: Time, language: Language): string {
  const at = readable(time);
  return at === undefined ? '—' : `${formatDay(time, language)} ${at.hour}:${at.minute}`;
}

/** 2026年3月5日 09:10:27 · 5 Mar 2026 09:10:27 */
export function formatTimeToSecond(time: Time, language: Language): string {
  const at = readable(time);
  return at === undefined ? '—' : `${formatTime(time, language)}:${at.second}`;
}

/** 09:10:27 */
export function formatClockToSecond(time: Time): string {
  const at = readable(time);
  return at === undefined ? '—' : `${at.hour}:${at.minute}:${at.second}`;
}

/** The clock from and to on one day; to the second when both fall into one minute. */
export function formatClockSpan(from: Time, to: Time): string {
  const begin = readable(from);
  const end = readable(to);
  const close = begin?.hour === end?.hour && begin?.minute === end?.minute;
  const write = close ? formatClockToSecond : formatClock;
  return `${write(from)} – ${write(to)}`;
}

/** From and to, the day written once when it is the same: 2026年3月5日 09:10 – 10:45 */
export function formatSpan(from: Time, to: Time, language: Language): string {
  if (readable(to) === undefined) return formatTime(from, language);
  const [first, last] = [formatDay(from, language), formatDay(to, language)];
  if (first === last) return `${first} ${formatClockSpan(from, to)}`;
  return `${formatTime(from, language)} – ${formatTime(to, language)}`;
}

/** 1:02:03 or 02:03, for players and lists. */
export function formatDuration(durationMs: number | null | undefined): string {
  if (durationMs === null || durationMs === undefined || !Number.isFinite(durationMs)) return '—';
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${String(hours)}:${rest}` : rest;
}

/** 1小时35分 · 1 h 35 min, for sentences. */
export function formatDurationWords(durationMs: number, language: Language): string {
  if (durationMs > 0 && durationMs < 60_000) {
    return `${String(Math.max(1, Math.round(durationMs / 1000)))}${language === 'zh' ? '秒' : ' s'}`;
  }
  const minutes = Math.max(0, Math.round(durationMs / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const left = minutes % 60;
  const [dayWord, hourWord, minuteWord] =
    language === 'zh' ? ['天', '小时', '分'] : [days === 1 ? ' day' : ' days', ' h', ' min'];
  const parts: string[] = [];
  if (days > 0) parts.push(`${String(days)}${dayWord}`);
  if (hours > 0) parts.push(`${String(hours)}${hourWord}`);
  if (days === 0 && (left > 0 || parts.length === 0)) parts.push(`${String(left)}${minuteWord}`);
  return parts.join(language === 'zh' ? '' : ' ');
}

/** 8.1 秒 · 8.1 s, for breaks: tenths below ten seconds. */
export function formatSeconds(lengthMs: number, language: Language): string {
  const figures = (lengthMs / 1000).toFixed(lengthMs < 10_000 ? 1 : 0);
  return `${figures} ${language === 'zh' ? '秒' : 's'}`;
}

/** 1.4 GiB; three figures at most, the unit named honestly. */
export function formatSize(sizeBytes: number | null | undefined): string {
  if (sizeBytes === null || sizeBytes === undefined || !Number.isFinite(sizeBytes)) return '—';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = sizeBytes;
  let unit = 0;
  while (value >= 1023.5 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`;
}

/** First and last figures of a digest: 9f86d081…f00a08 */
export function shortDigest(digest: string): string {
  return digest.length <= 16 ? digest : `${digest.slice(0, 8)}…${digest.slice(-6)}`;
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** What lies between now and a due time: past means overdue. */
export function untilDue(due: string, now: Date): { overdue: boolean; leftMs: number } {
  const leftMs = new Date(due).getTime() - now.getTime();
  return { overdue: leftMs < 0, leftMs: Math.abs(leftMs) };
}
