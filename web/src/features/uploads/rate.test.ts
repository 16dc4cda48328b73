import { describe, expect, it } from 'vitest';
import { RateMeter, timeLeftMs } from './rate';

describe('RateMeter', () => {
  it('knows nothing from one sample', () => {
    const meter = new RateMeter();
    meter.note(1000, 0);
    expect(meter.bytesPerSecond(0)).toBe(0);
  });

  it('follows the last seconds, not the whole history', () => {
    const meter = new RateMeter();
    for (let second = 0; second <= 20; second += 1) meter.note(second * 1_000_000, second * 1000);
    expect(meter.bytesPerSecond(20_000)).toBeCloseTo(1_000_000);
    for (let second = 1; second <= 20; second += 1) {
      meter.note(20_000_000 + second * 100, (20 + second) * 1000);
    }
    expect(meter.bytesPerSecond(40_000)).toBeCloseTo(100);
  });

  it('sinks while nothing arrives', () => {
    const meter = new RateMeter();
    meter.note(0, 0);
    meter.note(1_000_000, 1000);
    expect(meter.bytesPerSecond(10_000)).toBeCloseTo(100_000);
  });

  it('starts anew when the server kept less than was sent', () => {
    const meter = new RateMeter();
    meter.note(0, 0);
    meter.note(9_000_000, 1000);
    meter.note(4_000_000, 2000);
    expect(meter.bytesPerSecond(2000)).toBe(0);
    meter.note(5_000_000, 3000);
    expect(meter.bytesPerSecond(3000)).toBeCloseTo(1_000_000);
  });
});

describe('timeLeftMs', () => {
  it('promises nothing when nothing moves', () => {
    expect(timeLeftMs(1000, 0)).toBeUndefined();
    expect(timeLeftMs(0, 0)).toBe(0);
    expect(timeLeftMs(2_000_000, 1_000_000)).toBe(2000);
  });
});
