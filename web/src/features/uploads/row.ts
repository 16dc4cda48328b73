import type { ProblemError, Receipt, RecordKind } from '@/shared/api/client';

/** Where the files belong. */
export interface Target {
  caseId: string;
  actId: string;
  deviceId?: string | undefined;
  recordKind?: RecordKind | undefined;
}

export type RowState =
  | 'queued'
  | 'digesting' // SHA-256 on this computer, stated to the server beforehand
  | 'sending'
  | 'waiting' // the server is away; tried again by itself
  | 'paused'
  | 'interrupted' // known to the server from an earlier page; the file must be chosen again
  | 'signed_out'
  | 'checking' // from here on the server works alone
  | 'keeping'
  | 'publishing'
  | 'done'
  | 'refused' // the server will not have it
  | 'failed'; // the way was lost and patience ended

export interface Row {
  readonly id: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly target: Target | undefined;
  readonly file: File | undefined;
  readonly state: RowState;
  readonly sentBytes: number;
  readonly bytesPerSecond: number;
  readonly serverId?: string;
  readonly sha256?: string; // computed on this computer
  readonly problem?: ProblemError | undefined;
  readonly receipt?: Receipt;
  readonly recordId?: string;
  readonly wholeness?: Wholeness; // once it is done
}

/** What the probe found after the deposit; nothing is claimed where it cannot tell. */
export type Wholeness = 'waiting' | 'cut' | 'nothing_against';

const states = (...names: RowState[]): ReadonlySet<RowState> => new Set(names);

/** Occupies one of the places for sending. */
export const activeStates = states('digesting', 'sending', 'waiting');
/** Leaving the page now would interrupt it. */
export const unsentStates = states('queued', 'digesting', 'sending', 'waiting', 'paused');
export const serverStates = states('checking', 'keeping', 'publishing');
export const brokenStates = states('refused', 'failed', 'signed_out');
export const endedStates = states('done', 'refused', 'failed');

export interface Totals {
  count: number;
  done: number;
  broken: number;
  unfinished: number;
  sizeBytes: number;
  sentBytes: number;
  bytesPerSecond: number;
  cut: number; // deposited, but known to be incomplete
  safeToWipe: boolean; // every file is done, its receipt says so, and none is known to be cut
}

export function digestsAgree(row: Row): boolean {
  return row.sha256 === undefined || row.receipt === undefined || row.sha256 === row.receipt.sha256;
}

export function isSafeToWipe(row: Row): boolean {
  const { state, receipt, wholeness } = row;
  if (wholeness === 'waiting' || wholeness === 'cut') return false;
  return state === 'done' && receipt?.safe_to_wipe === true && digestsAgree(row);
}

export function totalsOf(rows: readonly Row[]): Totals {
  const totals: Totals = {
    count: rows.length,
    done: 0,
    broken: 0,
    unfinished: 0,
    cut: 0,
    sizeBytes: 0,
    sentBytes: 0,
    bytesPerSecond: 0,
    safeToWipe: rows.length > 0,
  };
  for (const row of rows) {
    if (row.state === 'done') totals.done += 1;
    else if (brokenStates.has(row.state)) totals.broken += 1;
    else totals.unfinished += 1;
    if (!brokenStates.has(row.state)) {
      totals.sizeBytes += row.sizeBytes;
      totals.sentBytes += row.sentBytes;
      totals.bytesPerSecond += row.bytesPerSecond;
    }
    if (row.wholeness === 'cut') totals.cut += 1;
    totals.safeToWipe &&= isSafeToWipe(row);
  }
  return totals;
}
