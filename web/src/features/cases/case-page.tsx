import './cases.css';
import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router-dom';
import {
  isGone,
  useCaseFindings,
  usePeople,
  useSession,
  useUnits,
  type Act,
  type CaseDetail,
  type LiuhenRecord,
  type Stage,
} from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import {
  EmptyState,
  MoreButton,
  Page,
  ProblemNotice,
  Section,
  useLawPlaces,
  Waiting,
} from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { ActBlock } from './act-block';
import { CaseParts } from './case-parts';
import { MoveStage } from './move-stage';
import { Overrides } from './overrides';
import { StageRail } from './stages';
import { useCase, useCaseRecords } from './use-case';
import { words } from './words';

const whenOf = (act: Act) => act.started_at ?? act.planned_at ?? act.opened_at;

/** By the wall clock of what was filmed or written; what has none stands by its deposit. */
const placeInTime = (record: LiuhenRecord) => record.recorded_from ?? record.deposited_at;

function recordsByAct(records: readonly LiuhenRecord[]): Map<string, LiuhenRecord[]> {
  const grouped = new Map<string, LiuhenRecord[]>();
  for (const record of records) {
    const group = grouped.get(record.act_id);
    if (group === undefined) grouped.set(record.act_id, [record]);
    else group.push(record);
  }
  for (const group of grouped.values()) {
    group.sort((one, other) => placeInTime(one).localeCompare(placeInTime(other)));
  }
  return grouped;
}

function useScrollToAct(ready: boolean): string {
  const { hash } = useLocation();
  const target = hash.startsWith('#act-') ? hash.slice(1) : '';
  useEffect(() => {
    if (ready && target !== '') document.getElementById(target)?.scrollIntoView({ block: 'start' });
  }, [ready, target]);
  return target;
}

function Acts({ found }: { found: CaseDetail }) {
  const t = useWords(words);
  const { can } = useSession();
  const navigate = useNavigate();
  const query = useCaseRecords(found.id);
  const target = useScrollToAct(!query.isPending);
  const grouped = recordsByAct(query.data?.pages.flatMap((page) => page.records) ?? []);
  const acts = [...found.acts].sort((one, other) => whenOf(one).localeCompare(whenOf(other)));
  const closed = found.stage === 'closed';
  const openAct = can('open_act') && !closed && (
    <Button type="primary" onClick={() => void navigate(`/cases/${found.id}/acts/new`)}>
      {t('act.new')}
    </Button>
  );
  return (
    <Section
      title={t('acts')}
      count={acts.length || undefined}
      actions={acts.length > 0 && openAct}
    >
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && acts.length > 0 && <Waiting />}
      {closed && (can('open_act') || can('deposit')) && (
        <p className="case-closed">{t('closed.text')}</p>
      )}
      {acts.length === 0 && (
        <EmptyState title={t('acts.none.title')} action={openAct}>
          {t(can('open_act') && !closed ? 'acts.none.text' : 'acts.none.seen.text')}
        </EmptyState>
      )}
      {/* With their records or not at all: acts that grow would push each other down. */}
      {(query.isPending ? [] : acts).map((act) => (
        <ActBlock
          key={act.id}
          act={act}
          found={found}
          records={grouped.get(act.id) ?? []}
          target={target === `act-${act.id}`}
        />
      ))}
      <MoreButton query={query} />
    </Section>
  );
}

function CaseFacts({ found }: { found: CaseDetail }) {
  const t = useWords(words);
  const term = useTerms();
  const format = useFormat();
  const { namesOf } = usePeople();
  const { unitName } = useUnits();
  const facts: [string, ReactNode][] = [
    [t('party'), found.party],
    [t('handlers'), namesOf(found.handler_ids)],
    [t('unit'), unitName(found.unit_id)],
    [t('procedure'), term('procedure', found.procedure)],
    [t('opened'), format.time(found.opened_at)],
  ];
  return (
    <dl className="case-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Shown = 'acts' | 'law';

/** Acts and findings side by side; on a narrow screen one after the other, as one chooses. */
function Body({ found, open }: { found: CaseDetail; open: number | undefined }) {
  const t = useWords(words);
  const { CaseFindings } = useLawPlaces();
  const { hash } = useLocation();
  const [chosen, setChosen] = useState<{ shown: Shown; at: string }>();
  // A link to an act or a finding shows it, until somebody chooses again.
  const linked: Shown = hash.startsWith('#finding-') ? 'law' : 'acts';
  const shown = chosen?.at === hash ? chosen.shown : linked;
  return (
    <div className="case-body" data-shown={shown}>
      <div className="case-body__choice no-print" role="group" aria-label={t('shown.label')}>
        {(['acts', 'law'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={shown === one}
            onClick={() => {
              setChosen({ shown: one, at: hash });
            }}
          >
            {one === 'law' && open !== undefined && open > 0
              ? t('shown.law.count', { count: open })
              : t(`shown.${one}`)}
          </button>
        ))}
      </div>
      <div className="case-body__acts">
        <CaseParts found={found} acts={<Acts found={found} />} />
      </div>
      <aside className="case-body__law">
        <CaseFindings caseId={found.id} />
      </aside>
    </div>
  );
}

const isOpen = ({ state }: { state: string }) => state !== 'explained' && state !== 'accepted';

export default function CasePage() {
  const t = useWords(words);
  const { caseId = '' } = useParams();
  const { can } = useSession();
  const query = useCase(caseId);
  const navigate = useNavigate();
  const [moving, setMoving] = useState<{ to?: Stage }>();
  const law = useCaseFindings(caseId).data;
  const open = law?.findings.filter(isOpen).length;
  const found = query.data;
  if (found === undefined) {
    return (
      <Page title={t('title')} above={<Link to="/cases">{t('back')}</Link>}>
        {query.isPending && <Waiting />}
        {query.error && isGone(query.error) ? (
          <EmptyState
            title={t('gone.title')}
            action={
              <Button type="primary" onClick={() => void navigate('/cases')}>
                {t('gone.back')}
              </Button>
            }
          >
            {t('gone.text')}
          </EmptyState>
        ) : (
          <ProblemNotice error={query.error} retry={() => void query.refetch()} />
        )}
      </Page>
    );
  }
  const actions = can('move_case') && (
    <Button
      onClick={() => {
        setMoving({});
      }}
    >
      {t('move.button')}
    </Button>
  );
  return (
    <Page
      title={found.title}
      windowTitle={found.number}
      above={
        <>
          <Link to="/cases">{t('back')}</Link> / {found.number}
        </>
      }
      actions={actions}
    >
      <CaseFacts found={found} />
      <StageRail
        stage={found.stage}
        open={open}
        onMove={
          can('move_case')
            ? (to) => {
                setMoving({ to });
              }
            : undefined
        }
      />
      <Overrides overrides={law?.overrides ?? []} />
      <Body found={found} open={open} />
      {moving !== undefined && (
        <MoveStage
          found={found}
          to={moving.to}
          onClose={() => {
            setMoving(undefined);
          }}
        />
      )}
    </Page>
  );
}
