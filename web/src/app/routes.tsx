// The table of pages. Each is loaded when first opened.
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type PageModule = Promise<{ default: ComponentType }>;

export interface PageRoute {
  path: string;
  page: LazyExoticComponent<ComponentType>;
}

const route = (path: string, load: () => PageModule): PageRoute => ({ path, page: lazy(load) });

export const routes: readonly PageRoute[] = [
  route('/work', () => import('@/features/my-work/my-work-page')),
  route('/cases', () => import('@/features/cases/cases-page')),
  route('/cases/new', () => import('@/features/cases/new-case-page')),
  route('/cases/:caseId', () => import('@/features/cases/case-page')),
  route('/cases/:caseId/acts/new', () => import('@/features/cases/new-act-page')),
  route('/records', () => import('@/features/records/records-page')),
  route('/records/:recordId', () => import('@/features/records/record-page')),
  route('/devices', () => import('@/features/devices/devices-page')),
  route('/people', () => import('@/features/people/people-page')),
  route('/log', () => import('@/features/log/log-page')),
];

export interface NavEntry {
  path: string;
  word: 'nav.myWork' | 'nav.cases' | 'nav.records' | 'nav.devices' | 'nav.people' | 'nav.log';
  /** Shown to whoever has one of these; the server decides again at every call. */
  permissions: readonly string[];
}

export const navEntries: readonly NavEntry[] = [
  { path: '/work', word: 'nav.myWork', permissions: ['see_cases'] },
  { path: '/cases', word: 'nav.cases', permissions: ['see_cases'] },
  { path: '/records', word: 'nav.records', permissions: ['see_cases'] },
  { path: '/devices', word: 'nav.devices', permissions: ['see_cases', 'register_device'] },
  {
    path: '/people',
    word: 'nav.people',
    permissions: ['see_accounts', 'create_account', 'create_unit'],
  },
  { path: '/log', word: 'nav.log', permissions: ['see_entries'] },
];
