// A large file that no disk or network can make small: every MiB differs from every other.
import { createHash, randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';

const mib = 1024 * 1024;

/** Writes it (fast: one block of chance, marked anew for each MiB) and answers its SHA-256. */
export async function writeBigFile(path, sizeMib) {
  const block = randomBytes(mib);
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  try {
    for (let at = 0; at < sizeMib; at += 1) {
      for (let mark = 0; mark < mib; mark += 4096) block.writeUInt32LE(at + 1, mark);
      hash.update(block);
      await file.write(block);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
