// What changes on the server is read again, at most once a second.
import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { keys, useServerEvent } from '@/shared/api/client';
import { openEventStream } from '@/shared/api/events';

const restMs = 1000;

/** Lists that an entry of this kind, about this group of subjects, may have changed. */
export function staleAfter(kind: string, subject: string): QueryKey[] {
  const [group = '', id = ''] = subject.split(':');
  const stale: QueryKey[] = [keys.entries, keys.log, [group, id]];
  if (group === 'account') return [...stale, keys.accounts];
  if (group === 'unit') return [...stale, keys.units];
  if (group === 'device') return [...stale, keys.devices];
  if (kind === 'record.viewed') return stale;
  return [...stale, keys.myWork, keys.cases, keys.records, ['case']];
}

function useRefresh(): (stale: readonly QueryKey[]) => void {
  const client = useQueryClient();
  const waiting = useRef(new Map<string, QueryKey>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return useCallback(
    (stale) => {
      for (const key of stale) waiting.current.set(JSON.stringify(key), key);
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        for (const queryKey of waiting.current.values()) {
          void client.invalidateQueries({ queryKey });
        }
        waiting.current.clear();
      }, restMs);
    },
    [client],
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
