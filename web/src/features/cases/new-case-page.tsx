import './cases.css';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import {
  answer,
  api,
  freshKey,
  keys,
  ProblemError,
  useSession,
  type NewCase,
} from '@/shared/api/client';
import { Page, PeopleSelect, ProblemNotice, useFormProblem } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { words } from './words';

const procedures = ['ordinary', 'simple', 'hearing'] as const;

function useOpenCase() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<NewCase>();
  const { error, show, clear } = useFormProblem(form);
  const [key, setKey] = useState(freshKey);
  const [busy, setBusy] = useState(false);
  const open = async (fields: NewCase) => {
    setBusy(true);
    clear();
    try {
      const opened = await answer(
        api.POST('/api/cases', { body: fields, params: { header: { 'Idempotency-Key': key } } }),
      );
      void client.invalidateQueries({ queryKey: keys.cases });
      void client.invalidateQueries({ queryKey: keys.myWork });
      await navigate(`/cases/${opened.id}`, { replace: true });
    } catch (caught) {
      show(caught);
      // A refused body will be changed; an unanswered one must keep its key.
      if (caught instanceof ProblemError && caught.status !== 0) setKey(freshKey());
      setBusy(false);
    }
  };
  return { form, open, busy, error };
}

export default function NewCasePage() {
  const t = useWords(words);
  const term = useTerms();
  const { session } = useSession();
  const { form, open, busy, error } = useOpenCase();
  const rules = [{ required: true, whitespace: true, message: t('required') }];
  return (
    <Page narrow title={t('new')} above={<Link to="/cases">{t('back')}</Link>}>
      <Form<NewCase>
        form={form}
        className="form"
        layout="vertical"
        requiredMark={false}
        onFinish={open}
        initialValues={{ procedure: 'ordinary' }}
        scrollToFirstError
      >
        <ProblemNotice error={error} />
        <Form.Item name="number" label={t('new.number')} rules={rules} extra={t('new.number.hint')}>
          <Input autoFocus maxLength={64} style={{ maxWidth: 360 }} />
        </Form.Item>
        <Form.Item name="title" label={t('new.title')} rules={rules} extra={t('new.title.hint')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="party" label={t('new.party')} rules={rules} extra={t('new.party.hint')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="procedure" label={t('new.procedure')}>
          <Radio.Group
            options={procedures.map((one) => ({ value: one, label: term('procedure', one) }))}
          />
        </Form.Item>
        <Form.Item name="handler_ids" label={t('new.handlers')} extra={t('new.handlers.hint')}>
          <PeopleSelect without={session?.account.id} placeholder={t('choose')} />
        </Form.Item>
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('submit')}
          </Button>
          <Link to="/cases">{t('cancel')}</Link>
          <span className="muted form-foot__note">{t('new.note')}</span>
        </div>
      </Form>
    </Page>
  );
}
