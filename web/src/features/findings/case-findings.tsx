import './findings.css';
import { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { useCaseFindings, type CaseFindings as Found } from '@/shared/api/client';
import { EmptyState, ProblemNotice, Waiting } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { AnswerDialog } from './answer-dialog';
import { ArticleGroupRow } from './article-group';
import { CaseLawProvider, type Asked } from './asking';
import { FactsTab } from './facts-tab';
import { groupByArticle, isOpen } from './grouping';
import { PowerDialog } from './power-dialog';
import { StateDialog } from './state-dialog';
import { useTelling } from './use-telling';
import { words } from './words';

const none: Found = { findings: [], answers: [], overrides: [], subjects: [] };

function AskedDialog(props: { caseId: string; asked: Asked | undefined; onClose: () => void }) {
  const { caseId, asked, onClose } = props;
  if (asked === undefined) return null;
  if (asked.what === 'state') return <StateDialog caseId={caseId} onClose={onClose} {...asked} />;
  if (asked.what === 'answer') return <AnswerDialog caseId={caseId} onClose={onClose} {...asked} />;
  return <PowerDialog caseId={caseId} onClose={onClose} {...asked} />;
}

function Groups({ found }: { found: Found }) {
  const t = useWords(words);
  const groups = useMemo(() => groupByArticle(found.findings), [found.findings]);
  const { hash } = useLocation();
  const wanted = groups.find(({ article }) => hash === `#finding-${article}`)?.article;
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({});
  useEffect(() => {
    if (wanted !== undefined) {
      document.getElementById(`finding-${wanted}`)?.scrollIntoView({ block: 'nearest' });
    }
  }, [wanted]);
  if (groups.length === 0) return <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>;
  return (
    <>
      {!found.findings.some(isOpen) && (
        <p className="muted law-side__hint">{t('settledOnly')}</p>
      )}
      <ul>
        {groups.map((group) => {
          const open = toggled[group.article] ?? group.article === wanted;
          return (
            <ArticleGroupRow
              key={group.article}
              group={group}
              isOpen={open}
              onToggle={() => {
                setToggled({ ...toggled, [group.article]: !open });
              }}
            />
          );
        })}
      </ul>
    </>
  );
}

/** The side of a case: findings by article, and the facts of every subject. */
export default function CaseFindings({ caseId }: { caseId: string }) {
  const t = useWords(words);
  const query = useCaseFindings(caseId);
  const found = query.data ?? none;
  const telling = useTelling(found.subjects);
  const [tab, setTab] = useState<'findings' | 'facts'>('findings');
  const [asked, setAsked] = useState<Asked>();
  const open = found.findings.filter(isOpen).length;
  const law = useMemo(
    () => ({ caseId, found, telling, ask: setAsked }),
    [caseId, found, telling],
  );
  return (
    <CaseLawProvider value={law}>
      <div className="law-side">
        <div className="law-side__tabs" role="tablist" aria-label={t('tab.label')}>
          {(['findings', 'facts'] as const).map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              aria-selected={tab === one}
              className="law-side__tab"
              onClick={() => {
                setTab(one);
              }}
            >
              {t(one === 'findings' ? 'title' : 'tab.facts')}
            </button>
          ))}
          {open > 0 && <span className="law-side__count">{t('count.open', { count: open })}</span>}
        </div>
        <ProblemNotice error={query.error} retry={() => void query.refetch()} />
        {query.isPending && <Waiting />}
        {query.data !== undefined && tab === 'findings' && <Groups found={found} />}
        {query.data !== undefined && tab === 'facts' && <FactsTab />}
      </div>
      <AskedDialog
        caseId={caseId}
        asked={asked}
        onClose={() => {
          setAsked(undefined);
        }}
      />
    </CaseLawProvider>
  );
}
