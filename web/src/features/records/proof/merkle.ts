// The Merkle tree of RFC 6962 §2.1, SHA-256 only: what a stranger needs to check that an entry
// stands in a log. Pure functions.
import { sha256 } from '@noble/hashes/sha2.js';

import { type Bytes, concatBytes, equalBytes } from './bytes';

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

export function leafHash(entry: Bytes): Bytes {
  return sha256(concatBytes(LEAF_PREFIX, entry));
}

export function nodeHash(left: Bytes, right: Bytes): Bytes {
  return sha256(concatBytes(NODE_PREFIX, left, right));
}

// One step upward: the hash beside, on which side it stands, and what both make together.
export interface Fold {
  side: 'left' | 'right';
  hash: Bytes;
  result: Bytes;
}

// Folds the path up from a leaf (RFC 9162 §2.1.3.2). Null when the path does not have exactly the
// hashes that a tree of this size needs; the last result (or the leaf) is the root it leads to.
export function foldUp(
  index: number,
  size: number,
  leaf: Bytes,
  path: readonly Bytes[],
): Fold[] | null {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size)) return null;
  if (index < 0 || index >= size) return null;
  const folds: Fold[] = [];
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const beside of path) {
    if (last === 0 || beside.length !== 32) return null;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(beside, hash);
      folds.push({ side: 'left', hash: beside, result: hash });
      while (place % 2 === 0 && place !== 0) {
        place /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, beside);
      folds.push({ side: 'right', hash: beside, result: hash });
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? folds : null;
}

export function verifyInclusion(
  index: number,
  size: number,
  leaf: Bytes,
  path: readonly Bytes[],
  root: Bytes,
): boolean {
  const folds = foldUp(index, size, leaf, path);
  return folds !== null && equalBytes(folds.at(-1)?.result ?? leaf, root);
}
