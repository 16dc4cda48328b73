import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US';
import zhCN from 'antd/es/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { lazy, Suspense } from 'react';
import { BrowserRouter } from 'react-router-dom';
import { useSession } from '@/shared/api/client';
import { theme } from '@/shared/ui/theme';
import { ProblemNotice, Waiting } from '@/shared/ui/ui';
import { useLanguage } from '@/shared/words/words';

const Shell = lazy(() => import('./shell'));
const SignInPage = lazy(() => import('@/features/sign-in/sign-in-page'));
const FirstPasswordPage = lazy(() => import('@/features/sign-in/first-password-page'));

function Door() {
  const { session, isPending, error } = useSession();
  if (isPending) return <Waiting />;
  if (error)
    return (
      <ProblemNotice
        error={error}
        retry={() => {
          globalThis.location.reload();
        }}
      />
    );
  if (session === null) return <SignInPage />;
  if (session.password_change_needed) return <FirstPasswordPage />;
  return <Shell key={session.account.id} />;
}

export function App() {
  const language = useLanguage();
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      theme={theme}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <AntApp component={false} message={{ maxCount: 2 }}>
        <BrowserRouter>
          <Suspense fallback={<Waiting />}>
            <Door />
          </Suspense>
        </BrowserRouter>
      </AntApp>
    </ConfigProvider>
  );
}
