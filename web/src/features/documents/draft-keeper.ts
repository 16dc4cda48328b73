// Keeps a draft while somebody types: what is on the screen, what the server has, and every word in
// between. Nothing here knows of React or of the network; time and the way to the server are given.
import type { Draft, DraftConflict, SavedDraft } from '@/shared/api/client';
import { asProblem } from '@/shared/api/problem';
import type { LocalCopy, LocalPlace } from './local-copies';
import { changedFields, fieldsOf, filled, same, withField, type Value, type Values } from './values';

export const restMs = 1000;
const retryFirstMs = 2000;
const retryMostMs = 30_000;

export type KeepState = 'saved' | 'typed' | 'saving' | 'retrying' | 'refused';

/** Fields that somebody else changed meanwhile and that were taken over. */
export interface Taken {
  fields: readonly string[];
  by: string | undefined;
  at: string;
}

export interface Sight {
  values: Values;
  revision: number;
  savedAt: string;
  state: KeepState;
  problem: unknown;
  conflicts: readonly DraftConflict[];
  taken: Taken | undefined;
  /** False: this browser keeps no copy. */
  keptHere: boolean;
}

export interface Saver {
  /** `last`: the page is about to go away. */
  save: (revision: number, values: Values, last: boolean) => Promise<SavedDraft>;
}

const sameConflict = (one: DraftConflict, other: DraftConflict) =>
  one.field === other.field && same(one.mine, other.mine) && same(one.theirs, other.theirs);

/**
 * Somebody typed on while the server merged the same field. Their part goes around mine where that
 * is plain; undefined where it is not.
 */
export function carryOver(sent: Value, now: Value, theirs: Value): string | undefined {
  if (typeof sent !== 'string' || typeof now !== 'string' || typeof theirs !== 'string') {
    return undefined;
  }
  const at = theirs.indexOf(sent);
  if (sent === '' || at < 0 || theirs.includes(sent, at + 1)) return undefined;
  return theirs.slice(0, at) + now + theirs.slice(at + sent.length);
}

// Asking again can help: no network, a server that starts or is busy, a session that ended.
function isPassing(error: unknown): boolean {
  const { status, type } = asProblem(error);
  return type !== 'page-fault' && (status === 0 || status === 401 || status === 429 || status >= 500);
}

const isSignedOut = (error: unknown) => asProblem(error).status === 401;

export class DraftKeeper {
  private values: Values;
  private onServer: Values;
  private revision: number;
  private savedAt: string;
  private state: KeepState = 'saved';
  private problem: unknown;
  private conflicts: readonly DraftConflict[] = [];
  private taken: Taken | undefined;
  private keptHere = true;
  private underWay: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private resumed = false;
  private isLeft = false;
  private isStopped = false;
  private shown: Sight;
  private readonly listeners = new Set<() => void>();

