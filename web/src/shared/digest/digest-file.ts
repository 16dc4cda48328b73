import type { DigestNews } from './digest-worker';

export interface DigestOptions {
  onProgress?: (doneBytes: number) => void;
  signal?: AbortSignal;
}

/** SHA-256 of a file in lower hex, computed on this computer by a worker. */
export function digestFile(file: Blob, options: DigestOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./digest-worker.ts', import.meta.url), { type: 'module' });
    const finish = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    options.signal?.addEventListener('abort', () => {
      finish(() => {
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
    worker.addEventListener('message', ({ data }: MessageEvent<DigestNews>) => {
      if (data.kind === 'progress') options.onProgress?.(data.doneBytes);
      if (data.kind === 'done')
        finish(() => {
          resolve(data.sha256);
        });
      if (data.kind === 'failed')
        finish(() => {
          reject(new Error(data.why));
        });
    });
    worker.addEventListener('error', (event) => {
      finish(() => {
        reject(new Error(event.message || 'the worker did not start'));
      });
    });
    worker.postMessage(file);
  });
}
