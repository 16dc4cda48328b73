import { App } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Navigate, NavLink, Route, Routes, useLocation, useNavigate } from 'react-router-dom';
import { ChangePassword } from '@/features/sign-in/change-password';
import { useDeposit } from '@/features/uploads/deposit-dialog';
import { UploadTray } from '@/features/uploads/upload-tray';
import { useUploads } from '@/features/uploads/uploads';
import { asProblem, useHouse, useSession, useSignOut, useUnits } from '@/shared/api/client';
import {
  AddFilesProvider,
  DocumentPlacesProvider,
  LawPlacesProvider,
  Seal,
  Waiting,
} from '@/shared/ui/ui';
import { setLanguage } from '@/shared/words/language';
import { useTerms } from '@/shared/words/terms';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { documentPlaces } from './document-places';
import { lawPlaces } from './law-places';
import { AbsentPage, PageGuard } from './page-guard';
import { firstOffered, isOffered, navEntries, routes } from './routes';
import { useFreshness } from './use-freshness';
import { words } from './words';

function Who() {
  const t = useWords(words);
  const term = useTerms();
  const { session } = useSession();
  const { unitName } = useUnits();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const { message } = App.useApp();
  const language = useLanguage();
  const leave = async () => {
    try {
      await signOut();
      await navigate('/');
    } catch (error) {
      message.error(asProblem(error).sentence(language));
    }
  };
  if (session === null) return null;
  const { account } = session;
  return (
    <div className="who">
      <div className="who__name">{account.name}</div>
      <div className="who__post">{unitName(account.unit_id)}</div>
      <div className="who__post">
        {(account.roles ?? []).map((role) => term('role', role)).join(' · ')}
      </div>
      <div className="who__actions">
        <button
          type="button"
          onClick={() => {
            setChanging(true);
          }}
        >
          {t('changePassword')}
        </button>
        <button type="button" onClick={() => void leave()}>
          {t('signOut')}
        </button>
      </div>
      <ChangePassword
        open={changing}
        onClose={() => {
          setChanging(false);
        }}
      />
    </div>
  );
}

function Side() {
  const t = useWords(words);
  const pick = usePick();
  const language = useLanguage();
  const { can } = useSession();
  const house = useHouse();
  const offered = navEntries.filter((entry) => isOffered(entry, can));
  return (
    <aside className="side no-print">
      <div className="side__mark">
        <Seal height={50} />
        <div>
          <div className="side__product">{t('product')}</div>
          <div className="side__bureau">{house && pick(house.name_zh, house.name_en)}</div>
        </div>
      </div>
      <nav aria-label={t('nav.label')}>
        {offered.map((entry) => (
          <NavLink key={entry.path} to={entry.path} className="side__link">
            {t(entry.word)}
          </NavLink>
        ))}
      </nav>
      <div className="side__foot">
        <button
          type="button"
          className="side__language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => {
            setLanguage(language === 'zh' ? 'en' : 'zh');
          }}
        >
          {t('switchLanguage')}
        </button>
        <Who />
      </div>
    </aside>
  );
}

function FirstPage() {
  const { can } = useSession();
  const first = firstOffered(can);
  return first === undefined ? <AbsentPage /> : <Navigate to={first.path} replace />;
}

export default function Shell() {
  const t = useWords(words);
  const { pathname } = useLocation();
  const { can } = useSession();
  const { addFiles } = useUploads();
  const { take, dialog } = useDeposit(addFiles, can('deposit'));
  const main = useRef<HTMLElement>(null);
  useFreshness();
  useEffect(() => {
    main.current?.scrollTo({ top: 0 });
  }, [pathname]);
  const offered = navEntries.filter((entry) => isOffered(entry, can));
  const open = routes.filter(({ path }) =>
    offered.some((entry) => path === entry.path || path.startsWith(`${entry.path}/`)),
  );
  return (
    <AddFilesProvider value={take}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <div className="shell">
        <Side />
        <main id="content" tabIndex={-1} ref={main}>
          <PageGuard key={pathname}>
            <DocumentPlacesProvider value={documentPlaces}>
              <LawPlacesProvider value={lawPlaces}>
                <Suspense fallback={<Waiting />}>
                  <Routes>
                    <Route index element={<FirstPage />} />
                    {open.map(({ path, page: Body, permission }) => {
                      const allowed = permission === undefined || can(permission);
                      const element = allowed ? <Body /> : <AbsentPage />;
                      return <Route key={path} path={path} element={element} />;
                    })}
                    <Route path="*" element={<AbsentPage />} />
                  </Routes>
                </Suspense>
              </LawPlacesProvider>
            </DocumentPlacesProvider>
          </PageGuard>
        </main>
        <UploadTray />
        {dialog}
      </div>
    </AddFilesProvider>
  );
}
