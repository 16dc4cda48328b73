import { useEffect, useRef } from 'react';

const BYTES_MAX = 48 * 1024 * 1024;
const SAMPLE_RATE = 3000; // the least that browsers decode to; enough for an outline
const BARS = 600;

async function peaksOf(url: string): Promise<number[]> {
  const response = await fetch(url, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(String(response.status));
  const context = new OfflineAudioContext(1, 1, SAMPLE_RATE);
  const sound = await context.decodeAudioData(await response.arrayBuffer());
  const samples = sound.getChannelData(0);
  const width = Math.max(1, Math.floor(samples.length / BARS));
  return Array.from({ length: BARS }, (_, bar) => {
    let peak = 0;
    const end = Math.min(samples.length, (bar + 1) * width);
    for (let at = bar * width; at < end; at += 1) peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return peak;
  });
}

function draw(canvas: HTMLCanvasElement, peaks: readonly number[]): void {
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  const { width, height } = canvas;
  const most = Math.max(0.05, ...peaks);
  pen.clearRect(0, 0, width, height);
  pen.fillStyle = '#9fb4d4';
  peaks.forEach((peak, bar) => {
    const tall = Math.max(1, (peak / most) * height * 0.92);
    pen.fillRect((bar * width) / BARS, (height - tall) / 2, width / BARS - 0.5, tall);
  });
}

/** The outline of a sound recording, drawn here from the sound itself; silence shows as a line. */
export function Waveform({ url, sizeBytes }: { url: string; sizeBytes: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const small = sizeBytes <= BYTES_MAX;
  useEffect(() => {
    if (!small) return undefined;
    let stale = false;
    peaksOf(url).then(
      (peaks) => {
        if (!stale && canvas.current !== null) draw(canvas.current, peaks);
      },
      () => undefined, // the player says what is wrong; an outline is a comfort
    );
    return () => {
      stale = true;
    };
  }, [url, small]);
  return <canvas ref={canvas} className="waveform" width={1200} height={220} />;
}
