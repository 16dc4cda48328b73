// One file on its way to the server, by tus 1.0.0. Survives a server that restarts (the retries
// last for two hours) and a page that is loaded again (the same file chosen again goes on).
import { defaultOptions, Upload } from 'tus-js-client';
import type { DetailedError, HttpRequest, HttpResponse } from 'tus-js-client';
import { answer, api, asProblem, csrfHeaders } from '@/shared/api/client';
import { ProblemError, problemOf } from '@/shared/api/client';
import { setCsrf } from '@/shared/api/http';
import type { Target } from './row';

const CHUNK_BYTES = 64 * 1024 * 1024;
const RETRY_MS = 5000;
const RETRY_DELAYS = [0, 500, 1000, 2000, 3000, ...Array<number>(1440).fill(RETRY_MS)];

// A refusal that must not be taken for "this upload is gone, begin another".
class RefusedError extends Error {
  readonly status: number;
  readonly body: string;

  constructor(response: HttpResponse) {
    super(`refused with ${String(response.getStatus())}`);
    this.status = response.getStatus();
    this.body = response.getBody();
  }
}

export interface TransferEvents {
  onServerId: (id: string) => void;
  onProgress: (sentBytes: number) => void;
  onWaiting: () => void;
  onSent: () => void;
  onSignedOut: () => void;
  onRefused: (problem: ProblemError, final: boolean) => void;
}

export function fingerprintOf(file: File, target: Target, accountId: string): string {
  const parts = [accountId, target.actId, target.deviceId ?? '', target.recordKind ?? ''];
  return ['liuhen', ...parts, file.name, file.size, file.lastModified].join('::');
}

export function metadataOf(
  file: File,
  target: Target,
  sha256: string | undefined,
): Record<string, string> {
  return {
    filename: file.name,
    case_id: target.caseId,
    act_id: target.actId,
    ...(target.deviceId === undefined ? {} : { device_id: target.deviceId }),
    ...(target.recordKind === undefined ? {} : { record_kind: target.recordKind }),
    ...(sha256 === undefined ? {} : { sha256 }),
  };
}

/** Whether a refusal may go away by itself: the server is down, busy, or still holds the upload. */
export function passesByItself(status: number): boolean {
  if (status === 507) return false; // a full disk needs a person
  return status === 0 || status >= 500 || status === 409 || status === 423 || status === 429;
}

type TusError = Error & Partial<DetailedError>;

function refusalIn(error: TusError): { status: number; body: string } | undefined {
  if (error.causingError instanceof RefusedError) return error.causingError;
  const status = error.originalResponse?.getStatus() ?? 0;
  return status === 0 ? undefined : { status, body: error.originalResponse?.getBody() ?? '' };
}

function statusOf(error: TusError): number {
  return refusalIn(error)?.status ?? 0;
}

// The client lets go of an upload when asking for its offset is refused; only "gone" means gone.
function keepHold(request: HttpRequest, response: HttpResponse): void {
  const status = response.getStatus();
  const gone = status === 404 || status === 410 || status === 423;
  if (
    status === 401 ||
    (request.getMethod() === 'HEAD' && status >= 400 && status < 500 && !gone)
  ) {
    throw new RefusedError(response);
  }
}

// A session that was renewed elsewhere has another token.
async function renewCsrf(): Promise<void> {
  setCsrf((await answer(api.GET('/api/session'))).csrf);
}

async function problemIn(error: TusError): Promise<ProblemError> {
  const refusal = refusalIn(error);
  if (refusal !== undefined) {
    return problemOf(new Response(refusal.body || null, { status: refusal.status }));
  }
  if (error.originalRequest === undefined) return asProblem(error);
  return new ProblemError({
    type: 'unreachable',
    title: 'unreachable',
    status: 0,
    detail_zh: '长时间连不上服务器，上传已停下。已到达的部分不会丢失，网络恢复后请点“重试”。',
    detail_en:
      'The server could not be reached for a long time, so sending has stopped. ' +
      'What has arrived is kept; choose Retry when the network is back.',
  });
}

function withCsrf(request: HttpRequest): void {
  for (const [name, value] of Object.entries(csrfHeaders())) request.setHeader(name, value);
}

export class Transfer {
  private readonly upload: Upload;
  private readonly events: TransferEvents;
  private started = false;
  private renewed = false;

  constructor(
    file: File,
    target: Target,
    accountId: string,
    sha256: string | undefined,
    events: TransferEvents,
  ) {
    this.events = events;
    this.upload = new Upload(file, {
      endpoint: '/api/uploads',
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS,
      metadata: metadataOf(file, target, sha256),
      fingerprint: () => Promise.resolve(fingerprintOf(file, target, accountId)),
      removeFingerprintOnSuccess: true,
      onBeforeRequest: withCsrf,
      onAfterResponse: keepHold,
      onShouldRetry: (error) => this.shouldRetry(error),
      onUploadUrlAvailable: () => {
        const id = this.serverId();
        if (id !== undefined) events.onServerId(id);
      },
      onProgress: (sentBytes) => {
        this.renewed = false;
        events.onProgress(sentBytes);
      },
      onSuccess: () => {
        events.onSent();
      },
      onError: (error) => {
        void this.fail(error);
      },
    });
  }

  serverId(): string | undefined {
    return this.upload.url?.split('/').at(-1) || undefined;
  }

  async start(): Promise<void> {
    if (!this.started) {
      this.started = true;
      const earlier = await this.upload.findPreviousUploads().catch(() => []);
      const newest = earlier.sort((a, b) => a.creationTime.localeCompare(b.creationTime)).at(-1);
      if (newest !== undefined) this.upload.resumeFromPreviousUpload(newest);
    }
    this.upload.start();
  }

  pause(): void {
    void this.upload.abort();
  }

  private shouldRetry(error: TusError): boolean {
    const status = statusOf(error);
    if ((status === 401 || status === 403) && !this.renewed) {
      this.renewed = true;
      // The retry shows whether it helped; when nobody is signed in, the page hears of it.
      renewCsrf().catch(() => undefined);
      return true;
    }
    if (!passesByItself(status)) return false;
    this.events.onWaiting();
    return true;
  }

  private async fail(error: TusError): Promise<void> {
    const status = statusOf(error);
    if (status === 401) {
      this.events.onSignedOut();
      return;
    }
    const final = status >= 400 && status < 500 && !passesByItself(status);
    this.events.onRefused(await problemIn(error), final);
  }
}

/** What this browser remembers of an upload begun on an earlier page. */
export async function recallTarget(serverId: string): Promise<Partial<Target>> {
  const all = await defaultOptions.urlStorage.findAllUploads().catch(() => []);
  const found = all.find((upload) => upload.uploadUrl?.endsWith(`/${serverId}`))?.metadata;
  if (found === undefined) return {};
  return {
    deviceId: found['device_id'],
    recordKind: found['record_kind'] as Target['recordKind'],
  };
}

/** Gives an unfinished upload up on the server; what has arrived is thrown away there. */
export async function terminateUpload(serverId: string): Promise<void> {
  const response = await fetch(`/api/uploads/${serverId}`, {
    method: 'DELETE',
    credentials: 'same-origin',
    headers: { 'Tus-Resumable': '1.0.0', ...csrfHeaders() },
  });
  if (!response.ok && response.status !== 404 && response.status !== 410) {
    throw await problemOf(response);
  }
}
