// Files as recorders make them, each with bytes of its own.
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mediaFolder } from './settings.mjs';

/** A demonstration recording with a `free` box behind it (ISO/IEC 14496-12 §8.1.2): new bytes. */
export async function cameraBytes(name = 'DSJ0003_20260305_091000.mp4') {
  const recording = await readFile(join(mediaFolder, name));
  const box = Buffer.alloc(32);
  box.writeUInt32BE(box.length, 0);
  box.write('free', 4, 'latin1');
  randomBytes(24).copy(box, 8);
  return Buffer.concat([recording, box]);
}

export async function writeCameraFile(path, name) {
  const bytes = await cameraBytes(name);
  await writeFile(path, bytes);
  return bytes;
}
