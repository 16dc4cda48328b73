import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RecordDetail } from '@/shared/api/client';
import { barsOf, peaksOf } from './timeline';

const BARS = 600;

async function fetchPeaks(address: string): Promise<number[] | null> {
  const response = await fetch(address, { credentials: 'same-origin' });
  return response.ok ? (peaksOf(await response.json()) ?? null) : null;
}

function draw(canvas: HTMLCanvasElement, peaks: readonly number[]): void {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const { width, height } = canvas;
  const bars = barsOf(peaks, BARS);
  const most = Math.max(5, ...bars);
  pen.clearRect(0, 0, width, height);
  pen.fillStyle = '#9fb4d4';
  bars.forEach((peak, bar) => {
    const tall = Math.max(1, (peak / most) * height * 0.92);
    pen.fillRect((bar * width) / BARS, (height - tall) / 2, width / BARS - 0.5, tall);
  });
}

/** The outline of a sound recording, once it has been made; silence shows as a line. */
export function Waveform({ record }: { record: RecordDetail }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { data: peaks } = useQuery({
    queryKey: ['waveform', record.id],
    queryFn: () => fetchPeaks(`/api/records/${record.id}/derived/waveform.json`),
    enabled: record.derived.includes('waveform.json'),
    staleTime: Infinity,
    retry: false,
  });
  useEffect(() => {
    if (peaks && canvas.current !== null) draw(canvas.current, peaks);
  }, [peaks]);
  return <canvas ref={canvas} className="waveform" width={1200} height={220} />;
}
