// Every feature keeps its words in its own words.ts:
//   export const words = defineWords('cases', { title: '案件' }, { title: 'Cases' });
//   const t = useWords(words);  t('title')
// English must have every key of Chinese; the compiler says so. Where English differs for one
// thing, `key_one` stands beside `key`, and the value named count chooses.
import i18next from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { language, type Language } from './language';

export interface Words<Key extends string> {
  readonly room: string;
  readonly zh: Readonly<Record<Key, string>>;
}

export type Values = Record<string, string | number>;
export type Say<Key extends string> = (key: Key, values?: Values) => string;

type English<Zh> = { readonly [K in keyof Zh]: string } & {
  readonly [K in keyof Zh as `${K & string}_one`]?: string;
};

export function defineWords<const Zh extends Record<string, string>>(
  room: string,
  zh: Zh,
  en: English<Zh>,
): Words<Extract<keyof Zh, string>> {
  i18next.addResourceBundle('zh', room, zh, true, true);
  i18next.addResourceBundle('en', room, en, true, true);
  return { room, zh };
}

export function useWords<Key extends string>(words: Words<Key>): Say<Key> {
  const { t } = useTranslation(words.room);
  return useCallback((key, values) => t(key, values), [t]);
}

/** The current language; the component is drawn again when it changes. */
export function useLanguage(): Language {
  useTranslation();
  return language();
}

/** Picks the sentence of the current language from a pair that the server sent. */
export function usePick(): (zh: string, en: string | undefined) => string {
  const chosen = useLanguage();
  return useCallback((zh, en) => (chosen === 'zh' ? zh : en || zh), [chosen]);
}
