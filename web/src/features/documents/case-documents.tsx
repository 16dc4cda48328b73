import './documents.css';
import { App, Button, Popconfirm } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import {
  answer,
  api,
  asProblem,
  usePeople,
  useSession,
  type CaseDetail,
  type CaseDocuments as Documents,
  type DraftSummary,
  type FinalDocument,
  type NeededForm,
} from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { EmptyState, ProblemNotice, Section, StatusTag, Waiting, type Tone } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { CaseFileButton } from './case-file';
import { NewDocument } from './new-document';
import { byStage, urgency } from './needed';
import { useBegin } from './use-begin';
import { useCaseDocuments } from './use-documents';
import { useRefreshDocuments } from './use-draft';
import { words } from './words';

const tones: Record<NeededForm['state'], Tone> = {
  missing: 'due',
  drafted: 'open',
  done: 'done',
  later: 'waiting',
  perhaps: 'waiting',
};

interface NeededRowProps {
  need: NeededForm;
  drafts: readonly DraftSummary[];
  found: CaseDetail;
  begin: (form: string) => void;
}

function NeededRow({ need, drafts, found, begin }: NeededRowProps) {
  const t = useWords(words);
  const pick = usePick();
  const { can } = useSession();
  const draft = drafts.find(({ form }) => form === need.form);
  return (
    <li className={`needed needed--${need.state}`}>
      <span className="needed__name">
        {pick(need.title.zh, need.title.en)}
        {need.when && need.state === 'perhaps' && (
          <span className="muted needed__when">{pick(need.when.zh, need.when.en)}</span>
        )}
      </span>
      <StatusTag tone={tones[need.state]}>
        {need.done > 1 ? t('needed.several', { count: need.done }) : t(`needed.${need.state}`)}
      </StatusTag>
      <span className="needed__deed no-print">
        {draft !== undefined ? (
          <Link to={`/cases/${found.id}/drafts/${draft.id}`}>{t('draft.continue')}</Link>
        ) : (
          can('state_facts') &&
          need.state !== 'done' && (
            <button
              type="button"
              className="link-button"
              onClick={() => {
                begin(need.form);
              }}
            >
              {t('needed.begin')}
            </button>
          )
        )}
      </span>
    </li>
  );
}

function Needed(props: { documents: Documents; found: CaseDetail; begin: (form: string) => void }) {
  const { documents, found, begin } = props;
  const t = useWords(words);
  const term = useTerms();
  const now = documents.needed.filter(({ state }) => state === 'missing' || state === 'drafted');
  const done = documents.needed.filter(({ state }) => state === 'done');
  const others = documents.needed.filter(({ state }) => state === 'later' || state === 'perhaps');
  const rows = (forms: readonly NeededForm[]): ReactNode =>
    byStage(forms).map(({ stage, forms: ofStage }) => (
      <li key={stage} className="needed-stage">
        <h3>{term('stage', stage)}</h3>
        <ul>
          {[...ofStage].sort(urgency).map((need) => (
            <NeededRow
              key={need.form}
              need={need}
              drafts={documents.drafts}
              found={found}
              begin={begin}
            />
          ))}
        </ul>
      </li>
    ));
  return (
    <Section
      title={t('needed')}
      count={t('needed.count', {
        done: done.length,
        missing: now.filter(({ state }) => state === 'missing').length,
        drafted: now.filter(({ state }) => state === 'drafted').length,
      })}
    >
      {now.length === 0 && <p className="needed-clear">{t('needed.none')}</p>}
      <ul>{rows(now)}</ul>
      {done.length + others.length > 0 && (
        <details className="needed-more">
          <summary>{t('needed.more', { count: done.length + others.length })}</summary>
          <ul>{rows([...done, ...others])}</ul>
        </details>
      )}
    </Section>
  );
}

