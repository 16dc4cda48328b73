import type { ProblemError, Receipt, RecordKind } from '@/shared/api/client';
import { isDocument, type MediaKind } from '@/shared/format/media-kind';

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
  readonly mediaKind?: MediaKind; // once the probe has spoken
}

/** What the probe found after the deposit; nothing is claimed where it cannot tell. */
export type Wholeness =
  | 'waiting' // it has not spoken yet, however long that takes
  | 'cut'
  | 'not_examined' // it failed on this file
  | 'unreadable' // it looked, and nothing of the file can be shown
  | 'nothing_against';

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
  cutRecordings: number; // those of them that came from a recorder's card
  notExamined: number; // deposited, but the probe failed on them
  unreadable: number; // deposited, but nothing of them can be shown
  waiting: number; // deposited, but not yet examined
  unsafe: number; // not to be wiped, for whatever reason
  safeToWipe: boolean; // every file is done, its receipt says so, and the probe found no cut
}

/** The probe has spoken, and not for the file. */
export function isInDoubt({ wholeness }: Row): boolean {
  return wholeness === 'cut' || wholeness === 'not_examined' || wholeness === 'unreadable';
}

export function digestsAgree(row: Row): boolean {
  return row.sha256 === undefined || row.receipt === undefined || row.sha256 === row.receipt.sha256;
}

export function isSafeToWipe(row: Row): boolean {
  const { state, receipt, wholeness } = row;
  if (state !== 'done' || wholeness !== 'nothing_against') return false;
  return receipt?.safe_to_wipe === true && digestsAgree(row);
}

/** What the tray says below all files about wiping the recorder. */
export function wipeWord(totals: Totals) {
  if (totals.safeToWipe) return 'allSafe';
  if (totals.cutRecordings > 0) return 'keepCard';
  if (totals.notExamined > 0) return 'keepUnexamined';
  if (totals.unreadable > 0) return 'keepUnreadable';
  // Softer words only where nothing else forbids wiping.
  if (totals.unsafe > 0 && totals.unsafe === totals.cut) return 'keepOriginal';
  if (totals.unsafe > 0 && totals.unsafe === totals.waiting) return 'keepWaiting';
  return 'keepRecorder';
}

function noteWholeness(totals: Totals, row: Row): void {
  if (row.wholeness === 'not_examined') totals.notExamined += 1;
  if (row.wholeness === 'unreadable') totals.unreadable += 1;
  if (row.wholeness === 'waiting') totals.waiting += 1;
  if (row.wholeness !== 'cut') return;
  totals.cut += 1;
  if (!isDocument(row.mediaKind)) totals.cutRecordings += 1;
}

export function totalsOf(rows: readonly Row[]): Totals {
  const totals: Totals = {
    count: rows.length,
    done: 0,
    broken: 0,
    unfinished: 0,
    cut: 0,
    cutRecordings: 0,
    notExamined: 0,
    unreadable: 0,
    waiting: 0,
    unsafe: 0,
    sizeBytes: 0,
    sentBytes: 0,
    bytesPerSecond: 0,
    safeToWipe: false,
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
    noteWholeness(totals, row);
    if (!isSafeToWipe(row)) totals.unsafe += 1;
  }
  totals.safeToWipe = totals.count > 0 && totals.unsafe === 0;
  return totals;
}
