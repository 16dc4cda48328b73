// Pages that show documents do not know their room; the app hands its parts in here.
import { createContext, useContext, type ComponentType } from 'react';
import type { Act, CaseDetail } from '../api/types';

export interface DocumentPlaces {
  /** The documents of a case: what it needs, drafts, final ones. */
  CaseDocuments: ComponentType<{ found: CaseDetail }>;
  /** The evidence list of a case. */
  CaseEvidence: ComponentType<{ found: CaseDetail }>;
  /** At an act: its drafts and the forms that can be begun there. */
  ActDocuments: ComponentType<{ act: Act; found: CaseDetail }>;
  /** Certificates, training and duties of the bureau's people. */
  Powers: ComponentType;
}

const Nothing = () => null;

const DocumentPlacesContext = createContext<DocumentPlaces>({
  CaseDocuments: Nothing,
  CaseEvidence: Nothing,
  ActDocuments: Nothing,
  Powers: Nothing,
});

export const DocumentPlacesProvider = DocumentPlacesContext.Provider;

export function useDocumentPlaces(): DocumentPlaces {
  return useContext(DocumentPlacesContext);
}
