import type { Entry, RecordDetail, StatusStep } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { useWords } from '@/shared/words/words';
import { useOpenProof, type ProofWanted } from './proof/open-proof';
import { useOutcome } from './use-outcome';
import { words } from './words';

const steps = ['stored', 'read_back', 'scanned', 'in_log', 'probed'] as const;
type StepName = (typeof steps)[number];

/** What the deposit's entry says, as this page shows it. */
export function depositClaim(record: RecordDetail): ProofWanted {
  const { id, sha256, sm3, size_bytes } = record;
  const claim = { recordId: id, members: { sha256, sm3, size_bytes } };
  return { index: record.entry_index, claim };
}

function probedEntry(history: readonly Entry[] | undefined): Entry | undefined {
  return history?.filter((entry) => entry.kind === 'record.probed').at(-1);
}

function proofOf(
  name: StepName,
  record: RecordDetail,
  history: readonly Entry[] | undefined,
): ProofWanted | undefined {
  if (record.status[name].state !== 'done' || name === 'scanned') return undefined;
  if (name === 'probed') {
    const entry = probedEntry(history);
    if (entry === undefined) return undefined;
    return { index: entry.index, claim: { recordId: record.id, members: { outcome: 'answered' } } };
  }
  const deposit = depositClaim(record);
  const { at } = record.status.read_back;
  if (name !== 'read_back' || at === undefined) return deposit;
  const members = { ...deposit.claim.members, read_back_at: at };
  return { ...deposit, claim: { ...deposit.claim, members } };
}

function useFailure(step: StatusStep): string | undefined {
  const outcome = useOutcome();
  return step.state === 'failed' && step.detail ? outcome(step.detail) : undefined;
}

interface StepProps {
  name: StepName;
  step: StatusStep;
  wanted: ProofWanted | undefined;
  entryIndex: number;
  doubt: 'cut' | 'unreadable' | undefined;
}

function Step({ name, step, wanted, entryIndex, doubt }: StepProps) {
  const t = useWords(words);
  const { time } = useFormat();
  const openProof = useOpenProof();
  const word = t(`step.${name}`);
  const failure = useFailure(step);
  // The log has an order, not a second time of its own.
  const done = name === 'in_log' ? t('history.entry', { index: entryIndex }) : time(step.at);
  const under = step.state === 'done' ? done : (failure ?? t(`step.${step.state}`));
  const state = doubt === undefined ? step.state : 'cut';
  const face = (
    <>
      <b>{word}</b>
      <span className="clip" title={failure}>
        {doubt === undefined ? under : t(`step.${doubt}`)}
      </span>
    </>
  );
  return (
    <li className={`strip__step strip__step--${state}`}>
      {wanted === undefined ? (
        <span className="strip__face">{face}</span>
      ) : (
        <button
          type="button"
          className="strip__face"
          title={t('step.prove', { step: word })}
          onClick={() => {
            openProof(wanted);
          }}
        >
          {face}
        </button>
      )}
    </li>
  );
}

interface Props {
  record: RecordDetail;
  history: readonly Entry[] | undefined;
  readable: boolean; // false: the probe says that nothing of the file can be shown
}

/** The five steps of a record's life, each with its time, each opening its proof. */
export function StatusStrip({ record, history, readable }: Props) {
  const doubt = record.is_cut ? 'cut' : readable ? undefined : 'unreadable';
  return (
    <ol className="strip">
      {steps.map((name) => (
        <Step
          key={name}
          name={name}
          step={record.status[name]}
          wanted={proofOf(name, record, history)}
          entryIndex={record.entry_index}
          doubt={name === 'probed' ? doubt : undefined}
        />
      ))}
    </ol>
  );
}
