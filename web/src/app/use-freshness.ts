// What changes on the server is read again: soon after a quiet time, rarely while much happens, and
// not at all while nobody looks.
import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { isLeftInPeace, keys, useServerEvent } from '@/shared/api/client';
import { openEventStream } from '@/shared/api/events';

const quietRestMs = 800;
const busyRestMs = 4000;
// Many pages hear of the same change at the same moment; they should not all ask at once.
const spreadMs = 700;

/** How long a change waits for its companions before the page asks again. */
export function restAfter(sinceLastMs: number): number {
  return Math.max(quietRestMs, busyRestMs - sinceLastMs);
}

/** Lists that an entry of this kind, about this group of subjects, may have changed. */
export function staleAfter(kind: string, subject: string): QueryKey[] {
  const [group = '', id = ''] = subject.split(':');
  const stale: QueryKey[] = [keys.entries, keys.log, [group, id]];
  if (group === 'account') return [...stale, keys.accounts];
  if (group === 'unit') return [...stale, keys.units];
  if (group === 'device') return [...stale, keys.devices];
  if (kind === 'record.viewed') return stale;
  return [...stale, keys.myWork, keys.cases, keys.records, keys.findings, keys.law, ['case']];
}

/** Collects what is stale and has it read again in one go; a hidden page waits until it is seen. */
class Refresher {
  private readonly waiting = new Map<string, QueryKey>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastAt = -Infinity;

  constructor(private readonly client: QueryClient) {}

  add(stale: readonly QueryKey[]): void {
    for (const key of stale) this.waiting.set(JSON.stringify(key), key);
    this.plan();
  }

  plan(): void {
    if (this.waiting.size === 0 || document.hidden) return;
    const restMs = restAfter(performance.now() - this.lastAt) + Math.random() * spreadMs;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.readAgain();
    }, restMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private readAgain(): void {
    if (document.hidden) return;
    this.lastAt = performance.now();
    for (const queryKey of this.waiting.values()) {
      // A question still under way is answered first, however slow the server is.
      void this.client.invalidateQueries(
        { queryKey, predicate: (query) => !isLeftInPeace(query) },
        { cancelRefetch: false },
      );
    }
    this.waiting.clear();
  }
}

function useRefresh(): (stale: readonly QueryKey[]) => void {
  const client = useQueryClient();
  const refresher = useMemo(() => new Refresher(client), [client]);
  useEffect(() => {
    const seen = () => {
      refresher.plan();
    };
    document.addEventListener('visibilitychange', seen);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      refresher.stop();
    };
  }, [refresher]);
  return useCallback(
    (stale) => {
      refresher.add(stale);
    },
    [refresher],
  );
}

export function useFreshness(): void {
  const refresh = useRefresh();
  useEffect(openEventStream, []);
  useServerEvent('entry', ({ kind, subject }) => {
    refresh(staleAfter(kind, subject));
  });
  useServerEvent('derived', ({ record_id }) => {
    refresh([keys.record(record_id)]);
  });
}
