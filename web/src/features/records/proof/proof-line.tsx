import { useWords } from '@/shared/words/words';
import { verdictOf } from './entry-proof';
import { useOpenProof, type ProofWanted } from './open-proof';
import { useProof } from './use-proof';
import { words } from './words';

const marks = { busy: '…', good: '✓', open: '?', bad: '✕' } as const;
const lineWords = {
  busy: 'line.busy',
  good: 'line.good',
  open: 'line.left',
  bad: 'line.bad',
} as const;

/** One line that has already done the arithmetic, and opens it. */
export function ProofLine({ wanted }: { wanted: ProofWanted }) {
  const t = useWords(words);
  const openProof = useOpenProof();
  const { report, query } = useProof(wanted);
  if (query.error) return null; // the panel says why when it is opened
  const verdict = report === undefined ? 'busy' : verdictOf(report);
  return (
    <button
      type="button"
      className={`proof-line is-${verdict}`}
      onClick={() => {
        openProof(wanted);
      }}
    >
      <span className="proof-line__mark" aria-hidden="true">
        {marks[verdict]}
      </span>
      <span>{t(lineWords[verdict], { index: wanted.index })}</span>
      <span className="proof-line__open">{t('line.open')}</span>
    </button>
  );
}
