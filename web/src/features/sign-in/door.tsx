import './sign-in.css';
import { useEffect, type ReactNode } from 'react';
import { useHouse } from '@/shared/api/client';
import { Seal } from '@/shared/ui/ui';
import { setLanguage } from '@/shared/words/language';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { words } from './words';

function Front() {
  const t = useWords(words);
  const pick = usePick();
  const house = useHouse();
  return (
    <aside className="door__left">
      <div className="door__bureau">
        {house === undefined ? '' : pick(house.name_zh, house.name_en)}
      </div>
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
  );
}

/** What stands before the pages: the bureau's name on one side, one form on the other. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · 留痕`;
  }, [title]);
  return (
    <div className="door">
      <Front />
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
          <h2 className="door__title">{title}</h2>
          {children}
        </div>
      </main>
    </div>
  );
}
