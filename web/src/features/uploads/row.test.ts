import { describe, expect, it } from 'vitest';
import type { Receipt } from '@/shared/api/client';
import { isSafeToWipe, totalsOf, wipeWord, type Row, type RowState } from './row';

const whole = { wholeness: 'nothing_against' } as const;
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
    expect(isSafeToWipe(row('done', { receipt, ...whole }))).toBe(true);
    expect(isSafeToWipe(row('done', { receipt, ...whole, sha256: 'aa' }))).toBe(true);
    expect(isSafeToWipe(row('done', { receipt, ...whole, sha256: 'bb' }))).toBe(false);
    const unread = { ...receipt, safe_to_wipe: false };
    expect(isSafeToWipe(row('done', { receipt: unread, ...whole }))).toBe(false);
    expect(isSafeToWipe(row('done', { ...whole }))).toBe(false);
    expect(isSafeToWipe(row('publishing', { receipt, ...whole }))).toBe(false);
  });

  it('waits for the probe, and keeps the card of a recording that is cut', () => {
    expect(isSafeToWipe(row('done', { receipt }))).toBe(false);
    expect(isSafeToWipe(row('done', { receipt, wholeness: 'waiting' }))).toBe(false);
    expect(isSafeToWipe(row('done', { receipt, wholeness: 'not_examined' }))).toBe(false);
    expect(isSafeToWipe(row('done', { receipt, wholeness: 'cut' }))).toBe(false);
    expect(isSafeToWipe(row('done', { receipt, wholeness: 'nothing_against' }))).toBe(true);
    const totals = totalsOf([row('done', { receipt }), row('done', { receipt, wholeness: 'cut' })]);
    expect(totals).toMatchObject({ done: 2, cut: 1, safeToWipe: false });
  });
});

describe('totalsOf', () => {
  it('lets one unfinished or refused file forbid wiping', () => {
    const done = row('done', { receipt, ...whole });
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

describe('wipeWord', () => {
  const wordOf = (...rows: Row[]) => wipeWord(totalsOf(rows));
  const done = row('done', { receipt, ...whole });
  const waiting = row('done', { receipt, wholeness: 'waiting' });
  const failed = row('done', { receipt, wholeness: 'not_examined', mediaKind: 'unknown' });
  const cut = row('done', { receipt, wholeness: 'cut', mediaKind: 'video' });
  const cutPaper = row('done', { receipt, wholeness: 'cut', mediaKind: 'pdf' });

  it('allows wiping only when every file has been examined', () => {
    expect(wordOf(done, done)).toBe('allSafe');
    expect(wordOf(done, waiting)).toBe('keepWaiting');
    expect(wordOf(done, failed, waiting)).toBe('keepUnexamined');
    expect(wordOf(waiting, row('sending'))).toBe('keepRecorder');
  });

  it('speaks of the card for a recording, of the original for a document', () => {
    expect(wordOf(done, cut, failed)).toBe('keepCard');
    expect(wordOf(done, cutPaper)).toBe('keepOriginal');
    expect(wordOf(cutPaper, cut)).toBe('keepCard');
  });

  it('does not let the original of a document hide a recorder that must be kept', () => {
    expect(wordOf(cutPaper, row('sending'))).toBe('keepRecorder');
    expect(wordOf(cutPaper, waiting)).toBe('keepRecorder');
    expect(wordOf(cutPaper, row('done', { receipt, ...whole, sha256: 'bb' }))).toBe('keepRecorder');
  });
});
