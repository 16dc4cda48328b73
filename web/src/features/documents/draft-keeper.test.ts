import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft, SavedDraft } from '@/shared/api/client';
import { ProblemError, unreachable } from '@/shared/api/problem';
import { carryOver, DraftKeeper, restMs } from './draft-keeper';
import type { LocalCopy } from './local-copies';
import type { Values } from './values';

const draftOf = (values: Values, revision = 1): Draft => ({
  ...{ id: 'd', case_id: 'c', form: 'f', title: { zh: '', en: '' }, state: 'editing' },
  ...{ revision, created_at: '', saved_at: '2026-03-05T02:05:00Z', values: values as never },
});
const saved = (values: Values, revision: number, more: Partial<SavedDraft> = {}): SavedDraft => ({
  ...{ draft: draftOf(values, revision), merged: false, conflicts: [], ...more },
});
const refusal = (status: number) =>
  new ProblemError({ type: 'x', title: '', status, detail_zh: '', detail_en: '' });

class Server {
  calls: { revision: number; values: Values }[] = [];
  answers: (SavedDraft | Error | Promise<SavedDraft>)[] = [];

  save = (revision: number, values: Values): Promise<SavedDraft> => {
    this.calls.push({ revision, values });
    const next = this.answers.shift() ?? saved(values, revision + 1);
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
}

let server: Server;
let local: LocalCopy | undefined;
const place = { key: 'k', write: (copy: LocalCopy | undefined) => ((local = copy), true) };
const open = (values: Values, copy?: LocalCopy) => {
  const keeper = new DraftKeeper(draftOf(values), server, place, copy);
  keeper.start();
  return keeper;
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  local = undefined;
});
afterEach(() => {
  vi.useRealTimers();
});

describe('saving as one types', () => {
  it('waits for a rest, keeps a copy until the server has it, and sends the whole once', async () => {
    const keeper = open({ a: '甲' });
    keeper.set('a', '甲乙');
    await pass(restMs / 2);
    keeper.set('a', '甲乙丙');
    expect(local?.values).toEqual({ a: '甲乙丙' });
    expect(server.calls).toHaveLength(0);
    await pass(restMs);
    expect(server.calls).toEqual([{ revision: 1, values: { a: '甲乙丙' } }]);
    expect(keeper.sight()).toMatchObject({ state: 'saved', revision: 2 });
    expect(local).toBeUndefined();
    await pass(60_000);
    expect(server.calls).toHaveLength(1);
  });

  it('tries again while the server is away, and says so', async () => {
    const keeper = open({});
    server.answers = [unreachable(), refusal(503)];
    keeper.set('a', 'x');
    await pass(restMs);
    expect(keeper.sight().state).toBe('retrying');
    expect(local?.values).toEqual({ a: 'x' });
    keeper.set('a', 'xy'); // typing goes on meanwhile
    await pass(2000);
    expect(keeper.sight().state).toBe('retrying');
    await pass(4000);
    expect(server.calls.at(-1)?.values).toEqual({ a: 'xy' });
    expect(keeper.sight().state).toBe('saved');
  });

  it('does not repeat what is refused, until something changes', async () => {
    const keeper = open({});
    server.answers = [refusal(400)];
    keeper.set('a', 'x');
    await pass(120_000);
    expect(server.calls).toHaveLength(1);
    expect(keeper.sight().state).toBe('refused');
    expect(local?.values).toEqual({ a: 'x' });
    keeper.set('a', 'y');
    await pass(restMs);
    expect(keeper.sight().state).toBe('saved');
  });

  it('resumes what an earlier sitting could not save, from the revision it began with', async () => {
    const copy = { revision: 3, values: { a: '未存' }, conflicts: [], at: '' };
    const keeper = new DraftKeeper(draftOf({ a: '新' }, 5), server, place, copy);
    expect(keeper.sight().values).toEqual({ a: '未存' });
    server.answers = [saved({ a: '新未存' }, 6, { merged: true, merged_fields: ['a'] })];
    keeper.start();
    await pass(0);
    expect(server.calls).toEqual([{ revision: 3, values: { a: '未存' } }]);
    expect(keeper.sight()).toMatchObject({ values: { a: '新未存' }, state: 'saved' });
  });

  it('sends on leaving, and what was typed while it was under way after it', async () => {
    const keeper = open({});
    let reply: (answer: SavedDraft) => void = () => undefined;
    server.answers = [new Promise((resolve) => (reply = resolve))];
    keeper.set('a', '1');
    await pass(restMs);
    keeper.set('a', '12');
    keeper.leave();
    reply(saved({ a: '1' }, 2));
    await pass(0);
    expect(server.calls.map(({ values }) => values['a'])).toEqual(['1', '12']);
    expect(server.calls[1]?.revision).toBe(2);
  });
});

