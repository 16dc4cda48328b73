import type { LiuhenRecord } from '@/shared/api/client';

/** Tables and texts no browser plays, but this page shows them itself (table-view.tsx). */
export function isViewable(record: LiuhenRecord): boolean {
  return record.playable === 'original' || record.media_kind === 'text';
}
