import type { Stage } from '@/shared/api/client';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { words } from './words';

/** The course of a case, article 3-2. */
export const stages: readonly Stage[] = [
  'clue',
  'filing',
  'investigation',
  'review',
  'service',
  'closed',
];

function standing(position: number, current: number): 'past' | 'now' | 'ahead' {
  if (position < current) return 'past';
  return position === current ? 'now' : 'ahead';
}

/** Six small marks for a list: how far the case has come. */
export function StageMarks({ stage }: { stage: Stage }) {
  const term = useTerms();
  const current = stages.indexOf(stage);
  return (
    <span className="stage-marks">
      {term('stage', stage)}
      <span className="stage-marks__row" aria-hidden="true">
        {stages.map((one, position) => (
          <i key={one} className={standing(position, current)} />
        ))}
      </span>
    </span>
  );
}

interface RailProps {
  stage: Stage;
  /** Findings that are open now; undefined: not known yet. */
  open: number | undefined;
  /** Absent: this person moves no case. */
  onMove: ((to: Stage) => void) | undefined;
}

/** The course of the case across its page: done, now with what is open, and to come. */
export function StageRail({ stage, open, onMove }: RailProps) {
  const t = useWords(words);
  const term = useTerms();
  const current = stages.indexOf(stage);
  return (
    <ol className="rail">
      {stages.map((one, position) => {
        const state = standing(position, current);
        const isNext = position === current + 1;
        return (
          <li
            key={one}
            className={`rail__stop rail__stop--${state}`}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            {isNext && onMove !== undefined ? (
              <button
                type="button"
                className="rail__move"
                title={t('move.next', { stage: term('stage', one) })}
                onClick={() => {
                  onMove(one);
                }}
              >
                {term('stage', one)}
              </button>
            ) : (
              <span className="rail__name">{term('stage', one)}</span>
            )}
            {state === 'now' && (
              <span className="rail__here">
                {open === undefined || open === 0 ? t('move.here') : t('move.open', { count: open })}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
