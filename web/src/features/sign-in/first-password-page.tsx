import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { answer, api, keys, useSignOut } from '@/shared/api/client';
import { ProblemNotice } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { Door } from './door';
import { PasswordFields, type PasswordChange } from './password-fields';
import { words } from './words';

/** After signing in with a one-time password: nothing else opens before it is changed. */
export default function FirstPasswordPage() {
  const t = useWords(words);
  const client = useQueryClient();
  const signOut = useSignOut();
  const { message } = App.useApp();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  const change = async ({ current, next }: PasswordChange) => {
    setBusy(true);
    setError(undefined);
    try {
      await answer(api.PUT('/api/session/password', { body: { current, next } }));
      message.success(t('change.done'));
      await client.invalidateQueries({ queryKey: keys.session });
    } catch (caught) {
      setError(caught);
    }
    setBusy(false);
  };
  return (
    <Door title={t('first.title')}>
      <p className="door__why">{t('first.why')}</p>
      <ProblemNotice error={error} />
      <Form<PasswordChange> layout="vertical" requiredMark={false} onFinish={change}>
        <div ref={form}>
          <PasswordFields oneTime />
        </div>
        <Button type="primary" size="large" htmlType="submit" block loading={busy}>
          {t('first.save')}
        </Button>
      </Form>
      <p className="door__lock">
        <button type="button" className="quiet-button" onClick={() => void signOut()}>
          {t('first.leave')}
        </button>
      </p>
    </Door>
  );
}
