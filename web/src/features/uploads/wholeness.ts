import { answer, api } from '@/shared/api/client';
import type { Wholeness } from './row';

const PAUSE_MS = 400;
const PAUSE_MS_MAX = 4000;
const PATIENCE_MS = 120_000;

/**
 * What the probe says of a deposited record, as soon as it has answered. A probe that fails or
 * takes too long is no word against the file; the record's page shows it later all the same.
 */
export async function askWholeness(recordId: string, wanted: () => boolean): Promise<Wholeness> {
  const end = Date.now() + PATIENCE_MS;
  let pauseMs = PAUSE_MS;
  while (wanted() && Date.now() < end) {
    try {
      const path = { record_id: recordId };
      const record = await answer(api.GET('/api/records/{record_id}', { params: { path } }));
      if (record.is_cut) return 'cut';
      if (record.probe_state !== 'waiting') return 'nothing_against';
    } catch {
      // The server may be away for a moment.
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(pauseMs * 1.5, PAUSE_MS_MAX);
  }
  return 'nothing_against';
}
