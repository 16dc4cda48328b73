import './records.css';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { answer, api, useServerEvent } from '@/shared/api/client';
import { EmptyState, MoreButton, Page, ProblemNotice, Waiting } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { FilterBar, useFilter, type Filter } from './records-filter';
import { RecordsTable } from './records-table';
import { words } from './words';

const PAGE_ROWS = 100;
const FRESH_PAGES_MAX = 3;
const FRESH_PAUSE_MS = 1500;

function useRecords(filter: Filter) {
  return useInfiniteQuery({
    queryKey: ['record-list', filter],
    queryFn: ({ pageParam }) => {
      const page = pageParam === null ? {} : { cursor: pageParam };
      const query = { limit: PAGE_ROWS, ...filter, ...page };
      return answer(api.GET('/api/records', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** New deposits appear by themselves; a long list that somebody reads is left in peace. */
function useFreshList(pages: number) {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useServerEvent('entry', ({ kind }) => {
    if (!kind.startsWith('record.') || kind === 'record.viewed' || pages > FRESH_PAGES_MAX) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: ['record-list'] });
    }, FRESH_PAUSE_MS);
  });
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
}

function Nothing({ filter, clear }: { filter: Filter; clear: () => void }) {
  const t = useWords(words);
  if (Object.keys(filter).length === 0) {
    return <EmptyState title={t('list.emptyTitle')}>{t('list.empty')}</EmptyState>;
  }
  return (
    <EmptyState
      title={t('list.noneTitle')}
      action={<Button onClick={clear}>{t('list.clear')}</Button>}
    >
      {t('list.none')}
    </EmptyState>
  );
}

export default function RecordsPage() {
  const t = useWords(words);
  const [filter, change] = useFilter();
  const query = useRecords(filter);
  useFreshList(query.data?.pages.length ?? 0);
  const records = useMemo(
    () => query.data?.pages.flatMap((page) => page.records) ?? [],
    [query.data],
  );
  const clear = () => {
    change(Object.fromEntries(Object.keys(filter).map((name) => [name, undefined])));
  };
  return (
    <Page title={t('title')}>
      <FilterBar filter={filter} change={change} />
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {query.data !== undefined && records.length === 0 && (
        <Nothing filter={filter} clear={clear} />
      )}
      {records.length > 0 && <RecordsTable records={records} />}
      <MoreButton query={query} />
    </Page>
  );
}
