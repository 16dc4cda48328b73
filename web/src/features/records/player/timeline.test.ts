import { describe, expect, it } from 'vitest';
import {
  barsOf,
  clampSeconds,
  filmstripOf,
  gapAt,
  nextSpeed,
  peaksOf,
  relativeText,
  stepFrame,
  tileAt,
  wallClockAt,
} from './timeline';

describe('stepFrame', () => {
  it('goes to the middle of the neighbouring frame, again and again', () => {
    let seconds = 0;
    for (let frame = 1; frame <= 300; frame += 1) {
      seconds = stepFrame(seconds, 1, 25);
      expect(Math.floor(seconds * 25)).toBe(frame);
    }
    for (let frame = 299; frame >= 0; frame -= 1) {
      seconds = stepFrame(seconds, -1, 25);
      expect(Math.floor(seconds * 25)).toBe(frame);
    }
    expect(stepFrame(0, -1, 25)).toBe(0);
  });

  it('works for 30000/1001 frames a second', () => {
    const rate = 30000 / 1001;
    let seconds = 0;
    for (let frame = 1; frame <= 1000; frame += 1) seconds = stepFrame(seconds, 1, rate);
    expect(Math.floor(seconds * rate)).toBe(1000);
  });
});

describe('clock and texts', () => {
  it('adds the place to the start', () => {
    expect(wallClockAt('2026-03-05T01:10:00.000Z', 12.4)?.toISOString()).toBe(
      '2026-03-05T01:10:12.400Z',
    );
    expect(wallClockAt(undefined, 1)).toBeUndefined();
    expect(wallClockAt('yesterday', 1)).toBeUndefined();
  });

  it('knows the gap that a place lies in', () => {
    const gaps = [
      { startMs: 9000, lengthMs: 8000 },
      { startMs: 20000, lengthMs: 500 },
    ];
    expect(gapAt(gaps, 8.99)).toBeUndefined();
    expect(gapAt(gaps, 9)).toBeUndefined();
    expect(gapAt(gaps, 9.04)).toBe(gaps[0]);
    expect(gapAt(gaps, 16.999)).toBe(gaps[0]);
    expect(gapAt(gaps, 17)).toBeUndefined();
    expect(gapAt(gaps, 20.2)).toBe(gaps[1]);
  });

  it('writes hours, minutes, seconds and tenths', () => {
    expect(relativeText(3723.45)).toBe('01:02:03.4');
    expect(relativeText(0.1 + 0.2, 2)).toBe('00:00:00.30');
    expect(relativeText(59.96, 0)).toBe('00:00:59');
  });

  it('keeps places and speeds in bounds', () => {
    expect(clampSeconds(-1, 10)).toBe(0);
    expect(clampSeconds(11, 10)).toBe(10);
    expect(clampSeconds(5, NaN)).toBe(5);
    expect(clampSeconds(NaN, 10)).toBe(0);
    expect(clampSeconds(Infinity, 10)).toBe(10);
    expect(clampSeconds(Infinity, NaN)).toBe(0);
    expect(nextSpeed(1, 1)).toBe(1.5);
    expect(nextSpeed(8, 1)).toBe(8);
    expect(nextSpeed(0.25, -1)).toBe(0.25);
  });
});

describe('filmstrip', () => {
  const strip = { interval_ms: 2000, columns: 3, width: 160, height: 90, count: 5 };
  it('finds the tile of a place and stays inside', () => {
    expect(tileAt(strip, 0)).toEqual({ x: 0, y: 0 });
    expect(tileAt(strip, 5.9)).toEqual({ x: 320, y: 0 });
    expect(tileAt(strip, 6)).toEqual({ x: 0, y: 90 });
    expect(tileAt(strip, 600)).toEqual({ x: 160, y: 90 });
  });

  it('refuses what is no filmstrip', () => {
    expect(filmstripOf(strip)).toEqual(strip);
    expect(filmstripOf({ ...strip, columns: 0 })).toBeUndefined();
    expect(filmstripOf({ ...strip, count: '5' })).toBeUndefined();
    expect(filmstripOf(null)).toBeUndefined();
  });
});

describe('waveform', () => {
  it('takes the highest peak of each bar, however many peaks there are', () => {
    expect(barsOf([1, 9, 3, 4], 2)).toEqual([9, 4]);
    expect(barsOf([7, 5], 4)).toEqual([7, 7, 5, 5]);
    expect(barsOf([], 2)).toEqual([0, 0]);
  });

  it('refuses what is no waveform', () => {
    expect(peaksOf({ version: 1, interval_ms: 20, peaks: [0, 100] })).toEqual([0, 100]);
    expect(peaksOf({ peaks: ['loud'] })).toBeUndefined();
    expect(peaksOf(null)).toBeUndefined();
  });
});
