import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'zh' | 'en';

const kept = 'liuhen.language';

function remembered(): Language {
  try {
    return localStorage.getItem(kept) === 'en' ? 'en' : 'zh';
  } catch {
    return 'zh'; // storage may be forbidden; Chinese first
  }
}

function stateOnPage(language: Language): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

void i18next.use(initReactI18next).init({
  lng: remembered(),
  fallbackLng: 'zh',
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  showSupportNotice: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});
stateOnPage(remembered());

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh';
}

export function setLanguage(next: Language): void {
  try {
    localStorage.setItem(kept, next);
  } catch {
    // The choice then lasts until the page is closed.
  }
  stateOnPage(next);
  void i18next.changeLanguage(next);
}
