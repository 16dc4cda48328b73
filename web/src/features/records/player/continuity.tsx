import { useFormat } from '@/shared/format/use-format';
import { StatusTag } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { gapsOf, leadingStream, NOTABLE_GAP_MS, type Facts, type Span } from '../facts';
import { words } from '../words';
import { relativeText, wallClockAt } from './timeline';
import { useGapSpan } from './use-gap-span';

const LEAD_IN_SECONDS = 2;
const SHOWN_MAX = 40;

interface Props {
  facts: Facts;
  recordedFrom: string | undefined;
  onSeek: (seconds: number) => void;
}

/** Breaks inside the recording, each one step away (articles 1-3a, 3-12). */
export function Continuity({ facts, recordedFrom, onSeek }: Props) {
  const t = useWords(words);
  const { clockToSecond, seconds } = useFormat();
  const all = gapsOf(facts);
  const gaps = all.filter((gap) => gap.lengthMs >= NOTABLE_GAP_MS);
  const small = all.length - gaps.length;
  const steps = leadingStream(facts)?.stepsBack ?? [];
  const totalMs = gaps.reduce((sum, gap) => sum + gap.lengthMs, 0);
  const spanOf = useGapSpan(recordedFrom);
  const place = (span: Span) => {
    const clock = wallClockAt(recordedFrom, span.startMs / 1000);
    return clock ? clockToSecond(clock) : relativeText(span.startMs / 1000, 0);
  };
  const list = (spans: readonly Span[], word: 'player.gapAt' | 'player.stepBackAt') => (
    <ul className="continuity__list">
      {spans.slice(0, SHOWN_MAX).map((span) => (
        <li key={span.startMs}>
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              onSeek(Math.max(0, span.startMs / 1000 - LEAD_IN_SECONDS));
            }}
          >
            {t(word, {
              time: word === 'player.gapAt' ? spanOf(span) : place(span),
              length: seconds(span.lengthMs),
            })}
          </button>
        </li>
      ))}
    </ul>
  );
  if (facts.noTimestamps) {
    return <p className="continuity muted">{t('facts.noTimestamps')}</p>;
  }
  // Nothing was looked at: nothing is claimed.
  if (!facts.walked && all.length === 0) return null;
  return (
    <div className="continuity">
      {gaps.length > 0 ? (
        <StatusTag tone="breach">
          {t('player.gaps', { count: gaps.length, length: seconds(totalMs) })}
        </StatusTag>
      ) : (
        <StatusTag tone="done">{t('player.noGaps')}</StatusTag>
      )}
      {small > 0 && <span className="muted">{t('player.smallGaps', { count: small })}</span>}
      {!facts.walkComplete && <StatusTag tone="due">{t('player.walkIncomplete')}</StatusTag>}
      {gaps.length > 0 && list(gaps, 'player.gapAt')}
      {steps.length > 0 && (
        <>
          <StatusTag tone="due">{t('player.stepsBack', { count: steps.length })}</StatusTag>
          {list(steps, 'player.stepBackAt')}
        </>
      )}
    </div>
  );
}
