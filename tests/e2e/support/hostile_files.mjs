// Files that nobody should trust.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { mediaFolder } from './settings.mjs';

const crcTable = Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = crcTable[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

function pngChunk(type, body) {
  const chunk = Buffer.alloc(12 + body.length);
  chunk.writeUInt32BE(body.length, 0);
  chunk.write(type, 4, 'latin1');
  body.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length);
  return chunk;
}

/** A few MB that say they are gigabytes of black: side × side grey pixels, all well-formed. */
export function pngBomb(side = 60_000) {
  const pieceBytes = 8 << 20;
  const size = side * (side + 1); // each line begins with its filter byte
  const flush = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
  const piece = deflateRawSync(Buffer.alloc(pieceBytes), flush); // stands by itself: repeatable
  const rest = deflateRawSync(Buffer.alloc(size % pieceBytes), { level: 9 });
  const adler = Buffer.alloc(4); // of zeros: a stays 1, b counts them
  adler.writeUInt32BE(((size % 65521) * 65536 + 1) >>> 0);
  const pieces = Array(Math.floor(size / pieceBytes)).fill(piece);
  const data = Buffer.concat([Buffer.from([0x78, 0xda]), ...pieces, rest, adler]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', head),
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A recorder that lost its power: the index at the end of the file never came. */
export async function cutVideo(share = 0.6) {
  const whole = await readFile(join(mediaFolder, 'DSJ0003_20260305_091000.mp4'));
  return whole.subarray(0, Math.floor(whole.length * share));
}

/** A stream that is cut loses only its end. */
export async function cutStream() {
  const whole = await readFile(join(mediaFolder, 'JK0002_20260307_083000.ts'));
  return whole.subarray(0, Math.floor(whole.length * 0.5));
}

export const noise = (size = 200_000) => randomBytes(size);

/** Names as an attacker writes them, and a pattern that the shown name must fit. */
export const hostileNames = [
  ['../../../etc/passwd', /^passwd$/],
  ['..\\..\\windows\\system32\\a.mp4', /^a\.mp4$/],
  ['/etc/shadow', /^shadow$/],
  ['..', /^unnamed$/],
  ['照片\u202Egpj.exe', /^照片.?gpj\.exe$/],
  [`${'长'.repeat(300)}.mp4`, /^长{1,255}/],
  ['a\u0000b.mp4', /^a.?b\.mp4$/],
  ['一行\r\nSet-Cookie: x=1.mp4', /^一行.*\.mp4$/],
  ['<img src=x onerror=alert(1)>.png', /onerror=alert/],
  ['{{constructor}}.csv', /constructor/],
  ['"; DROP TABLE record; --.csv', /DROP TABLE/],
];
