import { answer, api, type LiuhenRecord, type RecordDetail } from '@/shared/api/client';
import type { MediaKind } from '@/shared/format/media-kind';
import type { Wholeness } from './row';

const PAUSE_MS = 400;
const PAUSE_MS_MAX = 4000;
const LIVELY_MS = 120_000;
const PAUSE_MS_LONG = 15_000;

/** What the probe's last word on a record is; `waiting` is no last word. */
export interface Finding {
  wholeness: Exclude<Wholeness, 'waiting'>;
  mediaKind: MediaKind;
}

type Probed = Pick<LiuhenRecord, 'is_cut' | 'media_kind' | 'probe_state' | 'size_bytes'> &
  Pick<RecordDetail, 'facts'>;

/** Undefined while the probe has not spoken. A probe that failed has not cleared the file. */
export function findingOf(record: Probed): Finding | undefined {
  const mediaKind = record.media_kind;
  // A recorder that gave an empty file may still hold the recording.
  if (record.size_bytes === 0) return { wholeness: 'not_examined', mediaKind };
  if (record.is_cut) return { wholeness: 'cut', mediaKind };
  if (record.probe_state === 'answered') {
    // A file that nobody can open may be anything: a person looks first. Only a plain yes clears.
    const wholeness = record.facts?.['readable'] === true ? 'nothing_against' : 'unreadable';
    return { wholeness, mediaKind };
  }
  if (record.probe_state === 'failed') return { wholeness: 'not_examined', mediaKind };
  return undefined;
}

/**
 * Asks for the probe's word on deposited records. Recorders are wiped on the answer, which cannot
 * be undone: neither time nor a server that is away ever stands in for it.
 */
export class ProbeWatch {
  private readonly sleepers = new Map<string, Set<() => void>>();

  /** Settles when the probe has spoken; undefined once the answer is no longer wanted. */
  async ask(recordId: string, wanted: () => boolean): Promise<Finding | undefined> {
    const livelyUntil = Date.now() + LIVELY_MS;
    let pauseMs = PAUSE_MS;
    while (wanted()) {
      try {
        const path = { record_id: recordId };
        const record = await answer(api.GET('/api/records/{record_id}', { params: { path } }));
        const finding = findingOf(record);
        if (finding !== undefined) return finding;
      } catch {
        // No answer is no word for the file: it is asked again.
      }
      await this.rest(recordId, Date.now() < livelyUntil ? pauseMs : PAUSE_MS_LONG);
      pauseMs = Math.min(pauseMs * 1.5, PAUSE_MS_MAX);
    }
    return undefined;
  }

  /** The log has news of the record: whoever rests before asking again asks now. */
  wake(recordId: string): void {
    for (const go of [...(this.sleepers.get(recordId) ?? [])]) go();
  }

  private rest(recordId: string, restMs: number): Promise<void> {
    return new Promise((resolve) => {
      const asleep = this.sleepers.get(recordId) ?? new Set();
      this.sleepers.set(recordId, asleep);
      const go = () => {
        clearTimeout(timer);
        asleep.delete(go);
        if (asleep.size === 0) this.sleepers.delete(recordId);
        resolve();
      };
      const timer = setTimeout(go, restMs);
      asleep.add(go);
    });
  }
}
