// Which dialog is open on the side of a case, and about what.
import { createContext, useContext } from 'react';
import type { CaseFindings, Finding, LawSubject, SubjectFact } from '@/shared/api/client';
import type { AnswerKind } from './answer-dialog';
import type { Telling } from './sentences';

export type Asked =
  | { what: 'state'; title: string; subjects: readonly LawSubject[]; facts: readonly SubjectFact[] }
  | { what: 'answer'; title: string; kind: AnswerKind; findings: readonly Finding[] }
  | { what: 'certificate' | 'training'; officerId: string | undefined };

export interface CaseLaw {
  caseId: string;
  found: CaseFindings;
  telling: (finding: Finding) => Telling;
  ask: (asked: Asked) => void;
}

const CaseLawContext = createContext<CaseLaw | undefined>(undefined);

export const CaseLawProvider = CaseLawContext.Provider;

export function useCaseLaw(): CaseLaw {
  const law = useContext(CaseLawContext);
  if (law === undefined) throw new Error('no case around');
  return law;
}
