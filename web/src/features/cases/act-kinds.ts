import type { ActKind } from '@/shared/api/client';

export const actKinds: readonly ActKind[] = [
  'on_site_inspection',
  'inquiry',
  'sampling',
  'preservation',
  'measure',
  'hearing',
  'notice',
  'service',
  'execution',
  'other',
];
