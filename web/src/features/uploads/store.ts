// All uploads of this page: a queue with two places for sending, then the server's own steps.
// Lives outside React, so that it goes on while pages change; React reads immutable snapshots.
import { answer, api, asProblem, ProblemError, type Upload } from '@/shared/api/client';
import { digestFile } from '@/shared/digest/digest-file';
import { RateMeter } from './rate';
import { activeStates, endedStates, serverStates, totalsOf } from './row';
import type { Row, RowState, Target, Totals } from './row';
import { ProbeWatch } from './wholeness';
import { fingerprintOf, recallTarget, terminateUpload, Transfer } from './transfer';

const PARALLEL = 2;
const DIGEST_BEFORE_BYTES = 64 * 1024 * 1024;
const TELL_MS = 200;
const POLL_MS = 1000;
const POLL_MS_MAX = 5000;

export interface Snapshot {
  readonly rows: readonly Row[];
  readonly totals: Totals;
}

type Change = Partial<Omit<Row, 'id'>>;

const nothing: Snapshot = { rows: [], totals: totalsOf([]) };

export class UploadStore {
  private readonly rows = new Map<string, Row>();
  private readonly transfers = new Map<string, Transfer>();
  private readonly meters = new Map<string, RateMeter>();
  private readonly listeners = new Set<() => void>();
  private readonly probes = new ProbeWatch();
  private readonly whenDone = new Set<(row: Row) => void>();
  private kept: Snapshot = nothing;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private accountId = '';
  private count = 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = (): Snapshot => this.kept;

  onDone(act: (row: Row) => void): () => void {
    this.whenDone.add(act);
    return () => {
      this.whenDone.delete(act);
    };
  }

  /** Uploads belong to a person: another one signing in does not see or continue them. */
  setAccount(accountId: string): void {
    if (accountId === this.accountId) return;
    for (const id of [...this.rows.keys()]) this.drop(id);
    this.accountId = accountId;
    this.tell();
  }

  /** Files already in the queue for the same act are not added twice. Answers how many were. */
  addFiles(files: Iterable<File>, target: Target): number {
    let added = 0;
    const present = new Set(
      [...this.rows.values()]
        .filter((row) => row.state !== 'refused' && row.state !== 'failed')
        .map((row) => this.fingerprintOf(row)),
    );
    for (const file of files) {
      const row = this.newRow(file, target);
      if (present.has(this.fingerprintOf(row))) continue;
      this.rows.set(row.id, row);
      added += 1;
    }
    this.tell();
    this.fillPlaces();
    return added;
  }

  pause(id: string): void {
    const row = this.rows.get(id);
    if (row === undefined || !(activeStates.has(row.state) || row.state === 'queued')) return;
    this.transfers.get(id)?.pause();
    this.meters.get(id)?.forget();
    this.change(id, { state: 'paused', bytesPerSecond: 0 });
    this.fillPlaces();
  }

  /** Also the answer to a failure and to having signed in again. */
  resume(id: string): void {
    const row = this.rows.get(id);
    if (row?.file === undefined || activeStates.has(row.state) || row.state === 'done') return;
    if (serverStates.has(row.state)) return;
    if (row.state === 'refused') this.transfers.delete(id);
    this.replace({ ...row, state: 'queued', problem: undefined });
    this.fillPlaces();
  }

  pauseAll(): void {
    for (const row of [...this.rows.values()].reverse()) this.pause(row.id);
  }

  resumeAll(): void {
    for (const row of this.rows.values()) {
      if (['paused', 'failed', 'signed_out'].includes(row.state)) this.resume(row.id);
    }
  }

  resumeSignedOut(): void {
    for (const row of this.rows.values()) if (row.state === 'signed_out') this.resume(row.id);
  }

  async giveUp(id: string): Promise<void> {
    const row = this.rows.get(id);
    if (row === undefined || serverStates.has(row.state)) return;
    this.transfers.get(id)?.pause();
    if (row.serverId !== undefined && !endedStates.has(row.state)) {
      try {
        await terminateUpload(row.serverId);
      } catch (error) {
        this.change(id, { state: 'paused', problem: asProblem(error) });
        return;
      }
    }
    this.drop(id);
    this.tell();
    this.fillPlaces();
  }

