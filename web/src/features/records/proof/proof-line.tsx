import { useWords } from '@/shared/words/words';
import { useOpenProof, type ProofWanted } from './open-proof';
import { useProof } from './use-proof';
import { words } from './words';

/** One line that has already done the arithmetic, and opens it. */
export function ProofLine({ wanted }: { wanted: ProofWanted }) {
  const t = useWords(words);
  const openProof = useOpenProof();
  const { report, query } = useProof(wanted);
  if (query.error) return null; // the panel says why when it is opened
  const word = report === undefined ? 'line.busy' : report.good ? 'line.good' : 'line.bad';
  return (
    <button
      type="button"
      className={report?.good === false ? 'proof-line is-bad' : 'proof-line'}
      onClick={() => {
        openProof(wanted);
      }}
    >
      <span className="proof-line__mark" aria-hidden="true">
        {report === undefined ? '…' : report.good ? '✓' : '✕'}
      </span>
      <span>{t(word, { index: wanted.index })}</span>
      <span className="proof-line__open">{t('line.open')}</span>
    </button>
  );
}
