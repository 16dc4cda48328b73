// @vitest-environment jsdom
import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import type { ArticleCheck, ArticlePage, ArticleSetting } from '@/shared/api/client';
import '@/shared/words/language';
import { lawTerms } from '@/shared/words/law-terms';
import { inOrder, parametersInWords, type Wordings } from './parameters';
import { kindOf, settingsOf, wordsAround } from './settings';
import { byPlace, bySource, countsByArticle, speaksOf } from './sources';
import { words } from './words';

const say = i18next.getFixedT('zh', words.room);
const term = i18next.getFixedT('zh', lawTerms.room);
const wordings: Wordings = {
  t: (key, values) => say(key, values ?? {}),
  wordOf: (word) => (word in lawTerms.zh ? term(word) : word),
  labelOf: (fact) => ({ recorded_to: '录制结束时间', stored_at: '存入时间' })[fact] ?? fact,
};
const wording = { zh: '', en: '' };
const checkOf = (kind: string, parameters: object): ArticleCheck => ({
  ...{ name: 'stored', subject: 'recording', subject_label: wording, gathered: true },
  ...{ kind, parameters: parameters as never, severity: 'breach', asks: wording },
  ...{ remedy: wording, settings: [] },
});
const settingOf = (differs: Partial<ArticleSetting>): ArticleSetting => ({
  ...{ parameter: 'unit', default: 'natural_rolled', choices: [], source: '', why: wording },
  ...differs,
});

describe('parameters in words', () => {
  const sentences = (kind: string, parameters: object) =>
    parametersInWords(checkOf(kind, parameters), wordings).join('');

  it('reads a period with its facts, unit and other readings', () => {
    const parameters = { from: 'recorded_to', to: 'stored_at', length: 2, unit: 'working_days' };
    expect(sentences('done_within', { ...parameters, also: ['natural_days'] })).toBe(
      '自“录制结束时间”起 2 个工作日内，应有“存入时间”。同时列出其他算法：自然日。',
    );
  });

  it('reads a table in the order of the process', () => {
    const table = { closed: ['case_index'], investigation: ['filing_approval'] };
    expect(inOrder(Object.entries(table)).map(([row]) => row)).toEqual(['investigation', 'closed']);
    expect(sentences('covers', { list: 'x', by: 'stage', table })).toMatch(
      /investigation：立案审批表closed：卷内目录$/,
    );
  });

  it('says nothing of a kind that it does not know', () => {
    expect(sentences('later_kind', { a: 1 })).toBe('');
  });
});

describe('settings', () => {
  const article = (inForce: ArticlePage['settings_in_force']): ArticlePage => ({
    ...{ id: '1-5a', title: wording, text: wording, restates: [], gathered: true, severity: '' },
    cases: [],
    settings_in_force: inForce,
    versions: [
      {
        ...{ in_force_from: '2026-01-01', source: '' },
        checks: [{ ...checkOf('done_within', {}), settings: [settingOf({})] }],
      },
      { in_force_from: '2024-01-01', source: '', checks: [] },
    ],
  });
  const set = (value: unknown) => [
    { article: '1-5a', check: 'stored', parameter: 'unit', value, reason: '', set_at: '' },
  ];

  it('hold what was set, else the recommended value, of the latest version', () => {
    expect(settingsOf(article(set('working_days')))[0]?.value).toBe('working_days');
    expect(settingsOf(article([]))[0]).toMatchObject({ value: 'natural_rolled', inForce: undefined });
    expect(settingsOf(article(set(null)))[0]?.inForce).toBeUndefined();
  });

  it('are chosen, counted, listed or tabled', () => {
    expect(kindOf(settingOf({ choices: ['a'] }))).toBe('choice');
    expect(kindOf(settingOf({ default: 3 }))).toBe('number');
    expect(kindOf(settingOf({ default: ['a'] }))).toBe('list');
    const table = settingOf({ default: { a: ['x', 'y'] } });
    expect(kindOf(table)).toBe('table');
    expect(wordsAround(table, { a: ['y', 'z'] })).toEqual(['x', 'y', 'z']);
  });
});

describe('the book', () => {
  const summary = (id: string) => ({
    ...{ id, title: { zh: '告知', en: 'Notice' }, text: wording, restates: [] },
    ...{ gathered: true, severity: 'breach' },
  });

  it('goes by source and number', () => {
    const ids = ['penalty-5', '3-10', '3-9b', '3-9a', '1-2a', 'unknown-1'];
    expect(bySource(ids.map(summary)).map(({ source }) => source)).toEqual([
      '1',
      '3',
      'penalty',
      'other',
    ]);
    expect(ids.map(summary).sort(byPlace).map(({ id }) => id).slice(1, 4)).toEqual([
      '3-9a',
      '3-9b',
      '3-10',
    ]);
  });

  it('counts findings of an article, answered ones together', () => {
    const count = (state: 'breached' | 'explained' | 'accepted', number: number) => ({
      ...{ article: '1-5a', state, count: number },
    });
    const counts = countsByArticle({
      counts: [count('breached', 3), count('explained', 1), count('accepted', 2)],
    });
    expect(counts.get('1-5a')).toEqual({ breached: 3, due: 0, question: 0, answered: 3 });
  });

  it('is searched by place, title and wording', () => {
    expect(speaksOf(summary('1-2a'), '《…》第二条', '第二条')).toBe(true);
    expect(speaksOf(summary('1-2a'), '', 'NOTICE ')).toBe(true);
    expect(speaksOf(summary('1-2a'), '', '保存')).toBe(false);
  });
});
