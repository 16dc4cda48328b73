import { useCallback, useEffect, useState } from 'react';
import { answer, api, type Viewing } from '@/shared/api/client';

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One viewing: opened with a purpose, over when the server says so. Never kept beyond the page. */
export function useViewing(recordId: string) {
  const [viewing, setViewing] = useState<Viewing>();
  const [expired, setExpired] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const open = useCallback(
    async (purpose: string) => {
      setBusy(true);
      setError(undefined);
      try {
        const opened = await answer(
          api.POST('/api/records/{record_id}/viewings', {
            params: { path: { record_id: recordId } },
            body: { purpose },
          }),
        );
        setExpired(false);
        setViewing(opened);
      } catch (caught) {
        setError(caught);
      } finally {
        setBusy(false);
      }
    },
    [recordId],
  );
  useEffect(() => {
    if (viewing === undefined) return undefined;
    const leftMs = Date.parse(viewing.expires_at) - Date.now();
    if (!(leftMs < LONGEST_TIMER_MS)) return undefined;
    const timer = setTimeout(() => {
      setViewing(undefined);
      setExpired(true);
    }, leftMs);
    return () => {
      clearTimeout(timer);
    };
  }, [viewing]);
  return { viewing, expired, busy, error, open };
}
