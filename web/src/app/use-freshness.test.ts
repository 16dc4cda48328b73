// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { isLeftInPeace, quietWhenLong } from '@/shared/api/client';
import { restAfter, staleAfter } from './use-freshness';

it('reads cases and records again when something was deposited', () => {
  const stale = staleAfter('record.deposited', 'record:7');
  expect(stale).toContainEqual(['record', '7']);
  expect(stale).toContainEqual(['case']);
  expect(stale).toContainEqual(['my-work']);
});

it('leaves the lists alone when a record was only viewed', () => {
  expect(staleAfter('record.viewed', 'record:7')).not.toContainEqual(['records']);
});

it('reads people again when an account changed', () => {
  expect(staleAfter('account.created', 'account:7')).toContainEqual(['accounts']);
});

it('answers soon after a quiet time and rests while much happens', () => {
  expect(restAfter(60_000)).toBeLessThan(1000);
  expect(restAfter(Infinity)).toBeLessThan(1000);
  expect(restAfter(100)).toBeGreaterThan(3000);
});

it('leaves a long list in peace that somebody reads', () => {
  const list = (pages: number, meta: Record<string, unknown> | undefined = quietWhenLong) => ({
    meta,
    state: { data: { pages: Array.from({ length: pages }) } },
  });
  expect(isLeftInPeace(list(3))).toBe(false);
  expect(isLeftInPeace(list(4))).toBe(true);
  expect(isLeftInPeace(list(4, {}))).toBe(false);
  expect(isLeftInPeace({ meta: quietWhenLong, state: { data: undefined } })).toBe(false);
});
