// The SM3 digest of GB/T 32905-2016 (ISO/IEC 10118-3:2018), over bytes that are all in memory: the
// texts of checkpoints are a few hundred bytes long.
import { type Bytes, concatBytes } from './bytes';

const START = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
];

type Words = Uint32Array;

function rotate(word: number, bits: number): number {
  const by = bits % 32;
  return by === 0 ? word >>> 0 : ((word << by) | (word >>> (32 - by))) >>> 0;
}

const p0 = (word: number): number => word ^ rotate(word, 9) ^ rotate(word, 17);
const p1 = (word: number): number => word ^ rotate(word, 15) ^ rotate(word, 23);

function pad(message: Bytes): Bytes {
  const zeros = (64 - ((message.length + 9) % 64)) % 64;
  const tail = new Uint8Array(1 + zeros + 8);
  tail[0] = 0x80;
  const bits = message.length * 8;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 32));
  view.setUint32(tail.length - 4, bits >>> 0);
  return concatBytes(message, tail);
}

const at = (words: Words, index: number): number => words[index] as number;

function expand(block: DataView): Words {
  const w = new Uint32Array(68);
  for (let j = 0; j < 16; j += 1) w[j] = block.getUint32(4 * j);
  for (let j = 16; j < 68; j += 1) {
    const mixed = at(w, j - 16) ^ at(w, j - 9) ^ rotate(at(w, j - 3), 15);
    w[j] = p1(mixed) ^ rotate(at(w, j - 13), 7) ^ at(w, j - 6);
  }
  return w;
}

function compress(state: Words, block: DataView): void {
  const w = expand(block);
  let [a, b, c, d, e, f, g, h] = Array.from(state) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let j = 0; j < 64; j += 1) {
    const early = j < 16;
    const constant = early ? 0x79cc4519 : 0x7a879d8a;
    const ss1 = rotate((rotate(a, 12) + e + rotate(constant, j)) >>> 0, 7);
    const ss2 = (ss1 ^ rotate(a, 12)) >>> 0;
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = ((ff >>> 0) + d + ss2 + ((at(w, j) ^ at(w, j + 4)) >>> 0)) >>> 0;
    const tt2 = ((gg >>> 0) + h + ss1 + at(w, j)) >>> 0;
    [d, c, b, a] = [c, rotate(b, 9), a, tt1];
    [h, g, f, e] = [g, rotate(f, 19), e, p0(tt2) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = at(state, index) ^ word;
  });
}

export function sm3(message: Bytes): Bytes {
  const padded = pad(message);
  const state = Uint32Array.from(START);
  for (let place = 0; place < padded.length; place += 64) {
    compress(state, new DataView(padded.buffer, padded.byteOffset + place, 64));
  }
  const out = new Uint8Array(32);
  const view = new DataView(out.buffer);
  state.forEach((word, index) => view.setUint32(4 * index, word));
  return out;
}
