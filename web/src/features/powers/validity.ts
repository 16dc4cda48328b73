// Certificates and training hold from a day to a day, both included, by the calendar of China.
import type { Powers } from '@/shared/api/client';

export type AccountPowers = Powers['accounts'][number];
export type Duty = Powers['duties'][number];

interface Valid {
  valid_from: string;
  valid_to: string;
}

const inChina = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
});

export const today = (now = new Date()) => inChina.format(now);
export const isExpired = ({ valid_to }: Valid, day: string) => valid_to < day;
export const isToCome = ({ valid_from }: Valid, day: string) => valid_from > day;
