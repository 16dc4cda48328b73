// Pages that show findings do not know the room of the law; the app hands its parts in here.
import { createContext, useContext, type ComponentType } from 'react';
import type { Finding } from '../api/types';

export interface LawPlaces {
  /** The side of a case: what the articles say, what was stated and answered. */
  CaseFindings: ComponentType<{ caseId: string }>;
  /** The rows of a gate: what is missing before a stage. */
  GateMissing: ComponentType<{ caseId: string; missing: readonly Finding[] }>;
  /** What waits for the person signed in, by due date; tells when its place is taken. */
  FindingTasks: ComponentType<{ onShown: () => void }>;
}

const Nothing = () => null;

const LawPlacesContext = createContext<LawPlaces>({
  CaseFindings: Nothing,
  GateMissing: Nothing,
  FindingTasks: Nothing,
});

export const LawPlacesProvider = LawPlacesContext.Provider;

export function useLawPlaces(): LawPlaces {
  return useContext(LawPlacesContext);
}
