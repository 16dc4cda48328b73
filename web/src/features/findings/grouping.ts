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

export interface ArticleGroup {
  /** Article and check: "penalty-55/record". */
  key: string;
  article: string;
  check: string;
  /** Gravest first. */
  findings: Finding[];
  tone: Tone;
  open: number;
  answered: number;
}

/** When it was or will be due; what has no time comes last. */
export const momentOf = (finding: { due_at?: string; breached_at?: string }) =>
  finding.due_at ?? finding.breached_at ?? '9999';

function groupOf(key: string, findings: Finding[]): ArticleGroup {
  findings.sort(
    (one, other) =>
      rankOf(one) - rankOf(other) || momentOf(one).localeCompare(momentOf(other)),
  );
  const [first] = findings as [Finding];
  const open = findings.filter(isOpen).length;
  return {
    key,
    article: first.article,
    check: first.check,
    findings,
    tone: toneOf(first),
    open,
    answered: findings.length - open,
  };
}

/** One group for each article and question, the gravest and largest first. */
export function groupByArticle(findings: readonly Finding[]): ArticleGroup[] {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.article}/${finding.check}`;
    found.set(key, [...(found.get(key) ?? []), finding]);
  }
  return [...found]
    .map(([key, list]) => groupOf(key, list))
    .sort(
      (one, other) =>
        rankOf(one.findings[0] as Finding) - rankOf(other.findings[0] as Finding) ||
        other.open - one.open ||
        one.key.localeCompare(other.key),
    );
}

export interface CaseTasks {
  caseId: string;
  groups: TaskGroup[];
  /** The earliest date of all. */
  moment: string;
}

export interface TaskGroup {
  key: string;
  article: string;
  tone: Tone;
  findings: ListedFinding[];
  moment: string;
}

const earliest = (moments: readonly string[]) => [...moments].sort()[0] ?? '9999';

function taskGroupOf(key: string, findings: ListedFinding[]): TaskGroup {
  findings.sort((one, other) => rankOf(one) - rankOf(other));
  const [first] = findings as [ListedFinding];
  return {
    key,
    article: first.article,
    tone: toneOf(first),
    findings,
    moment: earliest(findings.map(momentOf)),
  };
}

/** What is open, by case and article, by date: the earliest case and article first. */
export function tasksByCase(findings: readonly ListedFinding[]): CaseTasks[] {
  const cases = new Map<string, Map<string, ListedFinding[]>>();
  for (const finding of findings) {
    if (!isOpen(finding)) continue;
    const caseId = finding.case_id ?? '';
    const articles = cases.get(caseId) ?? new Map<string, ListedFinding[]>();
    cases.set(caseId, articles);
    articles.set(finding.article, [...(articles.get(finding.article) ?? []), finding]);
  }
  return [...cases]
    .map(([caseId, articles]) => {
      const groups = [...articles]
        .map(([article, list]) => taskGroupOf(article, list))
        .sort((one, other) => one.moment.localeCompare(other.moment));
      return { caseId, groups, moment: earliest(groups.map((group) => group.moment)) };
    })
    .sort((one, other) => one.moment.localeCompare(other.moment));
}
