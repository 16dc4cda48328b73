// Where a subject of a finding stands on the pages, and where what it lacks is mended.
import type { Finding } from '@/shared/api/client';

const recordKinds = ['recording', 'document', 'data_set'] as const;

export interface Place {
  to: string;
  word: 'place.recording' | 'place.document' | 'place.data_set' | 'place.act';
}

type About = Pick<Finding, 'subject_kind' | 'subject_id'>;

/** The page or the act of a subject; undefined for the case itself and the house. */
export function placeOf({ subject_kind: kind, subject_id: id }: About): Place | undefined {
  for (const one of recordKinds) {
    if (kind === one) return { to: `/records/${id}`, word: `place.${one}` };
  }
  // Parts of an act are named by the act: "ACT/OFFICER", "ACT/DEVICE".
  if (['act', 'service', 'assignment', 'device_use'].includes(kind)) {
    return { to: `#act-${id.split('/')[0] ?? ''}`, word: 'place.act' };
  }
  return undefined;
}

export type Mending = 'certificate' | 'training' | 'recording' | 'documents' | undefined;

/** What a machine must be given elsewhere, so that the finding clears by itself. */
export function mendingOf(finding: Finding): Mending {
  const missing = (finding.words['missing'] ?? '').split(',');
  if (finding.subject_kind === 'assignment' && finding.check === 'certificate') {
    return 'certificate';
  }
  if (missing.includes('training_from') || finding.check === 'trained') return 'training';
  if (missing.includes('recording_count')) return 'recording';
  if (finding.subject_kind === 'case' && finding.check === 'documents') return 'documents';
  return undefined;
}

/** The officer of an assignment. */
export const officerOf = ({ subject_id: id }: About) => id.split('/')[1];