function DiscardButton({ draft }: { draft: DraftSummary }) {
  const t = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const refresh = useRefreshDocuments();
  const discard = async () => {
    try {
      await answer(
        api.DELETE('/api/drafts/{draft_id}', { params: { path: { draft_id: draft.id } } }),
      );
      message.success(t('draft.discarded'));
    } catch (error) {
      message.error(asProblem(error).sentence(language));
    }
    refresh(draft.case_id);
  };
  return (
    <Popconfirm
      title={t('draft.discard.ask')}
      description={t('draft.discard.text')}
      okText={t('draft.discard')}
      cancelText={t('cancel')}
      onConfirm={discard}
    >
      <button type="button" className="quiet-button">
        {t('draft.discard')}
      </button>
    </Popconfirm>
  );
}

function Drafts({ drafts, found }: { drafts: readonly DraftSummary[]; found: CaseDetail }) {
  const t = useWords(words);
  const pick = usePick();
  const format = useFormat();
  const { can } = useSession();
  const { nameOf } = usePeople();
  if (drafts.length === 0) return null;
  return (
    <Section title={t('drafts')} count={drafts.length}>
      <ul>
        {drafts.map((draft) => {
          const act = found.acts.find(({ id }) => id === draft.act_id);
          return (
            <li key={draft.id} className="paper-line">
              <span className="paper-line__what">
                <Link to={`/cases/${found.id}/drafts/${draft.id}`}>
                  {pick(draft.title.zh, draft.title.en)}
                </Link>
                {act && <span className="muted"> {act.title}</span>}
              </span>
              <span className="muted">
                {draft.state === 'finalising'
                  ? t('draft.finalising')
                  : t('draft.saved', {
                      name: nameOf(draft.saved_by ?? draft.created_by),
                      time: format.time(draft.saved_at),
                    })}
              </span>
              <span className="no-print">
                {can('state_facts') && draft.state === 'editing' && <DiscardButton draft={draft} />}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function Final({ documents, found }: { documents: readonly FinalDocument[]; found: CaseDetail }) {
  const t = useWords(words);
  const pick = usePick();
  const format = useFormat();
  const { nameOf } = usePeople();
  return (
    <Section title={t('final')} count={documents.length || undefined}>
      {documents.length === 0 && (
        <EmptyState title={t('final.none')}>{t('final.none.text')}</EmptyState>
      )}
      {documents.length > 0 && (
        <table className="ledger papers">
          <thead>
            <tr>
              <th>{t('column.title')}</th>
              <th>{t('number')}</th>
              <th>{t('column.final')}</th>
              <th>{t('column.by')}</th>
            </tr>
          </thead>
          <tbody>
            {documents.map((document) => {
              const act = found.acts.find(({ id }) => id === document.act_id);
              return (
                <tr key={document.record_id}>
                  <td>
                    <Link to={`/records/${document.record_id}`}>
                      {pick(document.title.zh, document.title.en)}
                    </Link>
                    {act && <div className="muted papers__act">{act.title}</div>}
                  </td>
                  <td>{document.number || <span className="muted">{t('number.none')}</span>}</td>
                  <td className="nowrap">{format.time(document.finalised_at)}</td>
                  <td className="nowrap">{nameOf(document.finalised_by)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** The documents of a case: what it still needs, what is being written, what is final. */
export default function CaseDocuments({ found }: { found: CaseDetail }) {
  const t = useWords(words);
  const { can } = useSession();
  const query = useCaseDocuments(found.id);
  const { begin, dialog } = useBegin(found);
  const [choosing, setChoosing] = useState(false);
  const documents = query.data;
  if (documents === undefined) {
    return query.error ? (
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
    ) : (
      <Waiting />
    );
  }
  return (
    <div className="case-documents">
      <div className="case-documents__deeds no-print">
        {can('state_facts') && (
          <Button
            type="primary"
            onClick={() => {
              setChoosing(true);
            }}
          >
            {t('new')}
          </Button>
        )}
        <CaseFileButton caseId={found.id} />
      </div>
      <Needed documents={documents} found={found} begin={begin} />
      <Drafts drafts={documents.drafts} found={found} />
      <Final documents={documents.documents} found={found} />
      <NewDocument
        open={choosing}
        found={found}
        documents={documents}
        begin={begin}
        onClose={() => {
          setChoosing(false);
        }}
      />
      {dialog}
    </div>
  );
}
