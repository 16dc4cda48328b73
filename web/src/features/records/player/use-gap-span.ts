import { useFormat } from '@/shared/format/use-format';
import type { Span } from '../facts';
import { relativeText, wallClockAt } from './timeline';

/** From–to of a gap: by the wall clock where it is known, else by the place in the recording. */
export function useGapSpan(recordedFrom: string | undefined): (gap: Span) => string {
  const { clockToSecond } = useFormat();
  return ({ startMs, lengthMs }) => {
    const write = (ms: number) => {
      const clock = wallClockAt(recordedFrom, ms / 1000);
      return clock ? clockToSecond(clock) : relativeText(ms / 1000, 0);
    };
    return `${write(startMs)} – ${write(startMs + lengthMs)}`;
  };
}
