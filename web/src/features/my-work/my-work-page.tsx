import './my-work.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { answer, api, keys, useSession, type Case, type Upload } from '@/shared/api/client';
import { wallClockZone } from '@/shared/format/format';
import { useFormat } from '@/shared/format/use-format';
import {
  EmptyState,
  Page,
  ProblemNotice,
  RecordLine,
  Section,
  useLawPlaces,
  Waiting,
} from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useLanguage, useWords } from '@/shared/words/words';
import { words } from './words';

function CaseLine({ found }: { found: Case }) {
  const t = useWords(words);
  const term = useTerms();
  return (
    <Link className="case-line" to={`/cases/${found.id}`}>
      <span className="case-line__head">
        <span className="clip" title={found.title}>
          {found.title}
        </span>
        <span className="case-line__stage">{term('stage', found.stage)}</span>
      </span>
      <span className="case-line__facts">
        <span className="clip">
          {found.number} · {found.party}
        </span>
        <span className="nowrap">
          {t('cases.counts', { acts: found.act_count, records: found.record_count })}
        </span>
      </span>
    </Link>
  );
}

function NoCases() {
  const t = useWords(words);
  const { can } = useSession();
  const navigate = useNavigate();
  const handles = can('open_case');
  const action = handles && (
    <Button onClick={() => void navigate('/cases/new')}>{t('cases.new')}</Button>
  );
  return (
    <EmptyState title={t(handles ? 'cases.none.title' : 'cases.seen.none.title')} action={action}>
      {t(handles ? 'cases.none.text' : 'cases.seen.none.text')}
    </EmptyState>
  );
}

function NoRecords({ hasCases }: { hasCases: boolean }) {
  const t = useWords(words);
  const { can } = useSession();
  const navigate = useNavigate();
  if (!can('deposit')) {
    return <EmptyState title={t('records.none.title')}>{t('records.seen.none.text')}</EmptyState>;
  }
  const action = hasCases && (
    <Button onClick={() => void navigate('/cases')}>{t('records.none.open')}</Button>
  );
  return (
    <EmptyState title={t('records.none.title')} action={action}>
      {t(hasCases ? 'records.none.text' : 'records.none.later')}
    </EmptyState>
  );
}

const RECENT_CASES = 8;

/** Those one handles; for whoever handles none by office, the newest that he may see. */
function Cases({ mine }: { mine: Case[] }) {
  const t = useWords(words);
  const handles = useSession().can('open_case');
  const seen = useQuery({
    queryKey: [...keys.cases, { limit: RECENT_CASES }],
    queryFn: () =>
      answer(api.GET('/api/cases', { params: { query: { limit: RECENT_CASES } } })),
    enabled: !handles,
  });
  const shown = handles ? mine : seen.data?.cases;
  return (
    <Section
      title={t(handles ? 'cases' : 'cases.seen')}
      actions={<Link to="/cases">{t('cases.all')}</Link>}
    >
      <ProblemNotice error={seen.error} retry={() => void seen.refetch()} />
      {shown?.length === 0 && <NoCases />}
      {shown?.map((found) => (
        <CaseLine key={found.id} found={found} />
      ))}
    </Section>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const t = useWords(words);
  const format = useFormat();
  const done = format.size(upload.offset_bytes);
  return (
    <tr>
      <td className="clip upload__name" title={upload.file_name}>
        {upload.case_id ? (
          <Link to={`/cases/${upload.case_id}`}>{upload.file_name}</Link>
        ) : (
          upload.file_name
        )}
      </td>
      <td className="nowrap">
        {t('uploads.arrived', { done, size: format.size(upload.size_bytes) })}
      </td>
      <td className="muted">
        {upload.expires_at && t('uploads.how', { time: format.time(upload.expires_at) })}
      </td>
    </tr>
  );
}

function Today() {
  const format = useFormat();
  const language = useLanguage();
  const now = new Date();
  const weekday = now.toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    weekday: 'long',
    timeZone: wallClockZone,
  });
  return (
    <>{language === 'zh' ? `${format.day(now)} ${weekday}` : `${weekday}, ${format.day(now)}`}</>
  );
}

export default function MyWorkPage() {
  const t = useWords(words);
  const query = useQuery({
    queryKey: keys.myWork,
    queryFn: () => answer(api.GET('/api/my-work')),
    refetchInterval: 60_000,
  });
  const { FindingTasks } = useLawPlaces();
  // What stands below comes once the tasks have their place: nothing is pushed down.
  const [isPlaced, setPlaced] = useState(false);
  const onShown = useCallback(() => {
    setPlaced(true);
  }, []);
  const work = query.data;
  return (
    <Page title={t('title')} below={<Today />}>
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {work && (
        <>
          <FindingTasks onShown={onShown} />
          {isPlaced && (
            <>
              {work.uploads.length > 0 && (
                <Section title={t('uploads')} count={work.uploads.length}>
                  <table className="ledger">
                    <tbody>
                      {work.uploads.map((upload) => (
                        <UploadRow key={upload.id} upload={upload} />
                      ))}
                    </tbody>
                  </table>
                </Section>
              )}
              <div className="work-columns">
                <Cases mine={work.my_cases} />
                <Section title={t('records')}>
                  {work.recent_records.length === 0 && (
                    <NoRecords hasCases={work.my_cases.length > 0} />
                  )}
                  {work.recent_records.map((record) => (
                    <RecordLine key={record.id} record={record} />
                  ))}
                </Section>
              </div>
            </>
          )}
        </>
      )}
    </Page>
  );
}
