import { useQueryClient } from '@tanstack/react-query';
import { keys } from '@/shared/api/client';

/** Reads again whatever an answer or a statement about a case may have changed. */
export function useRefreshFindings(caseId: string): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    void client.invalidateQueries({ queryKey: keys.findings });
    void client.invalidateQueries({ queryKey: keys.law });
    await client.invalidateQueries({ queryKey: keys.case(caseId) });
  };
}
