// Names of what TanStack Query keeps. One place, so that whoever changes a thing can refresh it.
export const keys = {
  house: ['house'] as const,
  session: ['session'] as const,
  myWork: ['my-work'] as const,
  cases: ['cases'] as const,
  case: (id: string) => ['case', id] as const,
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
};
