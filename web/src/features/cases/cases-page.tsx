import './cases.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import {
  answer,
  api,
  keys,
  usePeople,
  useSession,
  type Case,
  type Stage,
} from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import {
  EmptyState,
  MoreButton,
  Page,
  ProblemNotice,
  useRowKeys,
  useSlashFocus,
  Waiting,
} from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { StageMarks, stages } from './stages';
import { words } from './words';

interface Filter {
  q: string;
  stage: Stage | undefined;
  mine: boolean;
}

/** The filter lives in the address, so that back and bookmarks work. */
function useFilter(): [Filter, (change: Partial<Filter>) => void] {
  const [search, setSearch] = useSearchParams();
  const filter: Filter = {
    q: search.get('q') ?? '',
    stage: stages.find((stage) => stage === search.get('stage')),
    mine: search.get('mine') === 'true',
  };
  const change = (part: Partial<Filter>) => {
    const next = { ...filter, ...part };
    const kept = new URLSearchParams();
    if (next.q !== '') kept.set('q', next.q);
    if (next.stage !== undefined) kept.set('stage', next.stage);
    if (next.mine) kept.set('mine', 'true');
    setSearch(kept, { replace: true });
  };
  return [filter, change];
}

function useCases({ q, stage, mine }: Filter) {
  return useInfiniteQuery({
    queryKey: [...keys.cases, { q, stage, mine }],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/cases', {
          params: {
            query: {
              ...(q !== '' && { q }),
              ...(stage !== undefined && { stage }),
              ...(mine && { mine }),
              ...(pageParam !== null && { cursor: pageParam }),
            },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
}

function FilterBar({
  filter,
  change,
}: {
  filter: Filter;
  change: (part: Partial<Filter>) => void;
}) {
  const t = useWords(words);
  const term = useTerms();
  const search = useRef<InputRef>(null);
  const [typed, setTyped] = useState(filter.q);
  useSlashFocus(search);
  const { can } = useSession();
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    if (typed.trim() === filter.q) return undefined;
    const timer = setTimeout(() => {
      latest.current({ q: typed.trim() });
    }, 250);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, filter.q]);
  return (
    <div role="search" className="filter no-print">
      <Input
        ref={search}
        data-rows=""
        className="filter__search"
        value={typed}
        allowClear
        maxLength={100}
        aria-label={t('search.label')}
        placeholder={t('search')}
        suffix={<kbd>/</kbd>}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <Select
        aria-label={t('filter.label')}
        value={filter.stage ?? ''}
        style={{ width: 168 }}
        options={[
          { value: '', label: t('filter.all') },
          ...stages.map((stage) => ({ value: stage, label: term('stage', stage) })),
        ]}
        onChange={(value: Stage | '') => {
          change({ stage: value === '' ? undefined : value });
        }}
      />
      {can('open_case') && (
        <Checkbox
          checked={filter.mine}
          onChange={(event) => {
            change({ mine: event.target.checked });
          }}
        >
          {t('filter.mine')}
        </Checkbox>
      )}
      <span className="filter__hint muted">{t('keysHint')}</span>
    </div>
  );
}

function CaseRow({ found, row, chosen }: { found: Case; row: number; chosen: boolean }) {
  const term = useTerms();
  const format = useFormat();
  const navigate = useNavigate();
  const { namesOf } = usePeople();
  return (
    <tr
      data-row={row}
      className={chosen ? 'is-link is-chosen' : 'is-link'}
      aria-selected={chosen}
      onClick={() => void navigate(`/cases/${found.id}`)}
    >
      <td className="nowrap">{found.number}</td>
      <td className="cases__case">
        <Link
          to={`/cases/${found.id}`}
          onClick={(event) => {
            event.stopPropagation();
          }}
        >
          {found.title}
        </Link>
        <div className="muted cases__party">{found.party}</div>
      </td>
      <td className="nowrap soft">{term('procedure', found.procedure)}</td>
      <td>
        <StageMarks stage={found.stage} />
      </td>
      <td className="cases__handlers soft">{namesOf(found.handler_ids)}</td>
      <td className="nowrap soft">{format.day(found.opened_at)}</td>
      <td className="figure">{format.count(found.act_count)}</td>
      <td className="figure">{format.count(found.record_count)}</td>
    </tr>
  );
}

function CaseTable({ cases }: { cases: readonly Case[] }) {
  const t = useWords(words);
  const navigate = useNavigate();
  const body = useRef<HTMLTableSectionElement>(null);
  const chosen = useRowKeys({
    count: cases.length,
    within: body,
    open: (row) => void navigate(`/cases/${cases[row]?.id ?? ''}`),
  });
  return (
    <table className="ledger cases">
      <thead>
        <tr>
          <th>{t('column.number')}</th>
          <th>{t('column.case')}</th>
          <th>{t('column.procedure')}</th>
          <th>{t('column.stage')}</th>
          <th>{t('column.handlers')}</th>
          <th>{t('column.opened')}</th>
          <th className="figure">{t('column.acts')}</th>
          <th className="figure">{t('column.records')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {cases.map((found, row) => (
          <CaseRow key={found.id} found={found} row={row} chosen={row === chosen} />
        ))}
      </tbody>
    </table>
  );
}

function NoCases({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const t = useWords(words);
  const { can } = useSession();
  const navigate = useNavigate();
  if (filtered) {
    return (
      <EmptyState
        title={t('none.found.title')}
        action={<Button onClick={clear}>{t('none.clear')}</Button>}
      >
        {t('none.found.text')}
      </EmptyState>
    );
  }
  const action = can('open_case') && (
    <Button type="primary" onClick={() => void navigate('/cases/new')}>
      {t('new')}
    </Button>
  );
  return (
    <EmptyState title={t('none.title')} action={action}>
      {t(can('open_case') ? 'none.text' : 'none.seen.text')}
    </EmptyState>
  );
}

export default function CasesPage() {
  const t = useWords(words);
  const { can } = useSession();
  const navigate = useNavigate();
  const [filter, change] = useFilter();
  const [cleared, setCleared] = useState(0);
  const query = useCases(filter);
  const cases = query.data?.pages.flatMap((page) => page.cases) ?? [];
  const filtered = filter.q !== '' || filter.stage !== undefined || filter.mine;
  const clear = () => {
    change({ q: '', stage: undefined, mine: false });
    setCleared((count) => count + 1);
  };
  const actions = can('open_case') && (
    <Button type="primary" onClick={() => void navigate('/cases/new')}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} actions={actions}>
      <FilterBar key={cleared} filter={filter} change={change} />
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {query.data && cases.length === 0 && <NoCases filtered={filtered} clear={clear} />}
      {cases.length > 0 && <CaseTable cases={cases} />}
      <MoreButton query={query} />
    </Page>
  );
}
