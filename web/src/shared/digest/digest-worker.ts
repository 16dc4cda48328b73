// Hashes one file off the page's own thread. WebCrypto cannot hash piece by piece, and is absent
// where the page is served without TLS; this works on files of any size.
import { sha256 } from '@noble/hashes/sha2.js';

const PIECE_BYTES = 4 * 1024 * 1024;

export type DigestNews =
  | { kind: 'progress'; doneBytes: number }
  | { kind: 'done'; sha256: string }
  | { kind: 'failed'; why: string };

function tell(news: DigestNews): void {
  postMessage(news);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function digestOf(file: Blob): Promise<string> {
  const hash = sha256.create();
  for (let place = 0; place < file.size; place += PIECE_BYTES) {
    const piece = await file.slice(place, place + PIECE_BYTES).arrayBuffer();
    hash.update(new Uint8Array(piece));
    tell({ kind: 'progress', doneBytes: place + piece.byteLength });
  }
  return hexOf(hash.digest());
}

addEventListener('message', (message: MessageEvent<Blob>) => {
  digestOf(message.data).then(
    (digest) => {
      tell({ kind: 'done', sha256: digest });
    },
    (error: unknown) => {
      tell({ kind: 'failed', why: error instanceof Error ? error.message : String(error) });
    },
  );
});
