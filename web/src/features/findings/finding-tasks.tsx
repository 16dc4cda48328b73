import './findings.css';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { answer, api, keys, useLaw, useSession, type CaseDetail } from '@/shared/api/client';
import { formatDue } from '@/shared/format/law-value';
import { untilDue } from '@/shared/format/format';
import { useFormat } from '@/shared/format/use-format';
import { ArticleTag, EmptyState, ProblemNotice, Section, StatusTag, Waiting } from '@/shared/ui/ui';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { tasksByCase, type CaseTasks, type TaskGroup } from './grouping';
import { words } from './words';

const FINDINGS_MAX = 200;
const CASES_SHOWN = 6;
const ROWS_SHOWN = 5;

function useFindingList() {
  return useQuery({
    queryKey: keys.findings,
    queryFn: () =>
      answer(
        api.GET('/api/findings', {
          params: { query: { states: 'breached,due,question', limit: FINDINGS_MAX } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.settled === false ? 2_000 : 60_000),
  });
}

/** The names of the cases; one that cannot be read leaves its number out, no more. */
function useCaseNames(ids: readonly string[]): Map<string, CaseDetail> {
  return useQueries({
    queries: ids
      .filter((id) => id !== '')
      .map((id) => ({
        queryKey: keys.case(id),
        queryFn: () =>
          answer(api.GET('/api/cases/{case_id}', { params: { path: { case_id: id } } })),
      })),
    combine: (results) =>
      new Map(results.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data]]))),
  });
}

function DueCell({ group }: { group: TaskGroup }) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const due = group.findings.map(({ due_at: at }) => at).filter((at) => at !== undefined).sort()[0];
  const since = group.findings
    .map(({ breached_at: at }) => at)
    .filter((at) => at !== undefined)
    .sort()[0];
  if (due !== undefined) {
    const { overdue, leftMs } = untilDue(due, new Date());
    const time = format.durationWords(leftMs);
    return (
      <StatusTag tone={group.tone}>
        <span title={t('tasks.due', { due: formatDue(due, language) })}>
          {t(overdue ? 'tasks.over' : 'tasks.left', { time })}
        </span>
      </StatusTag>
    );
  }
  return (
    <StatusTag tone={group.tone}>
      {since === undefined ? t('tasks.undated') : t('tasks.since', { day: format.day(since) })}
    </StatusTag>
  );
}

function TaskRow({ caseId, group, title }: { caseId: string; group: TaskGroup; title: string }) {
  const t = useWords(words);
  return (
    <tr>
      <td className="tasks__due">
        <DueCell group={group} />
      </td>
      <td className="tasks__what">{title}</td>
      <td className="nowrap">
        <ArticleTag article={group.article} />
      </td>
      <td className="figure nowrap">{t('tasks.count', { count: group.findings.length })}</td>
      <td className="figure nowrap">
        {caseId !== '' && <Link to={`/cases/${caseId}#finding-${group.article}`}>{t('tasks.open')}</Link>}
      </td>
    </tr>
  );
}

interface CaseProps {
  tasks: CaseTasks;
  found: CaseDetail | undefined;
  titleOf: (article: string) => string;
}

function CaseTaskTable({ tasks, found, titleOf }: CaseProps) {
  const t = useWords(words);
  const [all, setAll] = useState(false);
  const shown = all ? tasks.groups : tasks.groups.slice(0, ROWS_SHOWN);
  const name = found === undefined ? '…' : `${found.number} ${found.title}`;
  return (
    <section className="tasks">
      <h3 className="tasks__case clip">
        {tasks.caseId === '' ? (
          t('tasks.noCase')
        ) : (
          <Link to={`/cases/${tasks.caseId}`}>{name}</Link>
        )}
      </h3>
      <table className="ledger tasks__table">
        <tbody>
          {shown.map((group) => (
            <TaskRow
              key={group.article}
              caseId={tasks.caseId}
              group={group}
              title={titleOf(group.article)}
            />
          ))}
        </tbody>
      </table>
      {shown.length < tasks.groups.length && (
        <button
          type="button"
          className="quiet-button no-print"
          onClick={() => {
            setAll(true);
          }}
        >
          {t('tasks.showAll', { count: tasks.groups.length })}
        </button>
      )}
    </section>
  );
}

/** What the articles ask of the cases one may see, by date and case. */
export default function FindingTasks({ onShown }: { onShown: () => void }) {
  const t = useWords(words);
  const pick = usePick();
  const deposits = useSession().can('state_facts');
  const query = useFindingList();
  const law = useLaw();
  const [all, setAll] = useState(false);
  const list = query.data;
  const isShown = !query.isPending && !law.isPending;
  useEffect(() => {
    if (isShown) onShown();
  }, [isShown, onShown]);
  const cases = tasksByCase(list?.findings ?? []);
  const shown = all ? cases : cases.slice(0, CASES_SHOWN);
  const names = useCaseNames(shown.map(({ caseId }) => caseId));
  const titles = new Map(law.data?.articles.map(({ id, title }) => [id, title]));
  const titleOf = (article: string) => {
    const title = titles.get(article);
    return title === undefined ? article : pick(title.zh, title.en);
  };
  const checking = list !== undefined && !list.settled && (
    <span className="muted" role="status">
      {t('tasks.checking', { done: list.cases_done, total: list.cases_total })}
    </span>
  );
  const count = list?.findings.length ?? 0;
  return (
    <Section title={t('tasks.title')} count={count || undefined} actions={checking}>
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {!isShown && <Waiting />}
      {list?.settled && count === 0 && (
        <EmptyState title={t('tasks.none.title')}>
          {t(deposits ? 'tasks.none.text' : 'tasks.seen.none.text')}
        </EmptyState>
      )}
      {(isShown ? shown : []).map((tasks) => (
        <CaseTaskTable
          key={tasks.caseId}
          tasks={tasks}
          found={names.get(tasks.caseId)}
          titleOf={titleOf}
        />
      ))}
      {shown.length < cases.length && (
        <div className="more no-print">
          <Button
            onClick={() => {
              setAll(true);
            }}
          >
            {t('more', { count: cases.length - shown.length })}
          </Button>
        </div>
      )}
      {list?.complete === false && (
        <p className="muted">{t('tasks.more', { count: FINDINGS_MAX })}</p>
      )}
    </Section>
  );
}
