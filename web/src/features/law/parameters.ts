// What a check asks, in words: one reader for each kind of check (docs/formats/law-file.md).
import type { ArticleCheck } from '@/shared/api/client';
import type { LawWord } from '@/shared/words/law-terms';
import type { Say } from '@/shared/words/words';
import type { words } from './words';

export interface Wordings {
  t: Say<Extract<keyof typeof words.zh, string>>;
  wordOf: LawWord;
  labelOf: (fact: string) => string;
}

type Parameters = Readonly<Record<string, unknown>>;
type Reader = (parameters: Parameters, say: Wordings) => string[];

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const list = (value: unknown) =>
  Array.isArray(value) ? (value as unknown[]).filter((one) => typeof one === 'string') : [];

const quoted = (fact: unknown, { t, labelOf }: Wordings) =>
  t('quoted', { name: labelOf(text(fact)) });

const several = (facts: unknown, say: Wordings) =>
  list(facts)
    .map((fact) => quoted(fact, say))
    .join(say.wordOf('between'));

function lengthOf({ length, unit }: Parameters, { t }: Wordings): string {
  return t(`length.${text(unit)}` as 'length.hours', { length: String(length) });
}

function sinceOf({ since }: Parameters, say: Wordings): string[] {
  return since === undefined ? [] : [say.t('p.since', { fact: quoted(since, say) })];
}

const doneWithin: Reader = (p, say) => {
  const said = [
    say.t('p.done_within', {
      from: quoted(p['from'], say),
      to: quoted(p['to'], say),
      length: lengthOf(p, say),
    }),
  ];
  const also = list(p['also']).map((unit) => say.wordOf(unit));
  if (also.length > 0) said.push(say.t('p.also', { units: also.join(say.wordOf('between')) }));
  if (p['extend_by'] !== undefined) {
    said.push(say.t('p.extend_by', { fact: quoted(p['extend_by'], say) }));
  }
  if (p['early'] === 'fine') said.push(say.t('p.early'));
  return said;
};

const required: Reader = (p, say) => {
  const said: string[] = [];
  for (const name of ['all_of', 'any_of', 'none_of'] as const) {
    if (p[name] !== undefined) said.push(say.t(`p.${name}`, { facts: several(p[name], say) }));
  }
  if (p['kinds'] !== undefined) {
    const kinds = list(p['kinds']).map((word) => say.wordOf(word, text(p['by'])));
    said.push(say.t('p.kinds', { kinds: kinds.join(say.wordOf('between')) }));
  }
  return [...said, ...sinceOf(p, say)];
};

const count: Reader = (p, say) => {
  const said: string[] = [];
  for (const name of ['at_least', 'at_most'] as const) {
    if (p[name] !== undefined) {
      said.push(say.t(`p.${name}`, { fact: quoted(p['fact'], say), count: String(p[name]) }));
    }
  }
  return [...said, ...sinceOf(p, say)];
};

const order: Reader = (p, say) => [
  say.t('p.order', { first: quoted(p['first'], say), then: quoted(p['then'], say) }),
];

const agreement: Reader = (p, say) => [
  say.t('p.agreement', { from: several(p['from'], say), to: several(p['to'], say) }),
  say.t('p.tolerance', { minutes: String(p['tolerance_minutes']) }),
  say.wordOf(text(p['reading'])),
];

const validOn: Reader = (p, say) => [
  say.t(p['to'] === undefined ? 'p.valid_from' : 'p.valid_on', {
    on: quoted(p['on'], say),
    from: quoted(p['from'], say),
    to: quoted(p['to'], say),
  }),
];

const retention: Reader = (p, say) => {
  const said = [say.t('p.retention', { from: quoted(p['from'], say), length: lengthOf(p, say) })];
  if (p['permanent_when'] !== undefined) {
    said.push(say.t('p.permanent_when', { facts: several(p['permanent_when'], say) }));
  }
  return said;
};

// As the course of a case and its acts goes; the server sorts by letters.
const places = [
  ...['clue', 'filing', 'investigation', 'review', 'service', 'closed'],
  ...['on_site_inspection', 'inquiry', 'sampling', 'preservation', 'measure', 'hearing'],
  ...['notice', 'execution', 'other'],
];

/** Rows of a table in the order in which people think of them. */
export function inOrder<Value>(rows: readonly [string, Value][]): [string, Value][] {
  const place = ([row]: [string, Value]) => {
    const found = places.indexOf(row);
    return found === -1 ? places.length : found;
  };
  return [...rows].sort((one, other) => place(one) - place(other));
}

/** Rows of a table by the words of the fact that chooses one. */
export function tableRows(table: unknown, by: string, wordOf: LawWord): [string, string][] {
  if (typeof table !== 'object' || table === null) return [];
  return inOrder(Object.entries(table)).map(([row, wanted]) => [
    wordOf(row, by),
    list(wanted)
      .map((word) => wordOf(word))
      .join(wordOf('between')),
  ]);
}

const covers: Reader = (p, say) => [
  say.t('p.covers', { list: quoted(p['list'], say), by: quoted(p['by'], say) }),
  ...tableRows(p['table'], text(p['by']), say.wordOf).map(([row, wanted]) =>
    say.t('p.row', { row, wanted }),
  ),
];

const recurring: Reader = (p, say) => [
  say.t('p.recurring', {
    last: quoted(p['last'], say),
    since: quoted(p['since'], say),
    length: lengthOf(p, say),
  }),
];

const yearDay: Reader = (p, say) => [
  say.t('p.year_day', {
    to: quoted(p['to'], say),
    years: String(p['years_later']),
    month: String(p['month']),
  }),
];

const ahead: Reader = (p, say) => [
  say.t('p.ahead', {
    notice: quoted(p['notice'], say),
    event: quoted(p['event'], say),
    length: lengthOf(p, say),
  }),
  say.wordOf(text(p['reading'])),
];

const readers: Readonly<Record<string, Reader>> = {
  done_within: doneWithin,
  required,
  count,
  order,
  agreement,
  valid_on: validOn,
  retention,
  covers,
  recurring,
  year_day: yearDay,
  ahead,
};

/** The parameters of a check as sentences; a kind that this page does not know says nothing. */
export function parametersInWords(check: ArticleCheck, say: Wordings): string[] {
  return readers[check.kind]?.(check.parameters, say) ?? [];
}
