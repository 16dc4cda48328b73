// Arithmetic of the player: frames, the wall clock, tiles of the filmstrip. Pure functions.

export const USUAL_FRAMES_PER_SECOND = 25;

// The middle of the frame `step` frames from the one that is shown at `seconds`: seeking to a
// frame's edge may show either neighbour.
export function stepFrame(seconds: number, step: number, framesPerSecond: number): number {
  const shown = Math.floor(seconds * framesPerSecond + 1e-6);
  return Math.max(0, (shown + step + 0.5) / framesPerSecond);
}

export function clampSeconds(seconds: number, durationSeconds: number): number {
  const most = Number.isFinite(durationSeconds) ? durationSeconds : seconds;
  const held = Math.min(Math.max(0, seconds), Math.max(0, most));
  return Number.isFinite(held) ? held : 0;
}

export const speeds = [0.25, 0.5, 1, 1.5, 2, 4, 8] as const;

export function nextSpeed(speed: number, direction: 1 | -1): number {
  const at = speeds.findIndex((each) => each >= speed);
  const next = (at < 0 ? speeds.length - 1 : at) + direction;
  return speeds[Math.min(Math.max(0, next), speeds.length - 1)] ?? 1;
}

// What a clock on the wall showed: the recording's start plus the place in it.
export function wallClockAt(recordedFrom: string | undefined, seconds: number): Date | undefined {
  if (recordedFrom === undefined) return undefined;
  const start = Date.parse(recordedFrom);
  return Number.isNaN(start) ? undefined : new Date(start + Math.round(seconds * 1000));
}

/** The gap that this place lies in: no wall clock runs there. */
export function gapAt<Gap extends { startMs: number; lengthMs: number }>(
  gaps: readonly Gap[],
  seconds: number,
): Gap | undefined {
  // A frame is shown until the next one comes; rounding may not put its own time into the gap.
  const atMs = Math.round(seconds * 1000);
  return gaps.find(({ startMs, lengthMs }) => atMs > startMs && atMs < startMs + lengthMs);
}

// 01:02:03.4
export function relativeText(seconds: number, decimals = 1): string {
  const scale = 10 ** decimals;
  const units = Math.max(0, Math.floor(seconds * scale + 1e-6));
  const whole = Math.floor(units / scale);
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = decimals > 0 ? `.${String(units % scale).padStart(decimals, '0')}` : '';
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${two(hours)}:${two(minutes)}:${two(whole % 60)}${rest}`;
}

// derived/filmstrip.json: tiles of equal size, row by row.
export interface Filmstrip {
  interval_ms: number;
  columns: number;
  width: number;
  height: number;
  count: number;
}

export function filmstripOf(value: unknown): Filmstrip | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const strip = value as Record<string, unknown>;
  const names = ['interval_ms', 'columns', 'width', 'height', 'count'] as const;
  const sound = names.every((name) => typeof strip[name] === 'number' && strip[name] > 0);
  return sound ? (strip as unknown as Filmstrip) : undefined;
}

export function tileAt(strip: Filmstrip, seconds: number): { x: number; y: number } {
  const wanted = Math.floor((seconds * 1000) / strip.interval_ms);
  const tile = Math.min(Math.max(0, wanted), strip.count - 1);
  return {
    x: (tile % strip.columns) * strip.width,
    y: Math.floor(tile / strip.columns) * strip.height,
  };
}

// derived/waveform.json: the highest level of each interval, from 0 to 100.
export function peaksOf(value: unknown): number[] | undefined {
  const peaks = (value as { peaks?: unknown } | null)?.peaks;
  const sound = Array.isArray(peaks) && peaks.every((peak) => typeof peak === 'number');
  return sound ? (peaks as number[]) : undefined;
}

/** As many bars as the drawing has: the highest peak of each part. */
export function barsOf(peaks: readonly number[], bars: number): number[] {
  const perBar = peaks.length / bars;
  return Array.from({ length: bars }, (_, bar) => {
    const start = Math.floor(bar * perBar);
    const end = Math.max(start + 1, Math.floor((bar + 1) * perBar));
    return peaks.slice(start, end).reduce((most, peak) => Math.max(most, peak), 0);
  });
}
