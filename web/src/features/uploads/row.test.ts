import { describe, expect, it } from 'vitest';
import type { Receipt } from '@/shared/api/client';
import { isSafeToWipe, totalsOf, type Row, type RowState } from './row';

const receipt = { safe_to_wipe: true, sha256: 'aa' } as Receipt;

function row(state: RowState, more: Partial<Row> = {}): Row {
  return {
    id: '1',
    fileName: 'a.mp4',
    sizeBytes: 100,
    target: undefined,
    file: undefined,
    state,
    sentBytes: 40,
    bytesPerSecond: 10,
    ...more,
  };
}

describe('isSafeToWipe', () => {
  it('needs the server’s word, and agreement with the digest computed here', () => {
    expect(isSafeToWipe(row('done', { receipt }))).toBe(true);
    expect(isSafeToWipe(row('done', { receipt, sha256: 'aa' }))).toBe(true);
    expect(isSafeToWipe(row('done', { receipt, sha256: 'bb' }))).toBe(false);
    expect(isSafeToWipe(row('done', { receipt: { ...receipt, safe_to_wipe: false } }))).toBe(false);
    expect(isSafeToWipe(row('done'))).toBe(false);
    expect(isSafeToWipe(row('publishing', { receipt }))).toBe(false);
  });

  it('waits for the probe, and keeps the card of a recording that is cut', () => {
    expect(isSafeToWipe(row('done', { receipt, wholeness: 'waiting' }))).toBe(false);
    expect(isSafeToWipe(row('done', { receipt, wholeness: 'cut' }))).toBe(false);
    expect(isSafeToWipe(row('done', { receipt, wholeness: 'nothing_against' }))).toBe(true);
    const totals = totalsOf([row('done', { receipt }), row('done', { receipt, wholeness: 'cut' })]);
    expect(totals).toMatchObject({ done: 2, cut: 1, safeToWipe: false });
  });
});

describe('totalsOf', () => {
  it('lets one unfinished or refused file forbid wiping', () => {
    const done = row('done', { receipt });
    expect(totalsOf([done, done]).safeToWipe).toBe(true);
    expect(totalsOf([done, row('sending')]).safeToWipe).toBe(false);
    expect(totalsOf([done, row('refused')]).safeToWipe).toBe(false);
    expect(totalsOf([]).safeToWipe).toBe(false);
  });

  it('counts bytes of what is on its way only', () => {
    const totals = totalsOf([row('sending'), row('refused'), row('done', { sentBytes: 100 })]);
    expect(totals).toMatchObject({ count: 3, done: 1, broken: 1, unfinished: 1 });
    expect(totals).toMatchObject({ sizeBytes: 200, sentBytes: 140 });
  });
});
