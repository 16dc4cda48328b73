// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findingOf, ProbeWatch, type Finding } from './wholeness';

const HOUR_MS = 3_600_000;
const waiting = { size_bytes: 1000, is_cut: false, media_kind: 'unknown', probe_state: 'waiting' } as const;
const answered = {
  size_bytes: 1000,
  is_cut: false,
  media_kind: 'video',
  probe_state: 'answered',
  facts: { readable: true },
} as const;

let asked = 0;
let reply: () => Promise<Response>;

const json = (body: object, status = 200) =>
  Promise.resolve(
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }),
  );

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  vi.stubGlobal('fetch', () => {
    asked += 1;
    return reply();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Asks, and tells what has been answered so far. */
function watchIt(watch = new ProbeWatch(), wanted = () => true) {
  const seen: { finding?: Finding | undefined; settled: boolean } = { settled: false };
  void watch.ask('r1', wanted).then((finding) => {
    seen.finding = finding;
    seen.settled = true;
  });
  return seen;
}

describe('findingOf', () => {
  it('clears a file only on an answer that speaks of no cut', () => {
    expect(findingOf(answered)?.wholeness).toBe('nothing_against');
    expect(findingOf({ ...answered, is_cut: true })?.wholeness).toBe('cut');
    expect(findingOf(waiting)).toBeUndefined();
    expect(findingOf({ ...answered, size_bytes: 0 })?.wholeness).toBe('not_examined');
  });

  it('sends a person to look at a file of which nothing can be shown', () => {
    for (const facts of [{ readable: false }, {}, { readable: 'true' }, undefined]) {
      const bare = { ...waiting, probe_state: 'answered' } as const;
      expect(findingOf(facts === undefined ? bare : { ...bare, facts })).toEqual({
        wholeness: 'unreadable',
        mediaKind: 'unknown',
      });
    }
  });

  it('takes a probe that crashed or hung for no word at all', () => {
    expect(findingOf({ ...waiting, probe_state: 'failed' })).toEqual({
      wholeness: 'not_examined',
      mediaKind: 'unknown',
    });
  });

  it('clears a text as soon as it has been probed', () => {
    const text = { ...answered, media_kind: 'text' } as const;
    expect(findingOf(text)).toEqual({ wholeness: 'nothing_against', mediaKind: 'text' });
  });
});

describe('ProbeWatch', () => {
  it('waits for an hour rather than clear a file that was not examined', async () => {
    reply = () => json(waiting);
    const seen = watchIt();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(seen.settled).toBe(false);
    expect(asked).toBeLessThan(240 + 60); // every 15 s once it has taken long
    reply = () => json(answered);
    await vi.advanceTimersByTimeAsync(16_000);
    expect(seen.finding).toEqual({ wholeness: 'nothing_against', mediaKind: 'video' });
  });

  it('waits while the server is away or refuses', async () => {
    reply = () => Promise.reject(new TypeError('Failed to fetch'));
    const seen = watchIt();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(seen.settled).toBe(false);
    reply = () => json({}, 503);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(seen.settled).toBe(false);
    reply = () => json({ ...answered, is_cut: true });
    await vi.advanceTimersByTimeAsync(16_000);
    expect(seen.finding?.wholeness).toBe('cut');
  });

  it('asks at once when the log has news of the record', async () => {
    const watch = new ProbeWatch();
    reply = () => json(waiting);
    const seen = watchIt(watch);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    reply = () => json(answered);
    const before = asked;
    watch.wake('another');
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toBe(before);
    watch.wake('r1');
    await vi.advanceTimersByTimeAsync(1);
    expect(seen.finding?.wholeness).toBe('nothing_against');
  });

  it('says nothing of a row that is gone', async () => {
    reply = () => json(waiting);
    let here = true;
    const seen = watchIt(new ProbeWatch(), () => here);
    await vi.advanceTimersByTimeAsync(1000);
    here = false;
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(seen).toEqual({ settled: true, finding: undefined });
  });
});
