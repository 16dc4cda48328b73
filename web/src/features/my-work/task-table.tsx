import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { useSession, type Task } from '@/shared/api/client';
import { untilDue } from '@/shared/format/format';
import { useFormat } from '@/shared/format/use-format';
import { ArticleTag, EmptyState, StatusTag } from '@/shared/ui/ui';
import { usePick, useWords } from '@/shared/words/words';
import { words } from './words';

function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(new Date());
    }, 60_000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}

export function placeOf(task: Task): string | undefined {
  if (task.record_id !== undefined) return `/records/${task.record_id}`;
  if (task.case_id === undefined) return undefined;
  return `/cases/${task.case_id}${task.act_id === undefined ? '' : `#act-${task.act_id}`}`;
}

function DueCell({ due, now }: { due: string | null; now: Date }) {
  const t = useWords(words);
  const format = useFormat();
  if (due === null) return <StatusTag tone="open">{t('due.none')}</StatusTag>;
  const { overdue, leftMs } = untilDue(due, now);
  const time = format.durationWords(leftMs);
  return (
    <>
      <StatusTag tone={overdue ? 'breach' : 'due'}>
        {overdue ? t('due.overdue', { time }) : t('due.left', { time })}
      </StatusTag>
      <div className="muted nowrap task__when">{format.time(due)}</div>
    </>
  );
}

function TaskRow({ task, now }: { task: Task; now: Date }) {
  const t = useWords(words);
  const pick = usePick();
  const place = placeOf(task);
  return (
    <tr>
      <td className="task__due">
        <DueCell due={task.due_at} now={now} />
      </td>
      <td>{pick(task.title_zh, task.title_en)}</td>
      <td className="nowrap">{task.article && <ArticleTag article={task.article} />}</td>
      <td className="nowrap figure">{place && <Link to={place}>{t(`do.${task.kind}`)}</Link>}</td>
    </tr>
  );
}

export function TaskTable({ tasks }: { tasks: readonly Task[] }) {
  const t = useWords(words);
  const now = useMinute();
  const deposits = useSession().can('deposit');
  if (tasks.length === 0) {
    const text = deposits ? 'tasks.none.text' : 'tasks.seen.none.text';
    return <EmptyState title={t('tasks.none.title')}>{t(text)}</EmptyState>;
  }
  return (
    <table className="ledger">
      <thead>
        <tr>
          <th>{t('tasks.due')}</th>
          <th>{t('tasks.what')}</th>
          <th>{t('tasks.why')}</th>
          <th aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {tasks.map((task, index) => (
          <TaskRow
            key={`${task.kind}-${task.act_id ?? task.record_id ?? String(index)}`}
            task={task}
            now={now}
          />
        ))}
      </tbody>
    </table>
  );
}
