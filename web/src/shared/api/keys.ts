// Names of what TanStack Query keeps. One place, so that whoever changes a thing can refresh it.
export const keys = {
  house: ['house'] as const,
  session: ['session'] as const,
  myWork: ['my-work'] as const,
  cases: ['cases'] as const,
  case: (id: string) => ['case', id] as const,
  caseFindings: (id: string) => ['case', id, 'findings'] as const,
  gate: (id: string, stage: string) => ['case', id, 'gate', stage] as const,
  act: (id: string) => ['act', id] as const,
  records: ['records'] as const,
  recordsOf: (filter: object) => ['records', filter] as const,
  record: (id: string) => ['record', id] as const,
  recordPart: (id: string, part: string) => ['record', id, part] as const,
  devices: ['devices'] as const,
  units: ['units'] as const,
  accounts: ['accounts'] as const,
  entries: ['entries'] as const,
  log: ['log'] as const,
  findings: ['findings'] as const,
  law: ['law'] as const,
  article: (id: string) => ['law', id] as const,
  powers: ['powers'] as const,
  forms: ['forms'] as const,
  form: (id: string) => ['forms', id] as const,
  caseDocuments: (id: string) => ['case', id, 'documents'] as const,
  caseEvidence: (id: string) => ['case', id, 'evidence'] as const,
  draft: (id: string) => ['draft', id] as const,
  draftCheck: (id: string, revision: number) => ['draft', id, 'check', revision] as const,
};

/**
 * For lists that grow page by page: once somebody has read far down, events leave them in peace.
 */
export const quietWhenLong = { quietWhenLong: true } as const;

const livelyPagesMax = 3;

export function isLeftInPeace(query: {
  meta: Record<string, unknown> | undefined;
  state: { data: unknown };
}): boolean {
  if (query.meta?.['quietWhenLong'] !== true) return false;
  const pages = (query.state.data as { pages?: unknown[] } | undefined)?.pages;
  return pages !== undefined && pages.length > livelyPagesMax;
}