  clearEnded(): void {
    for (const row of [...this.rows.values()]) if (endedStates.has(row.state)) this.drop(row.id);
    this.tell();
  }

  /** Unfinished uploads that the server knows from an earlier page. */
  async recall(): Promise<void> {
    const asked = this.accountId;
    const { uploads } = await answer(api.GET('/api/uploads'));
    if (asked !== this.accountId) return;
    for (const upload of uploads) {
      const remembered = await recallTarget(upload.id);
      if (asked !== this.accountId) return;
      if (this.rowOf(upload.id) === undefined) this.addRecalled(upload, remembered);
    }
    this.tell();
  }

  /** From the event stream; the polling would find it a little later. */
  noteServerState(serverId: string): void {
    const row = this.rowOf(serverId);
    if (row !== undefined && serverStates.has(row.state)) void this.ask(row.id, serverId);
  }

  /** From the event stream, for every entry of the log; the probe's word is one of them. */
  noteEntry(subject: string): void {
    if (subject.startsWith('record:')) this.probes.wake(subject.slice('record:'.length));
  }

  private newRow(file: File, target: Target): Row {
    this.count += 1;
    return {
      id: String(this.count),
      fileName: file.name,
      sizeBytes: file.size,
      target,
      file,
      state: 'queued',
      sentBytes: 0,
      bytesPerSecond: 0,
    };
  }

  private addRecalled(upload: Upload, remembered: Partial<Target>): void {
    this.count += 1;
    const receiving = upload.state === 'receiving';
    const target =
      upload.case_id === undefined || upload.act_id === undefined
        ? undefined
        : { ...remembered, caseId: upload.case_id, actId: upload.act_id };
    const row: Row = {
      id: String(this.count),
      fileName: upload.file_name,
      sizeBytes: upload.size_bytes,
      target,
      file: undefined,
      state: receiving ? 'interrupted' : 'checking',
      sentBytes: upload.offset_bytes,
      bytesPerSecond: 0,
      serverId: upload.id,
    };
    this.rows.set(row.id, row);
    if (!receiving) void this.follow(row.id, upload.id);
  }

  private fingerprintOf(row: Row): string {
    if (row.file === undefined || row.target === undefined) return `row ${row.id}`;
    return fingerprintOf(row.file, row.target, this.accountId);
  }

  private rowOf(serverId: string): Row | undefined {
    return [...this.rows.values()].find((row) => row.serverId === serverId);
  }

  private fillPlaces(): void {
    let free = PARALLEL;
    for (const row of this.rows.values()) if (activeStates.has(row.state)) free -= 1;
    for (const row of this.rows.values()) {
      if (free <= 0) return;
      if (row.state !== 'queued') continue;
      free -= 1;
      void this.send(row.id);
    }
  }

  private async send(id: string): Promise<void> {
    const row = this.rows.get(id);
    if (row?.file === undefined || row.target === undefined) return;
    let transfer = this.transfers.get(id);
    if (transfer === undefined) {
      let sha256 = row.sha256;
      if (sha256 === undefined && row.sizeBytes <= DIGEST_BEFORE_BYTES) {
        this.change(id, { state: 'digesting' });
        sha256 = await this.digestBefore(id, row.file);
        if (this.rows.get(id)?.state !== 'digesting') return; // paused or given up meanwhile
      }
      transfer = this.newTransfer(id, row.file, row.target, sha256);
      this.transfers.set(id, transfer);
    }
    this.change(id, { state: 'sending' });
    await transfer.start();
  }

  // Small files are cheap to hash first: the server then refuses whatever arrived differently.
  private async digestBefore(id: string, file: File): Promise<string | undefined> {
    try {
      const sha256 = await digestFile(file);
      this.change(id, { sha256 });
      return sha256;
    } catch {
      return undefined; // an unreadable file shows itself when it is sent
    }
  }

