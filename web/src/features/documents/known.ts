// What the case and the act say now about a field that came filled from them.
import type { Account, Act, CaseDetail, FormField } from '@/shared/api/client';
import { isEmpty, rowsOf, same, type Value } from './values';

export interface Known {
  source: 'case' | 'act';
  value: Value;
}

interface Sources {
  found: CaseDetail | undefined;
  act: Act | undefined;
  accounts: readonly Account[];
}

export function knownOf(from: string | undefined, sources: Sources): Known | undefined {
  const { found, act, accounts } = sources;
  const people = (ids: readonly string[] | undefined) =>
    ids?.map((id) => ({ name: accounts.find((account) => account.id === id)?.name ?? '' }));
  const span = act?.started_at !== undefined || act?.ended_at !== undefined;
  const known: Record<string, Value> = {
    'case.number': found?.number,
    'case.title': found?.title,
    'case.party': found?.party,
    'case.handlers': people(found?.handler_ids),
    'act.place': act?.place,
    'act.started_at': act?.started_at,
    'act.ended_at': act?.ended_at,
    'act.span': span ? { start: act.started_at, end: act.ended_at } : undefined,
    'act.officers': people(act?.officer_ids),
  };
  const value = from === undefined ? undefined : known[from];
  if (isEmpty(value)) return undefined;
  return { source: from?.startsWith('act.') ? 'act' : 'case', value };
}

const names = (value: Value) => rowsOf(value).map((row) => row['name']);
const toSecond = (value: Value) =>
  typeof value === 'string' ? Math.floor(Date.parse(value) / 1000) : value;
const ends = (value: Value) => {
  const span = (value ?? {}) as { start?: string; end?: string };
  return [toSecond(span.start), toSecond(span.end)];
};

/** People by their names, times by the second: the rest of what is written may say more. */
export function agrees(field: FormField, value: Value, known: Known): boolean {
  if (field.kind === 'people') return same(names(value), names(known.value));
  if (field.kind === 'time') return toSecond(value) === toSecond(known.value);
  if (field.kind === 'span') return same(ends(value), ends(known.value));
  return same(value, known.value);
}
