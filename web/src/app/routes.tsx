// The table of pages. Each is loaded when first opened.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type PageModule = Promise<{ default: ComponentType }>;

export interface PageRoute {
  path: string;
  page: LazyExoticComponent<ComponentType>;
  /** Needed beside what the navigation asks for. */
  permission: string | undefined;
}

const route = (path: string, load: () => PageModule, permission?: string): PageRoute => ({
  path,
  page: lazy(load),
  permission,
});

export const routes: readonly PageRoute[] = [
  route('/work', () => import('@/features/my-work/my-work-page')),
  route('/cases', () => import('@/features/cases/cases-page')),
  route('/cases/new', () => import('@/features/cases/new-case-page'), 'open_case'),
  route('/cases/:caseId', () => import('@/features/cases/case-page')),
  route('/cases/:caseId/acts/new', () => import('@/features/cases/new-act-page'), 'open_act'),
  route('/cases/:caseId/drafts/:draftId', () => import('@/features/documents/draft-page')),
  route('/records', () => import('@/features/records/records-page')),
  route('/records/:recordId', () => import('@/features/records/record-page')),
  route('/devices', () => import('@/features/devices/devices-page')),
  route('/people', () => import('@/features/people/people-page')),
  route('/law', () => import('@/features/law/law-page')),
  route('/law/:articleId', () => import('@/features/law/article-page')),
  // Not /log: below that the server publishes the log itself.
  route('/entries', () => import('@/features/log/log-page')),
];

export interface NavEntry {
  path: string;
  word: 'nav.myWork' | 'nav.cases' | 'nav.records' | 'nav.devices' | 'nav.people' | 'nav.law' | 'nav.log';
  /** Shown to whoever has one of these, or to everybody; the server decides again at every call. */
  permissions: readonly string[];
}

export const navEntries: readonly NavEntry[] = [
  { path: '/work', word: 'nav.myWork', permissions: ['see_cases'] },
  { path: '/cases', word: 'nav.cases', permissions: ['see_cases'] },
  { path: '/records', word: 'nav.records', permissions: ['see_cases'] },
  { path: '/devices', word: 'nav.devices', permissions: ['see_cases', 'register_device'] },
  // The law is for everybody.
  { path: '/law', word: 'nav.law', permissions: [] },
  {
    path: '/people',
    word: 'nav.people',
    // Everybody may see who holds which certificate; what else stands there, the server decides.
    permissions: ['see_cases', 'see_accounts', 'create_account', 'create_unit'],
  },
  { path: '/entries', word: 'nav.log', permissions: ['see_entries'] },
];

export function isOffered(entry: NavEntry, can: (permission: string) => boolean): boolean {
  return entry.permissions.length === 0 || entry.permissions.some(can);
}

/** Where somebody begins: a page of his own work before one that is for everybody. */
export function firstOffered(can: (permission: string) => boolean): NavEntry | undefined {
  const offered = navEntries.filter((entry) => isOffered(entry, can));
  return offered.find(({ permissions }) => permissions.length > 0) ?? offered[0];
}
