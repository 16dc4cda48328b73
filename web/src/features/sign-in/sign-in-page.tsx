import './sign-in.css';
import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useHouse, useSignIn, type House } from '@/shared/api/client';
import { ProblemNotice, Seal } from '@/shared/ui/ui';
import { setLanguage } from '@/shared/words/language';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
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
  const pick = usePick();
  const language = useLanguage();
  const house = useHouse();
  const signIn = useSignIn();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const bureau = house === undefined ? '' : pick(house.name_zh, house.name_en);

  useEffect(() => {
    document.title = `${t('title')} · 留痕`;
  }, [t]);

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
    <div className="door">
      <aside className="door__left">
        <div className="door__bureau">{bureau}</div>
        <div className="door__mark">
          <Seal height={132} />
          <h1>
            <span className="door__product">{t('product')}</span>
            <span>{t('line1')}</span>
            <span>{t('line2')}</span>
          </h1>
          <p>{t('promise')}</p>
        </div>
        <div className="door__version">{house && t('version', { version: house.version })}</div>
      </aside>
      <main className="door__right">
        <button
          type="button"
          className="quiet-button door__language"
          onClick={() => {
            setLanguage(language === 'zh' ? 'en' : 'zh');
          }}
        >
          {language === 'zh' ? 'English' : '中文'}
        </button>
        <div className="door__form">
          <h2 className="door__title">{t('title')}</h2>
          <ProblemNotice error={error} />
          <SignInForm enter={enter} busy={busy} />
          <p className="door__lock muted">{t('lock')}</p>
          {house?.demo && <DemoAccounts house={house} enter={enter} busy={busy} />}
        </div>
      </main>
    </div>
  );
}
