// Findings by article, as the side panel shows them: one row each, the gravest first.
import type { Finding, FindingState, ListedFinding, Severity } from '@/shared/api/client';
import type { Tone } from '@/shared/ui/ui';

export interface Standing {
  state: FindingState;
  severity: Severity;
}

/** red: broken; amber: due, or where the law only warns; blue: a person judges; grey: answered. */
export function toneOf({ state, severity }: Standing): Tone {
  if (state === 'breached') return severity === 'breach' ? 'breach' : 'due';
  if (state === 'due') return 'due';
  return state === 'question' ? 'question' : 'explained';
}

/** Answered ones need nothing of those who work on the case. */
export const isOpen = ({ state }: { state: FindingState }) =>
  state === 'breached' || state === 'due' || state === 'question';

const rank: Readonly<Record<string, number>> = { breach: 0, due: 1, question: 2, explained: 3 };

export const rankOf = (standing: Standing) => rank[toneOf(standing)] ?? 4;

/** The findings of one question of an article, the gravest first. */
export interface CheckGroup {
  check: string;
  findings: [Finding, ...Finding[]];
}

export interface ArticleGroup {
  article: string;
  /** Its questions that find something, the gravest first. */
  checks: [CheckGroup, ...CheckGroup[]];
  tone: Tone;
  open: number;
  answered: number;
}

/** When it was or will be due; what has no time comes last. */
export const momentOf = (finding: { due_at?: string; breached_at?: string }) =>
  finding.due_at ?? finding.breached_at ?? '9999';

const gravestFirst = (one: Finding, other: Finding) =>
  rankOf(one) - rankOf(other) || momentOf(one).localeCompare(momentOf(other));

function gather<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string) {
  const found = new Map<string, [Thing, ...Thing[]]>();
  for (const thing of things) {
    const list = found.get(keyOf(thing));
    if (list === undefined) found.set(keyOf(thing), [thing]);
    else list.push(thing);
  }
  return found;
}

function groupOf(article: string, findings: readonly Finding[]): ArticleGroup {
  const checks = [...gather([...findings].sort(gravestFirst), ({ check }) => check)].map(
    ([check, list]): CheckGroup => ({ check, findings: list }),
  ) as [CheckGroup, ...CheckGroup[]];
  const open = findings.filter(isOpen).length;
  return {
    article,
    checks,
    tone: toneOf(checks[0].findings[0]),
    open,
    answered: findings.length - open,
  };
}

/** One group for each article, the gravest and largest first. */
export function groupByArticle(findings: readonly Finding[]): ArticleGroup[] {
  return [...gather(findings, ({ article }) => article)]
    .map(([article, list]) => groupOf(article, list))
    .sort(
      (one, other) =>
        (rank[one.tone] ?? 4) - (rank[other.tone] ?? 4) ||
        other.open - one.open ||
        one.article.localeCompare(other.article, 'en', { numeric: true }),
    );
}

export interface CaseTasks {
  caseId: string;
  groups: TaskGroup[];
  /** The earliest date of all. */
  moment: string;
}

export interface TaskGroup {
  article: string;
  tone: Tone;
  findings: readonly ListedFinding[];
  moment: string;
}

const earliest = (moments: readonly string[]) => [...moments].sort()[0] ?? '9999';

function taskGroupOf(article: string, findings: readonly ListedFinding[]): TaskGroup {
  const tones = [...findings].sort((one, other) => rankOf(one) - rankOf(other)).map(toneOf);
  return {
    article,
    tone: tones[0] ?? 'open',
    findings,
    moment: earliest(findings.map(momentOf)),
  };
}

const byMoment = (one: { moment: string }, other: { moment: string }) =>
  one.moment.localeCompare(other.moment);

/** What is open, by case and article, by date: the earliest case and article first. */
export function tasksByCase(findings: readonly ListedFinding[]): CaseTasks[] {
  return [...gather(findings.filter(isOpen), ({ case_id: caseId }) => caseId ?? '')]
    .map(([caseId, ofCase]) => {
      const groups = [...gather(ofCase, ({ article }) => article)]
        .map(([article, list]) => taskGroupOf(article, list))
        .sort(byMoment);
      return { caseId, groups, moment: earliest(groups.map(({ moment }) => moment)) };
    })
    .sort(byMoment);
}
