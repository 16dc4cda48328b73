import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordDetail } from '@/shared/api/client';
import { filmstripOf, tileAt, type Filmstrip } from './timeline';

async function fetchFilmstrip(address: string): Promise<Filmstrip | null> {
  const response = await fetch(address, { credentials: 'same-origin' });
  return response.ok ? (filmstripOf(await response.json()) ?? null) : null;
}

export interface Tile {
  url: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Small pictures along the recording, where they are made, under the viewing of `contentUrl`. */
export function useFilmstrip(
  record: RecordDetail,
  contentUrl: string,
): ((seconds: number) => Tile) | undefined {
  const made =
    record.derived.includes('filmstrip.json') && record.derived.includes('filmstrip.jpg');
  const address = `/api/records/${record.id}/derived/filmstrip`;
  const { search } = new URL(contentUrl, window.location.origin);
  const query = useQuery({
    queryKey: ['filmstrip', record.id, search],
    queryFn: () => fetchFilmstrip(`${address}.json${search}`),
    enabled: made,
    staleTime: Infinity,
    retry: false,
  });
  const strip = query.data ?? undefined;
  return useMemo(() => {
    if (strip === undefined) return undefined;
    return (seconds) => ({
      url: `${address}.jpg${search}`,
      ...tileAt(strip, seconds),
      width: strip.width,
      height: strip.height,
    });
  }, [strip, address, search]);
}
