import './log.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { answer, api, keys, quietWhenLong, type Entry } from '@/shared/api/client';
import {
  EmptyState,
  MoreButton,
  Page,
  ProblemNotice,
  Section,
  useRowKeys,
  Waiting,
} from '@/shared/ui/ui';
import { terms, useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { CheckpointPanel } from './checkpoint-panel';
import { EntryRow } from './entry-row';
import { words } from './words';

const kinds = Object.keys(terms.zh)
  .filter((key) => key.startsWith('entry.'))
  .map((key) => key.slice('entry.'.length));

function useEntries(kind: string) {
  return useInfiniteQuery({
    queryKey: [...keys.entries, { kind }],
    meta: quietWhenLong,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/entries', {
          params: {
            query: {
              ...(kind !== '' && { kind }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

function EntryTable({ entries }: { entries: readonly Entry[] }) {
  const t = useWords(words);
  const body = useRef<HTMLTableSectionElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const toggle = (row: number) => {
    const index = entries[row]?.index;
    if (index === undefined) return;
    const next = new Set(opened);
    if (!next.delete(index)) next.add(index);
    setOpened(next);
  };
  const chosen = useRowKeys({ count: entries.length, within: body, open: toggle });
  return (
    <table className="ledger entries">
      <thead>
        <tr>
          <th className="figure">{t('column.index')}</th>
          <th>{t('column.time')}</th>
          <th>{t('column.kind')}</th>
          <th>{t('column.actor')}</th>
          <th>{t('column.subject')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {entries.map((entry, row) => (
          <EntryRow
            key={entry.index}
            entry={entry}
            row={row}
            chosen={row === chosen}
            open={opened.has(entry.index)}
            toggle={() => {
              toggle(row);
            }}
          />
        ))}
      </tbody>
    </table>
  );
}

export default function LogPage() {
  const t = useWords(words);
  const term = useTerms();
  const [search, setSearch] = useSearchParams();
  const kind = search.get('kind') ?? '';
  const query = useEntries(kind);
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const filter = (
    <Select
      size="small"
      aria-label={t('filter.label')}
      style={{ width: 190 }}
      value={kind}
      options={[
        { value: '', label: t('filter.all') },
        ...kinds.map((one) => ({ value: one, label: term('entry', one) })),
      ]}
      onChange={(value: string) => {
        setSearch(value === '' ? {} : { kind: value }, { replace: true });
      }}
    />
  );
  return (
    <Page title={t('title')} below={t('below')}>
      <CheckpointPanel />
      <Section title={t('entries')} actions={filter}>
        <ProblemNotice error={query.error} retry={() => void query.refetch()} />
        {query.isPending && <Waiting />}
        {query.data && entries.length === 0 && (
          <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
        )}
        {entries.length > 0 && <EntryTable entries={entries} />}
        <MoreButton query={query} />
      </Section>
    </Page>
  );
}
