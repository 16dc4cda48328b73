import './documents.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import {
  answer,
  api,
  keys,
  ProblemError,
  usePeople,
  useSession,
  type Act,
  type CaseDetail,
  type DraftCheck,
  type FinalDocument,
  type Form,
} from '@/shared/api/client';
import { Page, ProblemNotice, Waiting } from '@/shared/ui/ui';
import { usePick, useWords } from '@/shared/words/words';
import type { DraftKeeper } from './draft-keeper';
import {
  AboutForm,
  CheckPanel,
  Deeds,
  SaveLine,
  SaveTrouble,
  TakenNote,
} from './draft-side';
import { FieldRow, goTo } from './field-row';
import { FinalReceipt } from './final-receipt';
import { FinaliseDialog } from './finalise-dialog';
import { knownOf } from './known';
import { LostDraft } from './lost-draft';
import { forgetCopies } from './local-copies';
import { Preview } from './preview';
import { ReadSheet } from './read-sheet';
import { useCaseOf, useForm } from './use-documents';
import { useDraftKeeper, useLeaving, useOthers, useRefreshDocuments, useSight } from './use-draft';
import { words } from './words';

interface Opened {
  keeper: DraftKeeper;
  draftId: string;
  accountId: string;
  form: Form;
  found: CaseDetail;
  act: Act | undefined;
}

/** Kept as one types; Ctrl+S does what people expect of it. */
function useSaveKey(keeper: DraftKeeper): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void keeper.flush();
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
    };
  }, [keeper]);
}

