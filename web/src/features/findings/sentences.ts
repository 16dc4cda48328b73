// What a finding says, as plain sentences. The words of a finding (rules/checks) are read here and
// nowhere else; what is not known is left out rather than shown raw.
import type { Finding } from '@/shared/api/client';
import { formatTime } from '@/shared/format/format';
import { formatDue, formatLawValue, yearOfDue } from '@/shared/format/law-value';
import type { Language } from '@/shared/words/language';
import type { LawWord } from '@/shared/words/law-terms';
import type { Say } from '@/shared/words/words';
import type { words } from './words';

export type FindingSay = Say<Extract<keyof typeof words.zh, string>>;

export interface Telling {
  t: FindingSay;
  language: Language;
  wordOf: LawWord;
  /** The name of a fact for people; undefined: it is no fact of this subject. */
  labelOf: (fact: string) => string | undefined;
  typeOf: (fact: string) => string | undefined;
  duration: (lengthMs: number) => string;
}

// Facts whose lack is better said in its own words.
const lacks = [
  'certificate_from',
  'training_from',
  'recording_count',
  'linked',
  'checked_at',
  'certificate_shown',
  'record_made',
] as const;

const isOwnLack = (name: string): name is (typeof lacks)[number] =>
  (lacks as readonly string[]).includes(name);

const parts = (text: string | undefined) => (text ?? '').split(',').filter((one) => one !== '');

function joined(names: readonly string[], telling: Telling): string {
  return names.map((name) => nameOf(name, telling)).join(telling.wordOf('between'));
}

/** One name, or several of which one is enough ("a|b"). */
function nameOf(name: string, telling: Telling): string {
  return name
    .split('|')
    .map((one) => telling.labelOf(one) ?? telling.wordOf(one))
    .join(telling.t('or'));
}

function missingSentences(finding: Finding, telling: Telling): string[] {
  const names = parts(finding.words['missing']);
  const only = names.length === 1 ? names[0] : undefined;
  if (only !== undefined && isOwnLack(only)) return [telling.t(`lack.${only}`)];
  const flags = names.filter((name) => telling.typeOf(name) === 'flag');
  const facts = names.filter(
    (name) => !flags.includes(name) && name.split('|').some((one) => telling.labelOf(one)),
  );
  const things = names.filter((name) => !flags.includes(name) && !facts.includes(name));
  const said: string[] = [];
  if (flags.length > 0) said.push(telling.t('missing.flags', { names: joined(flags, telling) }));
  if (facts.length > 0) said.push(telling.t('missing.facts', { names: joined(facts, telling) }));
  if (things.length > 0) said.push(telling.t('missing.things', { names: joined(things, telling) }));
  return said;
}

function countSentences({ words }: Finding, telling: Telling): string[] {
  const found = words['found'];
  if (found === undefined) return [];
  const said: string[] = [];
  if (words['at_least'] !== undefined) {
    said.push(telling.t('count.few', { found, least: words['at_least'] }));
  }
  if (words['at_most'] !== undefined) {
    said.push(telling.t(words['at_most'] === '0' ? 'count.any' : 'count.many', {
      found, most: words['at_most'],
    }));
  }
  const listed = parts(words['listed']);
  if (listed.length > 0) said.push(telling.t('count.listed', { names: joined(listed, telling) }));
  return said;
}

function differences({ words }: Finding, { t }: Telling): string[] {
  const said: string[] = [];
  for (const end of ['start', 'end'] as const) {
    const later = Number(words[`${end}_later_minutes`]);
    if (Number.isNaN(later) || later === 0) continue;
    said.push(t(`differs.${end}.${later < 0 ? 'early' : 'late'}`, { count: Math.abs(later) }));
  }
  return said;
}

function validity({ words }: Finding, telling: Telling): string[] {
  const said: string[] = [];
  for (const word of ['not_before', 'expired', 'kept_until'] as const) {
    const value = words[word];
    if (value !== undefined) {
      said.push(telling.t(word, { day: formatLawValue(value, telling) }));
    }
  }
  const because = parts(words['permanent']);
  if (because.length > 0) said.push(telling.t('permanent', { names: joined(because, telling) }));
  return said;
}

// Strict first: the reading that ends the earliest leads.
function deadline(finding: Finding, telling: Telling): string[] {
  if (finding.due_at === undefined || finding.words['kept_until'] !== undefined) return [];
  const due = formatDue(finding.due_at, telling.language);
  const { mended_at: mended, state } = finding;
  const said: string[] = [];
  if (mended !== undefined) {
    const lateMs = new Date(mended).getTime() - new Date(finding.due_at).getTime();
    said.push(telling.t('due.mended', {
      due,
      done: formatTime(mended, telling.language),
      late: telling.duration(Math.max(0, lateMs)),
    }));
  } else if (state === 'due') said.push(telling.t('due.ahead', { due }));
  else said.push(telling.t('due.over', { due }));
  return said;
}

function readings(finding: Finding, telling: Telling): string[] {
  const strictFirst = [...finding.readings].sort((a, b) => a.due_at.localeCompare(b.due_at));
  const different = new Set(strictFirst.map((reading) => reading.due_at));
  if (different.size < 2) return [];
  const list = strictFirst.map((reading) =>
    telling.t('reading', {
      unit: telling.t(`unit.${reading.unit}` as 'unit.working_days'),
      due: formatDue(reading.due_at, telling.language),
    }),
  );
  return [telling.t('readings', { list: list.join(telling.t('readings.between')) })];
}

function order(finding: Finding, telling: Telling): string[] {
  const late = finding.words['late'];
  if (late === undefined) return [];
  const name = nameOf(late, telling);
  if (finding.mended_at === undefined || finding.breached_at === undefined) {
    return [telling.t('late', { name })];
  }
  return [
    telling.t('late.times', {
      name,
      done: formatLawValue(finding.mended_at, telling),
      wanted: formatLawValue(finding.breached_at, telling),
    }),
  ];
}

/** What is missing or differs, each as one sentence; never empty. */
export function sentencesOf(finding: Finding, telling: Telling): string[] {
  const { words, due_at: dueAt } = finding;
  const said: string[] = [];
  if (words['impossible'] !== undefined) {
    said.push(telling.t('impossible', { name: nameOf(words['impossible'], telling) }));
  }
  said.push(...missingSentences(finding, telling));
  const forbidden = parts(words['forbidden']);
  if (forbidden.length > 0) said.push(telling.t('forbidden', { names: joined(forbidden, telling) }));
  said.push(...order(finding, telling));
  said.push(...countSentences(finding, telling));
  said.push(...differences(finding, telling));
  said.push(...validity(finding, telling));
  said.push(...deadline(finding, telling), ...readings(finding, telling));
  if (said.length === 0) said.push(asked(finding, telling));
  if (finding.provisional) {
    const years = finding.readings.filter((one) => one.provisional).map((one) => one.due_at);
    const on = dueAt ?? years[0];
    said.push(
      on === undefined
        ? telling.t('provisional')
        : telling.t('provisional.year', { year: yearOfDue(on) }),
    );
  }
  if (words['reason'] !== undefined) said.push(telling.t('reason', { text: words['reason'] }));
  return said;
}

/** All sentences in a row. */
export function textOf(finding: Finding, telling: Telling): string {
  return sentencesOf(finding, telling).join(telling.language === 'zh' ? '' : ' ');
}

/** The question itself, where no word tells more. */
function asked(finding: Finding, { language, t }: Telling): string {
  return finding.asks?.[language] ?? t('asked.none');
}