  constructor(
    draft: Draft,
    private readonly saver: Saver,
    private readonly place: LocalPlace,
    copy?: LocalCopy,
  ) {
    this.values = copy?.values ?? draft.values;
    this.onServer = draft.values;
    this.revision = draft.revision;
    this.savedAt = draft.saved_at;
    this.conflicts = copy?.conflicts ?? [];
    if (copy?.values !== undefined) {
      // It started from that revision; the server merges what was saved since.
      this.revision = copy.revision;
      this.resumed = true;
      this.state = 'typed';
    }
    if (copy !== undefined) this.keep();
    this.shown = this.picture();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly sight = (): Sight => this.shown;

  get isUnsaved(): boolean {
    return this.resumed || changedFields(this.values, this.onServer).length > 0;
  }

  set(field: string, value: Value): void {
    if (same(this.values[field], value) && this.values[field] === value) return;
    this.values = withField(this.values, field, value);
    if (this.state !== 'retrying') this.state = this.isUnsaved ? 'typed' : 'saved';
    this.keep();
    this.plan(this.state === 'retrying' ? undefined : restMs);
    this.show();
  }

  /** Saves what is not saved; true when the server has everything. */
  async flush(last = false): Promise<boolean> {
    clearTimeout(this.timer);
    this.timer = undefined;
    while (this.underWay !== undefined) {
      await this.underWay;
      if (this.state === 'retrying' || this.state === 'refused') return false;
    }
    if (!this.isUnsaved) return true;
    clearTimeout(this.timer);
    this.underWay = this.save(last).finally(() => {
      this.underWay = undefined;
    });
    await this.underWay;
    return !this.isUnsaved;
  }

  /** What the server has now, asked from time to time; whoever has typed hears of it by saving. */
  see(draft: Draft): void {
    if (draft.revision <= this.revision || this.isUnsaved || this.underWay !== undefined) return;
    const fields = changedFields(this.values, draft.values);
    this.values = draft.values;
    this.isNowOnServer(draft);
    if (fields.length > 0) this.note({ fields, by: draft.saved_by, at: draft.saved_at });
    this.show();
  }

  /** The person has chosen; `value` undefined: what stands there now is right. */
  settle(conflict: DraftConflict, value?: Value): void {
    this.conflicts = this.conflicts.filter((one) => one !== conflict);
    this.keep();
    if (value !== undefined) this.set(conflict.field, value);
    this.show();
  }

  dismissTaken(): void {
    this.taken = undefined;
    this.show();
  }

  /** Begins: what an earlier sitting left is sent at once. */
  start(): void {
    if (this.isUnsaved) void this.flush();
  }

  /** The page is left: what is not saved is sent now, and again until the server has it. */
  leave(): void {
    this.isLeft = true;
    if (this.isUnsaved && this.state !== 'refused') void this.flush();
  }

  /** Nothing more happens; what is not saved stays in this browser. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private plan(afterMs: number | undefined): void {
    if (afterMs === undefined || !this.isUnsaved || this.isStopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, afterMs);
  }

  private async save(last: boolean): Promise<void> {
    const sent = filled(this.values);
    if (this.state !== 'retrying') this.state = 'saving';
    this.show();
    try {
      const answer = await this.saver.save(this.revision, sent, last);
      this.failures = 0;
      this.problem = undefined;
      this.take(sent, answer);
      this.state = this.isUnsaved ? 'typed' : 'saved';
      this.plan(restMs);
    } catch (error) {
      this.problem = error;
      if (isPassing(error) && !(this.isLeft && isSignedOut(error))) {
        this.state = 'retrying';
        this.plan(Math.min(retryMostMs, retryFirstMs * 2 ** this.failures));
        this.failures += 1;
      } else {
        this.state = 'refused';
      }
    }
    this.keep();
    this.show();
  }

  // What was typed since it was sent stays; the rest is as the server has it now.
  private take(sent: Values, { draft, merged_fields = [], conflicts }: SavedDraft): void {
    let found: readonly DraftConflict[] = conflicts;
    const next: Record<string, Value> = {};
    for (const field of fieldsOf(this.values, draft.values)) {
      const now = this.values[field];
      const theirs = draft.values[field];
      if (same(now, sent[field])) next[field] = theirs;
      else if (same(theirs, sent[field])) next[field] = now;
      else {
        const carried = carryOver(sent[field], now, theirs);
        next[field] = carried ?? now;
        if (carried === undefined) {
          // Mine has grown since; one box for one place is enough.
          const others = found.filter((one) => one.field !== field);
          const mine = { field, before: sent[field], mine: now, theirs, holds_both: false };
          found = [...others, mine];
        }
      }
    }
    this.values = filled(next);
    this.resumed = false;
    this.isNowOnServer(draft);
    const fresh = found.filter((one) => !this.conflicts.some((known) => sameConflict(known, one)));
    this.conflicts = [...this.conflicts, ...fresh];
    const plain = merged_fields.filter((field) => !found.some((one) => one.field === field));
    if (plain.length > 0) this.note({ fields: plain, by: undefined, at: draft.saved_at });
  }

  private isNowOnServer(draft: Draft): void {
    this.onServer = draft.values;
    this.revision = draft.revision;
    this.savedAt = draft.saved_at;
  }

  private note(taken: Taken): void {
    const before = this.taken?.fields ?? [];
    this.taken = { ...taken, fields: [...new Set([...before, ...taken.fields])] };
  }

  private keep(): void {
    if (this.isStopped) return;
    const { isUnsaved, conflicts, revision } = this;
    const copy = {
      revision,
      ...(isUnsaved && { values: this.values }),
      conflicts,
      at: new Date().toISOString(),
    };
    this.keptHere = this.place.write(isUnsaved || conflicts.length > 0 ? copy : undefined);
  }

  private picture(): Sight {
    const { values, revision, savedAt, state, problem, conflicts, taken, keptHere } = this;
    return { values, revision, savedAt, state, problem, conflicts, taken, keptHere };
  }

  private show(): void {
    this.shown = this.picture();
    for (const listener of this.listeners) listener();
  }
}
