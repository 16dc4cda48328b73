import { useState } from 'react';
import { usePeople, type Entry } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { Section } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { factsOf } from './facts';
import { useOpenProof } from './proof/open-proof';
import { useOutcome } from './use-outcome';
import { words } from './words';

const SHOWN_FIRST = 20;

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

// That the probe answered is no praise of the file.
export function answeredAs(said: unknown): 'answered' | 'cut' | 'unreadable' {
  const facts = factsOf(said);
  if (facts?.truncatedReason !== undefined) return 'cut';
  return facts?.readable === false ? 'unreadable' : 'answered';
}

function useDetail(entry: Entry): string | undefined {
  const t = useWords(words);
  const outcomeWords = useOutcome();
  const { kind, body } = entry;
  const purpose = textOf(body['purpose']);
  const name = textOf(body['file_name']);
  const outcome = textOf(body['outcome']);
  if (kind === 'record.viewed' && purpose) return t('history.purpose', { purpose });
  if (kind === 'record.probed' && outcome) {
    if (outcome !== 'answered') return outcomeWords(outcome);
    const as = answeredAs(body['facts']);
    return as === 'answered' ? undefined : t(`history.outcome.${as}`); // the kind says the rest
  }
  return name && t('history.fileName', { name });
}

// Of each kind, the members that this line shows: exactly those are compared with the entry.
const shownMembers: Readonly<Record<string, readonly string[]>> = {
  'record.deposited': ['file_name', 'sha256', 'sm3', 'size_bytes'],
  'record.deposited_again': ['file_name', 'sha256', 'sm3', 'size_bytes'],
  'record.viewed': ['purpose'],
  'record.probed': ['outcome'],
};

function membersOf(entry: Entry): Record<string, string | number | boolean> {
  const shown = (shownMembers[entry.kind] ?? []).flatMap((name) => {
    const value = entry.body[name];
    const plain =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return plain ? [[name, value] as const] : [];
  });
  return Object.fromEntries(shown);
}

function Line({ entry, recordId }: { entry: Entry; recordId: string }) {
  const t = useWords(words);
  const term = useTerms();
  const { timeToSecond } = useFormat();
  const { nameOf } = usePeople();
  const openProof = useOpenProof();
  const detail = useDetail(entry);
  const [group, id] = entry.actor.split(':');
  return (
    <li className="history__line">
      <time dateTime={entry.time}>{timeToSecond(entry.time)}</time>
      <div>
        <b>{term('entry', entry.kind)}</b>
        <span className="soft"> · {group === 'account' ? nameOf(id) : t('history.system')}</span>
        {detail !== undefined && <div className="muted">{detail}</div>}
      </div>
      <button
        type="button"
        className="quiet-button"
        title={t('proof')}
        onClick={() => {
          openProof({ index: entry.index, claim: { recordId, members: membersOf(entry) } });
        }}
      >
        {t('history.entry', { index: entry.index })}
      </button>
    </li>
  );
}

interface Props {
  recordId: string;
  entries: readonly Entry[];
}

/** Everything that happened to the record; newest first, each line with its place in the log. */
export function History({ recordId, entries }: Props) {
  const t = useWords(words);
  const [all, setAll] = useState(false);
  const newestFirst = [...entries].reverse();
  const shown = all ? newestFirst : newestFirst.slice(0, SHOWN_FIRST);
  return (
    <Section title={t('history.title')} count={t('history.count', { count: entries.length })}>
      <ol className="history">
        {shown.map((entry) => (
          <Line key={entry.index} entry={entry} recordId={recordId} />
        ))}
      </ol>
      {shown.length < entries.length && (
        <button
          type="button"
          className="quiet-button"
          onClick={() => {
            setAll(true);
          }}
        >
          {t('history.all', { count: entries.length })}
        </button>
      )}
    </Section>
  );
}
