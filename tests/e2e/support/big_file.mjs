// A large file that no disk or network can make small: every MiB differs from every other.
import { createHash, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';

const mib = 1024 * 1024;

/** The head of a sound recording (PCM, 48 kHz, stereo) that makes the whole file that long. */
function waveHead(bytes) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(bytes - 8, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(48_000, 24);
  head.writeUInt32LE(48_000 * 4, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(bytes - 44, 40);
  return head;
}

/**
 * Writes it (fast: one block of chance, marked anew for each MiB) and answers its SHA-256. A name
 * that ends in .wav makes it a recording that the probe can read; others are nothing but noise.
 */
export async function writeBigFile(path, sizeMib) {
  const block = randomBytes(mib);
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    for (let at = 0; at < sizeMib; at += 1) {
      for (let mark = 0; mark < mib; mark += 4096) block.writeUInt32LE(at + 1, mark);
      if (at === 0 && path.endsWith('.wav')) waveHead(sizeMib * mib).copy(block);
      hash.update(block);
      await file.write(block);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
