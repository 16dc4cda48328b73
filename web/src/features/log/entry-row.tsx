import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Link } from 'react-router-dom';
import {
  answer,
  api,
  keys,
  usePeople,
  useSession,
  useUnits,
  type Entry,
} from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { CopyButton, ProblemNotice, Waiting } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { words } from './words';

const systemParts = ['init', 'probe'] as const;
const subjectWords = ['case', 'act', 'record', 'device', 'account', 'unit', 'house'] as const;

function Actor({ actor }: { actor: string }) {
  const t = useWords(words);
  const { nameOf } = usePeople();
  const [group, id = ''] = actor.split(':');
  if (group === 'account') return <>{nameOf(id)}</>;
  if (group === 'system') {
    const part = systemParts.find((known) => known === id);
    const named = part === undefined ? id : t(`part.${part}`);
    return <span className="muted">{t('system', { part: named })}</span>;
  }
  return <>{actor}</>;
}

const namingMembers = ['file_name', 'number', 'title', 'name_zh'] as const;

/** What the entry itself calls its subject. */
function nameInBody(body: Entry['body']): string | undefined {
  return namingMembers
    .map((member) => body[member])
    .find((value): value is string => typeof value === 'string' && value !== '');
}

function Subject({ entry }: { entry: Entry }) {
  const t = useWords(words);
  const { nameOf } = usePeople();
  const { unitName } = useUnits();
  const [group = '', id = ''] = entry.subject.split(':');
  const known = subjectWords.find((word) => word === group);
  const people = group === 'account' ? nameOf(id) : undefined;
  const unit = group === 'unit' ? unitName(id) : undefined;
  const name = people ?? unit ?? nameInBody(entry.body);
  // Identifiers begin with their time, so only the last figures tell them apart.
  const named = name ?? (id === '' ? '' : `…${id.slice(-8)}`);
  // No link here: a click anywhere on the row opens the entry, where the link stands.
  return (
    <>
      {known === undefined ? group : t(`subject.${known}`)}{' '}
      <span className={name === undefined ? 'mono' : undefined} title={id}>
        {named}
      </span>
    </>
  );
}

function SubjectLink({ entry }: { entry: Entry }) {
  const t = useWords(words);
  const { can } = useSession();
  const [group, id = ''] = entry.subject.split(':');
  if ((group !== 'case' && group !== 'record') || !can('see_cases')) return null;
  return (
    <p className="entry__place">
      <Link to={group === 'case' ? `/cases/${id}` : `/records/${id}`}>{t(`place.${group}`)}</Link>
    </p>
  );
}

function EntryBytes({ entry }: { entry: Entry }) {
  const t = useWords(words);
  const query = useQuery({
    queryKey: [...keys.log, 'bytes', entry.index],
    queryFn: () =>
      answer(api.GET('/api/entries/{index}/proof', { params: { path: { index: entry.index } } })),
    staleTime: Infinity,
  });
  return (
    <>
      {query.isPending && <Waiting />}
      <ProblemNotice error={query.error} />
      {query.data && (
        <>
          <div className="entry__label">
            {t('bytes')} <CopyButton text={query.data.entry} />
          </div>
          <pre className="entry__bytes">{query.data.entry}</pre>
        </>
      )}
    </>
  );
}

function EntryDetail({ entry }: { entry: Entry }) {
  const t = useWords(words);
  return (
    <tr className="entry__detail">
      <td />
      <td colSpan={4}>
        <SubjectLink entry={entry} />
        <div className="entry__label">{t('body')}</div>
        <pre>{JSON.stringify(entry.body, null, 2)}</pre>
        <EntryBytes entry={entry} />
      </td>
    </tr>
  );
}

interface Props {
  entry: Entry;
  row: number;
  chosen: boolean;
  open: boolean;
  toggle: () => void;
}

export function EntryRow({ entry, row, chosen, open, toggle }: Props) {
  const t = useWords(words);
  const term = useTerms();
  const format = useFormat();
  return (
    <Fragment>
      <tr
        data-row={row}
        className={`is-link${chosen ? ' is-chosen' : ''}${open ? ' is-open' : ''}`}
        onClick={toggle}
      >
        <td className="figure entry__index">
          <button
            type="button"
            className="entry__toggle"
            aria-expanded={open}
            aria-label={open ? t('close') : t('open')}
          >
            {format.count(entry.index)}
          </button>
        </td>
        <td className="nowrap">{format.timeToSecond(entry.time)}</td>
        <td className="nowrap">
          {term('entry', entry.kind)} <span className="mono muted entry__kind">{entry.kind}</span>
        </td>
        <td className="nowrap">
          <Actor actor={entry.actor} />
        </td>
        <td className="entry__subject clip">
          <Subject entry={entry} />
        </td>
      </tr>
      {open && <EntryDetail entry={entry} />}
    </Fragment>
  );
}
