import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useHouse, useSignIn, type House } from '@/shared/api/client';
import { ProblemNotice } from '@/shared/ui/ui';
import { usePick, useWords } from '@/shared/words/words';
import { Door } from './door';
import { words } from './words';

interface Fields {
  name: string;
  password: string;
}

type Enter = (fields: Fields) => Promise<void>;

function DemoAccounts({ house, enter, busy }: { house: House; enter: Enter; busy: boolean }) {
  const t = useWords(words);
  const pick = usePick();
  return (
    <section className="door__demo">
      <h2>{t('demo')}</h2>
      <p className="muted">{t('demoHint')}</p>
      <ul>
        {house.demo_accounts.map((account) => (
          <li key={account.sign_in_name}>
            <button
              type="button"
              disabled={busy}
              title={account.sign_in_name}
              onClick={() => void enter({ name: account.sign_in_name, password: account.password })}
            >
              <span className="door__person">{account.name}</span>
              <span className="muted clip">{pick(account.title_zh, account.title_en)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SignInForm({ enter, busy }: { enter: Enter; busy: boolean }) {
  const t = useWords(words);
  const first = useRef<InputRef>(null);
  useEffect(() => {
    first.current?.focus();
  }, []);
  const rules = [{ required: true, message: t('required') }];
  return (
    <Form<Fields> layout="vertical" requiredMark={false} onFinish={enter}>
      <Form.Item name="name" label={t('name')} rules={rules}>
        <Input ref={first} autoComplete="username" maxLength={64} spellCheck={false} />
      </Form.Item>
      <Form.Item name="password" label={t('password')} rules={rules}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {t('signIn')}
      </Button>
    </Form>
  );
}

export default function SignInPage() {
  const t = useWords(words);
  const house = useHouse();
  const signIn = useSignIn();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const enter: Enter = async ({ name, password }) => {
    setBusy(true);
    setError(undefined);
    try {
      await signIn(name.trim(), password);
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };
  return (
    <Door title={t('title')}>
      <ProblemNotice error={error} />
      <SignInForm enter={enter} busy={busy} />
      <p className="door__lock muted">{t('lock')}</p>
      {house?.demo && <DemoAccounts house={house} enter={enter} busy={busy} />}
    </Door>
  );
}
