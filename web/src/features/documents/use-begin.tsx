import { App, Form as AntForm, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import {
  answer,
  api,
  asProblem,
  freshKey,
  type Act,
  type CaseDetail,
} from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { DialogForm } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { useForms } from './use-documents';
import { useRefreshDocuments } from './use-draft';
import { words } from './words';

/** Begins a document; a form of an act asks which one, unless there is only one. */
export function useBegin(found: CaseDetail) {
  const t = useWords(words);
  const pick = usePick();
  const term = useTerms();
  const format = useFormat();
  const language = useLanguage();
  const navigate = useNavigate();
  const refresh = useRefreshDocuments();
  const { message } = App.useApp();
  const { formOf } = useForms();
  const [asked, setAsked] = useState<{ form: string; acts: readonly Act[] }>();

  const create = async (form: string, actId: string | undefined) => {
    const draft = await answer(
      api.POST('/api/cases/{case_id}/drafts', {
        params: { path: { case_id: found.id }, header: { 'Idempotency-Key': freshKey() } },
        body: { form, ...(actId !== undefined && { act_id: actId }) },
      }),
    );
    refresh(found.id);
    await navigate(`/cases/${found.id}/drafts/${draft.id}`);
  };
  const begin = (formId: string, actId?: string) => {
    const kinds = formOf(formId)?.act_kinds ?? [];
    const acts = found.acts.filter(({ kind }) => kinds.includes(kind));
    if (kinds.length > 0 && acts.length === 0) {
      const names = kinds.map((kind) => term('act', kind)).join(t('between'));
      message.warning(t('begin.noAct', { kinds: names }));
      return;
    }
    if (actId === undefined && acts.length > 1) {
      setAsked({ form: formId, acts });
      return;
    }
    const chosen = actId ?? (kinds.length > 0 ? acts[0]?.id : undefined);
    create(formId, chosen).catch((error: unknown) => {
      message.error(asProblem(error).sentence(language));
    });
  };
  const title = formOf(asked?.form ?? '')?.title;
  const dialog = asked !== undefined && (
    <DialogForm<{ act_id: string }>
      open
      title={t('begin.title', { title: title ? pick(title.zh, title.en) : '' })}
      okText={t('begin.go')}
      cancelText={t('cancel')}
      send={({ act_id }) => create(asked.form, act_id)}
      onClose={() => {
        setAsked(undefined);
      }}
    >
      <AntForm.Item
        name="act_id"
        label={t('begin.act')}
        rules={[{ required: true, message: t('choose') }]}
      >
        <Select
          placeholder={t('choose')}
          options={asked.acts.map((act) => ({
            value: act.id,
            label: [act.title, format.day(act.started_at ?? act.planned_at ?? act.opened_at)].join(
              ' · ',
            ),
          }))}
        />
      </AntForm.Item>
    </DialogForm>
  );
  return { begin, dialog };
}
