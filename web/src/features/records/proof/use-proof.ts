import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answer, api } from '@/shared/api/client';
import { checkEntryProof, type ProofReport } from './entry-proof';
import type { ProofWanted } from './open-proof';
import { usePinnedKey } from './pinned-key';

export function useProof({ index, claim }: ProofWanted) {
  const query = useQuery({
    queryKey: ['proof', index],
    queryFn: () => answer(api.GET('/api/entries/{index}/proof', { params: { path: { index } } })),
    staleTime: 60_000,
  });
  const pinned = usePinnedKey();
  const proof = query.data;
  const report = useMemo<ProofReport | undefined>(
    () => (proof === undefined ? undefined : checkEntryProof(proof, { ...claim, index }, pinned)),
    [proof, claim, index, pinned],
  );
  return { query, proof, report };
}
