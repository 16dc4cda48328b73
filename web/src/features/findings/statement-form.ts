// The form in which missing facts are stated: made from the facts of the subjects it is about.
import type { Finding, LawSubject, SubjectFact } from '@/shared/api/client';

export type FactValue = string | number | boolean | string[] | null;
export type FactValues = Record<string, FactValue | undefined>;

export const subjectKey = (about: { subject_kind: string; subject_id: string }) =>
  `${about.subject_kind}:${about.subject_id}`;

export function subjectsOf(
  findings: readonly Finding[],
  subjects: readonly LawSubject[],
): LawSubject[] {
  const wanted = new Set(findings.map(subjectKey));
  return subjects.filter(({ kind, id }) =>
    wanted.has(subjectKey({ subject_kind: kind, subject_id: id })),
  );
}

/** Facts that a finding names as missing, late or contradictory. */
function namedFacts({ words }: Finding): string[] {
  return ['missing', 'late', 'impossible', 'forbidden']
    .flatMap((key) => (words[key] ?? '').split(/[,|]/))
    .filter((name) => name !== '');
}

// Parameters of checks that name facts (docs/formats/law-file.md).
const factParameters: ReadonlySet<string> = new Set([
  ...['from', 'to', 'first', 'then', 'all_of', 'any_of', 'list', 'fact', 'last', 'on'],
  ...['notice', 'event', 'extend_by', 'destroyed'],
]);

/** The facts that a check looks at, by its parameters. */
export function factsOfCheck(parameters: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(parameters)
    .filter(([name]) => factParameters.has(name))
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter((value): value is string => typeof value === 'string');
}

/**
 * The facts to state: those that the findings or their check ask for, that the subjects have, and
 * that no machine knows. Empty: nothing can be stated; the mending lies elsewhere.
 */
export function askedFacts(
  findings: readonly Finding[],
  subjects: readonly LawSubject[],
  ofCheck: readonly string[],
): SubjectFact[] {
  const names = new Set([...findings.flatMap(namedFacts), ...ofCheck]);
  return statable(subjects).filter((fact) => names.has(fact.name));
}

/** Every fact that can be stated about all of these subjects, in the order of the vocabulary. */
export function statable(subjects: readonly LawSubject[]): SubjectFact[] {
  const [first, ...others] = subjects;
  if (first === undefined) return [];
  return first.facts.filter(
    (fact) => !fact.derived && others.every((subject) => subject.kind === first.kind),
  );
}

const isEmpty = (value: FactValue | undefined) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * What was changed, as the server takes it. What stands as it was is not stated again; what was
 * there and was emptied is taken back.
 */
export function factsToState(
  values: FactValues,
  before: FactValues = {},
): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  for (const [name, typed] of Object.entries(values)) {
    const value = typeof typed === 'string' ? typed.trim() : typed;
    if (isEmpty(value)) {
      if (!isEmpty(before[name])) facts[name] = null;
    } else if (value !== undefined && !same(value, before[name])) facts[name] = value;
  }
  return facts;
}

/** The value that all subjects share now, to begin with; undefined where they differ. */
export function sharedValue(name: string, subjects: readonly LawSubject[]): FactValue | undefined {
  const values = subjects.map(
    (subject) => subject.facts.find((fact) => fact.name === name)?.value as FactValue | undefined,
  );
  const [first] = values;
  return values.every((value) => same(value, first)) ? first : undefined;
}

/** Texts and lists of which the words are known; others are typed. */
export function choicesOf(kind: string, fact: string): readonly string[] | undefined {
  const known: Readonly<Record<string, readonly string[]>> = {
    outcome: ['penalty', 'no_penalty', 'transferred', 'withdrawn'],
    party_kind: ['person', 'organisation'],
    service_mode: ['direct', 'left', 'mail', 'electronic', 'announcement', 'entrusted'],
    mode: ['direct', 'left', 'mail', 'electronic', 'announcement', 'entrusted'],
    form: ['paper', 'electronic', 'e_sealed'],
    subjects_filmed: ['scene', 'people', 'things', 'procedure'],
  };
  if (kind === 'service' && fact === 'document') return ['penalty_decision', 'hearing_notice'];
  return known[fact];
}
