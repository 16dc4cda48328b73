import './cases.css';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import {
  answer,
  api,
  freshKey,
  keys,
  ProblemError,
  useSession,
  type NewAct,
} from '@/shared/api/client';
import {
  Page,
  PeopleSelect,
  ProblemNotice,
  StatusTag,
  useFormProblem,
  WallClockPicker,
} from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { actKinds } from './act-kinds';
import { defaultOfficers } from './default-officers';
import { useCase } from './use-case';
import { useOrderRule } from './use-order-rule';
import { words } from './words';

function useOpenAct(caseId: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<NewAct>();
  const { error, show, clear } = useFormProblem(form);
  const [key, setKey] = useState(freshKey);
  const [busy, setBusy] = useState(false);
  const open = async (fields: NewAct) => {
    setBusy(true);
    clear();
    try {
      const body = { ...fields, place: fields.place ?? '' };
      const params = { path: { case_id: caseId }, header: { 'Idempotency-Key': key } };
      const opened = await answer(api.POST('/api/cases/{case_id}/acts', { body, params }));
      await client.invalidateQueries({ queryKey: keys.case(caseId) });
      void client.invalidateQueries({ queryKey: keys.myWork });
      await navigate(`/cases/${caseId}#act-${opened.id}`, { replace: true });
    } catch (caught) {
      show(caught);
      if (caught instanceof ProblemError && caught.status !== 0) setKey(freshKey());
      setBusy(false);
    }
  };
  return { form, open, busy, error };
}

function OfficersField() {
  const t = useWords(words);
  const chosen = Form.useWatch<string[] | undefined>('officer_ids');
  const extra =
    chosen?.length === 1 ? (
      <StatusTag tone="due">{t('act.officers.one')}</StatusTag>
    ) : (
      t('act.officers.hint')
    );
  return (
    <Form.Item
      name="officer_ids"
      label={t('act.officers')}
      rules={[{ required: true, type: 'array', min: 1, max: 20, message: t('choose') }]}
      extra={extra}
    >
      <PeopleSelect placeholder={t('choose')} />
    </Form.Item>
  );
}

function TimeFields() {
  const t = useWords(words);
  const order = useOrderRule('started_at');
  return (
    <>
      <div className="form__three">
        <Form.Item name="planned_at" label={t('act.planned')}>
          <WallClockPicker />
        </Form.Item>
        <Form.Item name="started_at" label={t('act.started')}>
          <WallClockPicker />
        </Form.Item>
        <Form.Item
          name="ended_at"
          label={t('act.ended')}
          dependencies={['started_at']}
          rules={[order]}
        >
          <WallClockPicker />
        </Form.Item>
      </div>
      <p className="muted form__hint">{t('act.times.hint')}</p>
    </>
  );
}

export default function NewActPage() {
  const t = useWords(words);
  const term = useTerms();
  const { caseId = '' } = useParams();
  const { session } = useSession();
  const query = useCase(caseId);
  const { form, open, busy, error } = useOpenAct(caseId);
  const me = session?.account.id;
  const found = query.data;
  useEffect(() => {
    if (found === undefined || form.isFieldTouched('officer_ids')) return;
    form.setFieldValue('officer_ids', defaultOfficers(me, found.handler_ids));
  }, [form, found, me]);
  const rules = [{ required: true, whitespace: true, message: t('required') }];
  const place = query.data && `${query.data.number} ${query.data.title}`;
  return (
    <Page
      narrow
      title={t('act.new')}
      above={<Link to={`/cases/${caseId}`}>{place ?? t('back')}</Link>}
    >
      <ProblemNotice error={query.error} />
      {found?.stage === 'closed' && <p className="case-closed">{t('closed.text')}</p>}
      <Form<NewAct>
        form={form}
        className="form"
        layout="vertical"
        requiredMark={false}
        onFinish={open}
        initialValues={{ officer_ids: defaultOfficers(me, []) }}
        scrollToFirstError
      >
        <ProblemNotice error={error} />
        <Form.Item
          name="kind"
          label={t('act.kind')}
          rules={[{ required: true, message: t('choose') }]}
        >
          <Select
            autoFocus
            placeholder={t('choose')}
            style={{ maxWidth: 360 }}
            options={actKinds.map((kind) => ({ value: kind, label: term('act', kind) }))}
          />
        </Form.Item>
        <Form.Item name="title" label={t('act.title')} rules={rules} extra={t('act.title.hint')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="place" label={t('act.place')}>
          <Input maxLength={200} />
        </Form.Item>
        <OfficersField />
        <TimeFields />
        <div className="form-foot">
          <Button
            type="primary"
            htmlType="submit"
            loading={busy}
            disabled={found?.stage === 'closed'}
          >
            {t('act.submit')}
          </Button>
          <Link to={`/cases/${caseId}`}>{t('cancel')}</Link>
        </div>
      </Form>
    </Page>
  );
}
