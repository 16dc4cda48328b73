import './records.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { answer, api, keys, quietWhenLong, useSession } from '@/shared/api/client';
import { EmptyState, MoreButton, Page, ProblemNotice, Waiting } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { FilterBar, useFilter, type Filter } from './records-filter';
import { RecordsTable } from './records-table';
import { words } from './words';

const PAGE_ROWS = 100;

function useRecords(filter: Filter) {
  return useInfiniteQuery({
    queryKey: [...keys.records, 'list', filter],
    meta: quietWhenLong,
    queryFn: ({ pageParam }) => {
      const page = pageParam === null ? {} : { cursor: pageParam };
      const query = { limit: PAGE_ROWS, ...filter, ...page };
      return answer(api.GET('/api/records', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

function Nothing({ filter, clear }: { filter: Filter; clear: () => void }) {
  const t = useWords(words);
  const { can } = useSession();
  const navigate = useNavigate();
  if (Object.keys(filter).length === 0) {
    const deposits = can('deposit');
    const toCases = deposits && (
      <Button onClick={() => void navigate('/cases')}>{t('list.toCases')}</Button>
    );
    return (
      <EmptyState title={t('list.emptyTitle')} action={toCases}>
        {t(deposits ? 'list.empty' : 'list.emptySeen')}
      </EmptyState>
    );
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
