import { useRef, useState, type PointerEvent } from 'react';
import { useFormat } from '@/shared/format/use-format';
import { useWords } from '@/shared/words/words';
import type { Span } from '../facts';
import { words } from '../words';
import { clampSeconds, gapAt, relativeText, wallClockAt } from './timeline';
import type { Tile } from './use-filmstrip';
import { useGapSpan } from './use-gap-span';

interface Props {
  seconds: number;
  duration: number;
  bufferedTo: number;
  gaps: readonly Span[];
  recordedFrom: string | undefined;
  tileAt: ((seconds: number) => Tile) | undefined;
  onSeek: (seconds: number) => void;
}

function percent(part: number, whole: number): string {
  return `${String(whole > 0 ? Math.min(100, Math.max(0, (100 * part) / whole)) : 0)}%`;
}

/** What stands under the pointer: the picture, the wall clock, and a gap's length. */
function Hover({ at, props }: { at: number; props: Props }) {
  const t = useWords(words);
  const { timeToSecond, seconds: length } = useFormat();
  const spanOf = useGapSpan(props.recordedFrom);
  const tile = props.tileAt?.(at);
  const gap = gapAt(props.gaps, at);
  const clock = wallClockAt(props.recordedFrom, at);
  return (
    <div className="scrub__hover" style={{ left: percent(at, props.duration) }}>
      {tile && (
        <span
          className="scrub__tile"
          style={{
            width: tile.width,
            height: tile.height,
            backgroundImage: `url("${tile.url}")`,
            backgroundPosition: `-${String(tile.x)}px -${String(tile.y)}px`,
          }}
        />
      )}
      {gap && <b>{t('player.gap', { length: length(gap.lengthMs) })}</b>}
      <span>{gap ? spanOf(gap) : clock ? timeToSecond(clock) : relativeText(at, 0)}</span>
    </div>
  );
}

export function ScrubBar(props: Props) {
  const t = useWords(words);
  const { timeToSecond } = useFormat();
  const bar = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<number>();
  const [dragging, setDragging] = useState(false);
  const { seconds, duration, bufferedTo, gaps, recordedFrom, onSeek } = props;
  const secondsAt = (event: PointerEvent): number => {
    const box = bar.current?.getBoundingClientRect();
    if (box === undefined || !(duration > 0)) return 0;
    return clampSeconds(((event.clientX - box.left) / box.width) * duration, duration);
  };
  const clock = wallClockAt(recordedFrom, seconds);
  const spanOf = useGapSpan(recordedFrom);
  const gap = gapAt(gaps, seconds);
  const place = clock ? timeToSecond(clock) : relativeText(seconds, 0);
  return (
    <div
      ref={bar}
      className="scrub"
      role="slider"
      tabIndex={0}
      aria-label={t('player.position')}
      aria-valuemin={0}
      aria-valuemax={Number.isFinite(duration) ? Math.round(duration) : 0}
      aria-valuenow={Math.round(seconds)}
      aria-valuetext={gap ? `${t('player.inGap')} ${spanOf(gap)}` : place}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragging(true);
        onSeek(secondsAt(event));
      }}
      onPointerMove={(event) => {
        const at = secondsAt(event);
        setHover(at);
        if (dragging) onSeek(at);
      }}
      onPointerUp={() => {
        setDragging(false);
      }}
      onPointerLeave={() => {
        setHover(undefined);
      }}
    >
      <div className="scrub__track">
        <span className="scrub__buffered" style={{ width: percent(bufferedTo, duration) }} />
        <span className="scrub__done" style={{ width: percent(seconds, duration) }} />
        {gaps.map((gap) => (
          <span
            key={gap.startMs}
            className="scrub__gap"
            style={{
              left: percent(gap.startMs / 1000, duration),
              width: percent(gap.lengthMs / 1000, duration),
            }}
          />
        ))}
      </div>
      <span className="scrub__knob" style={{ left: percent(seconds, duration) }} />
      {hover !== undefined && duration > 0 && <Hover at={hover} props={props} />}
    </div>
  );
}
