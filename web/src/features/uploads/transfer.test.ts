// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { fingerprintOf, metadataOf, passesByItself } from './transfer';

const target = { caseId: 'c', actId: 'a' };
const file = new File(['abc'], '现场 1.mp4', { lastModified: 5 });

describe('fingerprintOf', () => {
  it('differs for another person, act, device, name, size and time', () => {
    const all = [
      fingerprintOf(file, target, 'p'),
      fingerprintOf(file, target, 'q'),
      fingerprintOf(file, { ...target, actId: 'b' }, 'p'),
      fingerprintOf(file, { ...target, deviceId: 'd' }, 'p'),
      fingerprintOf(new File(['abc'], 'x', { lastModified: 5 }), target, 'p'),
      fingerprintOf(new File(['abcd'], '现场 1.mp4', { lastModified: 5 }), target, 'p'),
      fingerprintOf(new File(['abc'], '现场 1.mp4', { lastModified: 6 }), target, 'p'),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(fingerprintOf(new File(['xyz'], '现场 1.mp4', { lastModified: 5 }), target, 'p')).toBe(
      all[0],
    );
  });
});

describe('metadataOf', () => {
  it('names only what is known', () => {
    expect(metadataOf(file, target, undefined)).toEqual({
      filename: '现场 1.mp4',
      case_id: 'c',
      act_id: 'a',
    });
    expect(metadataOf(file, { ...target, deviceId: 'd', recordKind: 'recording' }, 'ff')).toEqual({
      filename: '现场 1.mp4',
      case_id: 'c',
      act_id: 'a',
      device_id: 'd',
      record_kind: 'recording',
      sha256: 'ff',
    });
  });
});

describe('passesByItself', () => {
  it('waits for the network, a restart and a held upload, not for a refusal', () => {
    const waits = [0, 409, 423, 429, 500, 502, 503];
    const ends = [400, 403, 404, 413, 422, 460, 507];
    expect(waits.map(passesByItself)).not.toContain(false);
    expect(ends.map(passesByItself)).not.toContain(true);
  });
});