function useCheck(draftId: string, revision: number, isAsked: boolean) {
  return useQuery({
    queryKey: keys.draftCheck(draftId, revision),
    queryFn: () =>
      answer(
        api.GET('/api/drafts/{draft_id}/check', { params: { path: { draft_id: draftId } } }),
      ),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

const noFaults: DraftCheck['faults'] = [];

function Sheet({ opened, check }: { opened: Opened; check: DraftCheck | undefined }) {
  const { keeper, form, found, act } = opened;
  const pick = usePick();
  const { accounts } = usePeople();
  const sight = useSight(keeper) ?? keeper.sight();
  const put = useCallback<DraftKeeper['set']>(
    (field, value) => {
      keeper.set(field, value);
    },
    [keeper],
  );
  const settle = useCallback<DraftKeeper['settle']>(
    (conflict, value) => {
      keeper.settle(conflict, value);
    },
    [keeper],
  );
  const known = useMemo(
    () =>
      new Map(
        form.fields.map(({ name, from }) => [name, knownOf(from, { found, act, accounts })]),
      ),
    [form, found, act, accounts],
  );
  const faults = useMemo(
    () =>
      new Map(
        form.fields.map(({ name }) => [name, check?.faults.filter(({ field }) => field === name)]),
      ),
    [form, check],
  );
  const conflicts = useMemo(
    () =>
      new Map(
        form.fields.map(({ name }) => [
          name,
          sight.conflicts.filter(({ field }) => field === name),
        ]),
      ),
    [form, sight.conflicts],
  );
  return (
    <div className="draft-sheet">
      <p className="draft-sheet__title" aria-hidden="true">
        {pick(form.title.zh, form.title.en)}
      </p>
      <div className="draft-sheet__fields">
        {form.fields.map((field) => (
          <FieldRow
            key={field.name}
            field={field}
            value={sight.values[field.name]}
            known={known.get(field.name)}
            isFresh={sight.revision <= 1}
            faults={faults.get(field.name) ?? noFaults}
            conflicts={conflicts.get(field.name) ?? []}
            isTaken={sight.taken?.fields.includes(field.name) ?? false}
            put={put}
            settle={settle}
          />
        ))}
      </div>
    </div>
  );
}

type Asked = { what: 'preview'; at: number } | { what: 'finalise'; check: DraftCheck };

function Editor({ opened }: { opened: Opened }) {
  const { keeper, draftId, accountId, form, found } = opened;
  const t = useWords(words);
  const pick = usePick();
  const navigate = useNavigate();
  const refresh = useRefreshDocuments();
  const sight = useSight(keeper) ?? keeper.sight();
  const [isAsked, setIsAsked] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const [made, setMade] = useState<FinalDocument>();
  const lost = useOthers(keeper, draftId);
  const check = useCheck(draftId, sight.revision, isAsked);
  useLeaving(keeper);
  useSaveKey(keeper);
  const unsettled = [...new Set(sight.conflicts.map(({ field }) => field))];
  const isReady = isAsked && check.data?.faults.length === 0 && unsettled.length === 0;

  const saved = async () => {
    const done = await keeper.flush();
    setIsAsked(true);
    return done;
  };
  const preview = async () => {
    if (await keeper.flush()) setAsked({ what: 'preview', at: keeper.sight().revision });
  };
  const finalise = async () => {
    if (!(await saved())) return;
    const { data } = await check.refetch();
    const [first] = [...unsettled.map((field) => ({ field, place: '' })), ...(data?.faults ?? [])];
    if (first !== undefined) goTo(first);
    else if (data !== undefined) setAsked({ what: 'finalise', check: data });
  };
  if (made === undefined && (lost ?? sight.problem) instanceof ProblemError) {
    const problem = (lost ?? sight.problem) as ProblemError;
    if (problem.status === 404 || problem.status === 409) {
      return <LostDraft error={problem} draftId={draftId} accountId={accountId} form={form} />;
    }
  }
  return (
    <div className="draft">
      <Sheet opened={opened} check={isAsked ? check.data : undefined} />
      <aside className="draft-side">
        <SaveLine sight={sight} onRetry={() => void keeper.flush()} />
        <Deeds
          isReady={isReady}
          onCheck={() => void saved()}
          onPreview={() => void preview()}
          onFinalise={() => void finalise()}
        />
        <SaveTrouble sight={sight} />
        <TakenNote
          sight={sight}
          form={form}
          onClose={() => {
            keeper.dismissTaken();
          }}
        />
        <div className="draft-side__check" aria-live="polite">
          <CheckPanel
            form={form}
            check={check.data}
            error={check.error}
            isAsked={isAsked}
            unsettled={unsettled}
          />
        </div>
        <AboutForm form={form} />
      </aside>
      <Preview
        title={t('preview.title', { title: pick(form.title.zh, form.title.en) })}
        url={
          asked?.what === 'preview'
            ? `/api/drafts/${draftId}/print?revision=${String(asked.at)}`
            : undefined
        }
        onClose={() => {
          setAsked(undefined);
        }}
      />
      {asked?.what === 'finalise' && (
        <FinaliseDialog
          draftId={draftId}
          revision={sight.revision}
          form={form}
          check={asked.check}
          onFinal={(document) => {
            keeper.stop();
            forgetCopies(accountId, draftId);
            setMade(document);
            refresh(found.id);
          }}
          onClose={() => {
            setAsked(undefined);
          }}
        />
      )}
      {made !== undefined && (
        <FinalReceipt
          made={made}
          onClose={() => void navigate(`/cases/${found.id}?part=documents`)}
        />
      )}
    </div>
  );
}

function Body({ draftId, accountId, caseId }: Record<'draftId' | 'accountId' | 'caseId', string>) {
  const { can } = useSession();
  const { keeper, error, retry } = useDraftKeeper(draftId, accountId);
  const summary = useQuery({
    queryKey: keys.draft(draftId),
    queryFn: () =>
      answer(api.GET('/api/drafts/{draft_id}', { params: { path: { draft_id: draftId } } })),
    retry: false,
  });
  const formId = summary.data?.form;
  const form = useForm(formId);
  const found = useCaseOf(caseId);
  if (error instanceof ProblemError && (error.status === 404 || error.status === 409)) {
    return <LostDraft error={error} draftId={draftId} accountId={accountId} form={form.data} />;
  }
  const failed = error ?? form.error ?? found.error;
  if (failed) return <ProblemNotice error={failed} retry={retry} />;
  if (
    keeper === undefined ||
    form.data === undefined ||
    found.data === undefined ||
    summary.data === undefined
  ) {
    return <Waiting />;
  }
  const act = found.data.acts.find(({ id }) => id === summary.data.act_id);
  if (!can('state_facts') || summary.data.state === 'finalising') {
    return <ReadSheet draft={summary.data} form={form.data} />;
  }
  const opened = { keeper, draftId, accountId, form: form.data, found: found.data, act };
  return <Editor opened={opened} />;
}

export default function DraftPage() {
  const t = useWords(words);
  const pick = usePick();
  const { caseId = '', draftId = '' } = useParams();
  const { session } = useSession();
  const navigate = useNavigate();
  const found = useCaseOf(caseId).data;
  const summary = useQuery<{ form: string; act_id?: string; title: { zh: string; en: string } }>({
    queryKey: keys.draft(draftId),
    enabled: false,
  }).data;
  const title = summary ? pick(summary.title.zh, summary.title.en) : t('draft');
  const act = found?.acts.find(({ id }) => id === summary?.act_id);
  const back = `/cases/${caseId}?part=documents`;
  return (
    <Page
      title={title}
      above={
        <>
          <Link to="/cases">{t('cases')}</Link> / <Link to={back}>{found?.number ?? t('case')}</Link>{' '}
          / {t('draft')}
        </>
      }
      below={[found?.title, act?.title].filter(Boolean).join(' · ')}
      actions={<Button onClick={() => void navigate(back)}>{t('draft.back')}</Button>}
    >
      {session !== null && (
        <Body
          key={draftId}
          draftId={draftId}
          caseId={caseId}
          accountId={session.account.id}
        />
      )}
    </Page>
  );
}
