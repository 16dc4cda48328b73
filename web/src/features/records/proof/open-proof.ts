import { createContext, useContext } from 'react';
import type { Claim } from './entry-proof';

/** Which entry, and what the page says it says. */
export interface ProofWanted {
  index: number;
  claim: Claim;
}

const OpenProofContext = createContext<(wanted: ProofWanted) => void>(() => undefined);

export const OpenProofProvider = OpenProofContext.Provider;

/** Any claim of a page opens its proof with this. */
export function useOpenProof(): (wanted: ProofWanted) => void {
  return useContext(OpenProofContext);
}