describe('two people at one draft', () => {
  it('takes over what the other wrote elsewhere, and names it', async () => {
    const keeper = open({ a: '', b: '' });
    server.answers = [saved({ a: '我', b: '他' }, 3, { merged: true, merged_fields: ['b'] })];
    keeper.set('a', '我');
    await pass(restMs);
    expect(keeper.sight().values).toEqual({ a: '我', b: '他' });
    expect(keeper.sight().taken?.fields).toEqual(['b']);
    expect(keeper.sight().state).toBe('saved');
  });

  it('shows both texts until the person chooses, over a reload too', async () => {
    const keeper = open({ a: '原' });
    const conflict = { field: 'a', before: '原', mine: '我', theirs: '他', holds_both: false };
    server.answers = [saved({ a: '他' }, 3, { merged: true, conflicts: [conflict] })];
    keeper.set('a', '我');
    await pass(restMs);
    expect(keeper.sight().values).toEqual({ a: '他' });
    expect(keeper.sight().conflicts).toEqual([conflict]);
    expect(local).toMatchObject({ conflicts: [conflict] });
    const again = open({ a: '他' }, local);
    expect(again.sight().conflicts).toEqual([conflict]);
    again.settle(again.sight().conflicts[0] ?? conflict, '我');
    await pass(restMs);
    expect(server.calls.at(-1)?.values).toEqual({ a: '我' });
    expect(again.sight().conflicts).toEqual([]);
    expect(local).toBeUndefined();
  });

  it('loses neither side when one types on while the server merges', async () => {
    const keeper = open({ a: '原' });
    let reply: (answer: SavedDraft) => void = () => undefined;
    server.answers = [new Promise((resolve) => (reply = resolve))];
    keeper.set('a', '我写');
    await pass(restMs);
    keeper.set('a', '我写了更多');
    reply(saved({ a: '他写。我写' }, 3, { merged: true, merged_fields: ['a'] }));
    await pass(0);
    expect(keeper.sight().values).toEqual({ a: '他写。我写了更多' });
    await pass(restMs);
    expect(server.calls.at(-1)).toEqual({ revision: 3, values: { a: '他写。我写了更多' } });
  });

  it('asks where it cannot tell what belongs where', async () => {
    const keeper = open({ a: '原' });
    let reply: (answer: SavedDraft) => void = () => undefined;
    server.answers = [new Promise((resolve) => (reply = resolve))];
    keeper.set('a', '我');
    await pass(restMs);
    keeper.set('a', '我们');
    reply(saved({ a: '他' }, 3, { merged: true }));
    await pass(0);
    expect(keeper.sight().values).toEqual({ a: '我们' });
    expect(keeper.sight().conflicts).toMatchObject([{ field: 'a', mine: '我们', theirs: '他' }]);
  });

  it('shows what others saved only while nothing of one’s own waits', () => {
    const keeper = open({ a: '原', b: '' });
    keeper.see(draftOf({ a: '原', b: '他' }, 2));
    expect(keeper.sight()).toMatchObject({ values: { b: '他' }, revision: 2 });
    expect(keeper.sight().taken?.fields).toEqual(['b']);
    keeper.set('a', '我');
    keeper.see(draftOf({ a: '他', b: '' }, 3));
    expect(keeper.sight()).toMatchObject({ values: { a: '我', b: '他' }, revision: 2 });
  });

  it('puts a longer text of mine into theirs only where it is plain', () => {
    expect(carryOver('b', 'bb', 'a b c')).toBe('a bb c');
    expect(carryOver('b', 'bb', 'b b')).toBeUndefined();
    expect(carryOver('', 'b', 'a')).toBeUndefined();
    expect(carryOver(1, 2, 3)).toBeUndefined();
  });
});
