import { describe, expect, it } from 'vitest';
import { factsOf, gapsOf, leadingStream } from './facts';

const hostile = [undefined, null, 3, 'x', [], {}, { streams: 'x' }, { streams: [null, 3, {}] }];

describe('factsOf', () => {
  it('survives whatever stands there', () => {
    for (const value of hostile) {
      const facts = factsOf(value);
      expect(gapsOf(facts)).toEqual([]);
      expect(leadingStream(facts)?.framesPerSecond).toBeUndefined();
    }
    const odd = factsOf({
      duration_ms: '5',
      times: [{ value: 3 }, { value: 'x', zone: 'mars' }],
      gps: [{ latitude_udeg: 1e9, longitude_udeg: 0 }],
      device: { make: 3, model: 'DSJ' },
    });
    expect(odd?.durationMs).toBeUndefined();
    expect(odd?.times).toEqual([{ value: 'x', source: '', zone: 'local-unknown' }]);
    expect(odd?.places).toEqual([]);
    expect(odd?.device).toEqual({ model: 'DSJ' });
  });

  it('takes the measured frame interval before the header’s claim', () => {
    const stream = { kind: 'video', frame_rate: { num: 30, den: 1 } };
    expect(leadingStream(factsOf({ streams: [stream] }))?.framesPerSecond).toBe(30);
    const measured = { ...stream, frame_interval_us: 40_000 };
    expect(leadingStream(factsOf({ streams: [measured] }))?.framesPerSecond).toBe(25);
  });
});

describe('gapsOf', () => {
  it('joins gaps of picture and sound that touch', () => {
    const facts = factsOf({
      streams: [
        { kind: 'audio', gaps: [{ start_ms: 1050, length_ms: 2000 }] },
        {
          kind: 'video',
          gaps: [
            { start_ms: 1000, length_ms: 1500 },
            { start_ms: 9000, length_ms: 40 },
          ],
        },
        { kind: 'data', gaps: [{ start_ms: 5000, length_ms: 1000 }] },
      ],
    });
    expect(gapsOf(facts)).toEqual([
      { startMs: 1000, lengthMs: 2050 },
      { startMs: 9000, lengthMs: 40 },
    ]);
  });
});
