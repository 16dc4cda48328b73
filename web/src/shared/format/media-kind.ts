import type { LiuhenRecord } from '../api/types';

export type MediaKind = LiuhenRecord['media_kind'];

/** Exported or scanned, with an original elsewhere; whatever else is taken for a recording. */
export function isDocument(kind: MediaKind | undefined): boolean {
  return kind === 'pdf' || kind === 'text';
}