  private newTransfer(id: string, file: File, target: Target, sha256: string | undefined) {
    return new Transfer(file, target, this.accountId, sha256, {
      onServerId: (serverId) => {
        this.adopt(id, serverId);
      },
      onProgress: (sentBytes) => {
        this.progress(id, sentBytes);
      },
      onWaiting: () => {
        this.meters.get(id)?.forget();
        this.change(id, { state: 'waiting', bytesPerSecond: 0 });
      },
      onSent: () => {
        this.sent(id, file.size);
      },
      onSignedOut: () => {
        this.stop(id, 'signed_out');
      },
      onRefused: (problem, final) => {
        this.stop(id, final ? 'refused' : 'failed', problem);
      },
    });
  }

  // The row of an earlier page that this upload continues makes room for it.
  private adopt(id: string, serverId: string): void {
    const earlier = this.rowOf(serverId);
    if (earlier !== undefined && earlier.id !== id) this.drop(earlier.id);
    this.change(id, { serverId });
  }

  private progress(id: string, sentBytes: number): void {
    const row = this.rows.get(id);
    if (row === undefined || !activeStates.has(row.state)) return;
    const meter = this.meters.get(id) ?? new RateMeter();
    this.meters.set(id, meter);
    const now = performance.now();
    meter.note(sentBytes, now);
    const bytesPerSecond = meter.bytesPerSecond(now);
    this.change(id, { state: 'sending', sentBytes, bytesPerSecond }, false);
  }

  private stop(id: string, state: RowState, problem?: ProblemError): void {
    this.change(id, { state, bytesPerSecond: 0, ...(problem === undefined ? {} : { problem }) });
    this.fillPlaces();
  }

  private sent(id: string, sizeBytes: number): void {
    const serverId = this.transfers.get(id)?.serverId();
    this.change(id, { state: 'checking', sentBytes: sizeBytes, bytesPerSecond: 0 });
    this.fillPlaces();
    if (serverId !== undefined) void this.follow(id, serverId);
  }

  private async follow(id: string, serverId: string): Promise<void> {
    let pauseMs = POLL_MS / 4;
    while (serverStates.has(this.rows.get(id)?.state ?? 'done')) {
      await this.ask(id, serverId);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      pauseMs = Math.min(pauseMs * 1.5, POLL_MS_MAX);
    }
  }

  private async ask(id: string, serverId: string): Promise<void> {
    try {
      const path = { upload_id: serverId };
      const upload = await answer(api.GET('/api/uploads/{upload_id}', { params: { path } }));
      this.noteUpload(id, upload);
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 404 || problem.status === 410) this.stop(id, 'refused', problem);
    }
  }

  private noteUpload(id: string, upload: Upload): void {
    const row = this.rows.get(id);
    if (row === undefined || !serverStates.has(row.state) || upload.state === 'receiving') return;
    if (upload.state === 'refused') {
      const problem = upload.problem && new ProblemError(upload.problem);
      this.change(id, { state: 'refused', problem });
      return;
    }
    this.change(id, {
      state: upload.state,
      ...(upload.record_id === undefined ? {} : { recordId: upload.record_id }),
      ...(upload.receipt === undefined ? {} : { receipt: upload.receipt }),
    });
    const after = this.rows.get(id);
    if (after?.state !== 'done') return;
    for (const act of this.whenDone) act(after);
    void this.followProbe(id, after.recordId);
  }

  // The bytes are safe; whether the recording is whole, the probe says a little later.
  private async followProbe(id: string, recordId: string | undefined): Promise<void> {
    if (recordId === undefined) return;
    this.change(id, { wholeness: 'waiting' });
    const finding = await this.probes.ask(recordId, () => this.rows.has(id));
    if (finding !== undefined) this.change(id, finding);
  }

  private drop(id: string): void {
    this.transfers.get(id)?.pause();
    this.transfers.delete(id);
    this.meters.delete(id);
    this.rows.delete(id);
  }

  private change(id: string, change: Change, atOnce = true): void {
    const row = this.rows.get(id);
    if (row !== undefined) this.replace({ ...row, ...change }, atOnce);
  }

  private replace(row: Row, atOnce = true): void {
    this.rows.set(row.id, row);
    if (atOnce) this.tell();
    else this.telling ??= setTimeout(this.tellLater, TELL_MS);
  }

  private readonly tellLater = (): void => {
    this.tell();
  };

  private tell(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    const rows = [...this.rows.values()];
    this.kept = { rows, totals: totalsOf(rows) };
    for (const listener of this.listeners) listener();
  }
}
