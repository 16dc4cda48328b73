// Values of a draft: what counts as filled, when two are the same, what an input makes of them.
import type { FormField } from '@/shared/api/client';

export type Value = unknown;
export type Values = Readonly<Record<string, Value>>;

export interface Person {
  name: string;
  number?: string;
  unit?: string;
}
export interface Span {
  start?: string | undefined;
  end?: string | undefined;
}
export type Row = Readonly<Record<string, Value>>;

/** As the contract has it: absent, null, "" and [] mean that nothing was filled in. */
export function isEmpty(value: Value): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

function ordered(value: Value): Value {
  if (Array.isArray(value)) return (value as unknown[]).map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).filter(([, part]) => !isEmpty(part));
  pairs.sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(pairs.map(([name, part]) => [name, ordered(part)]));
}

/** The same for whoever reads it: the order of members and what is empty do not count. */
export function same(one: Value, other: Value): boolean {
  if (one === other || (isEmpty(one) && isEmpty(other))) return true;
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

export function fieldsOf(...sides: readonly Values[]): string[] {
  return [...new Set(sides.flatMap((side) => Object.keys(side)))];
}

export function changedFields(before: Values, after: Values): string[] {
  return fieldsOf(before, after).filter((field) => !same(before[field], after[field]));
}

/** What is sent: fields that are filled. */
export function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)));
}

export function withField(values: Values, field: string, value: Value): Values {
  const rest = Object.fromEntries(Object.entries(values).filter(([name]) => name !== field));
  return isEmpty(value) ? rest : { ...rest, [field]: value };
}

// --- what inputs take ---------------------------------------------------------------------------

export const textOf = (value: Value) => (typeof value === 'string' ? value : '');
/** For inputs that know "nothing" as undefined. */
export const wordOf = (value: Value) =>
  typeof value === 'string' && value !== '' ? value : undefined;
export const numberOf = (value: Value) => (typeof value === 'number' ? value : null);
export const flagOf = (value: Value) => (typeof value === 'boolean' ? value : undefined);

const isMap = (value: Value): value is Record<string, Value> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function spanOf(value: Value): Span {
  if (!isMap(value)) return {};
  return { start: wordOf(value['start']), end: wordOf(value['end']) };
}

/** A span without any end is no span. */
export function toSpan({ start, end }: Span): Value {
  if (start === undefined && end === undefined) return undefined;
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}

export function personOf(value: Value): Person {
  if (!isMap(value)) return { name: '' };
  return {
    name: textOf(value['name']),
    number: textOf(value['number']),
    unit: textOf(value['unit']),
  };
}

export function toPerson({ name, number = '', unit = '' }: Person): Value {
  if (name === '' && number === '' && unit === '') return undefined;
  return { name, ...(number !== '' && { number }), ...(unit !== '' && { unit }) };
}

export const rowsOf = (value: Value): readonly Row[] =>
  Array.isArray(value) ? (value as unknown[]).map((row) => (isMap(row) ? row : {})) : [];

export function moved<T>(rows: readonly T[], from: number, to: number): T[] {
  const left = rows.filter((_, at) => at !== from);
  const row = rows[from];
  if (row === undefined || to < 0 || to >= rows.length) return [...rows];
  return [...left.slice(0, to), row, ...left.slice(to)];
}

/** Characters as the server counts them: 𠀀 is one. */
export const lengthOf = (text: string) => Array.from(text).length;

export function isWide(field: FormField): boolean {
  return field.wide || ['long_text', 'people', 'table', 'span', 'person'].includes(field.kind);
}

// --- a value in words ---------------------------------------------------------------------------

interface Telling {
  pick: (zh: string, en: string | undefined) => string;
  time: (time: string) => string;
  yes: string;
  no: string;
}

/** A value for reading, for example when two stand side by side. */
export function tell(field: FormField | undefined, value: Value, telling: Telling): string {
  if (isEmpty(value)) return '';
  if (typeof value === 'boolean') return value ? telling.yes : telling.no;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    const choice = field?.choices?.find((one) => one.value === value);
    if (choice !== undefined) return telling.pick(choice.label.zh, choice.label.en);
    return field?.kind === 'time' ? telling.time(value) : value;
  }
  if (field?.kind === 'span') {
    const { start, end } = spanOf(value);
    return [start, end].map((one) => (one === undefined ? '…' : telling.time(one))).join(' – ');
  }
  if (field?.kind === 'person') return tellPerson(personOf(value));
  if (field?.kind === 'people') {
    return rowsOf(value).map((row) => tellPerson(personOf(row))).join('\n');
  }
  if (Array.isArray(value)) {
    return rowsOf(value)
      .map((row) =>
        (field?.columns ?? [])
          .map((column) => tell(column, row[column.name], telling))
          .filter((text) => text !== '')
          .join(' · '),
      )
      .join('\n');
  }
  return JSON.stringify(value);
}

function tellPerson({ name, number, unit }: Person): string {
  return [name, number, unit].filter(Boolean).join(' · ');
}
