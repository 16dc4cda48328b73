import { describe, expect, it } from 'vitest';

import { type Bytes, bytesOfBase64, bytesOfHex, hexOf } from './bytes';
import { leafHash, nodeHash, verifyInclusion } from './merkle';

const hex = (text: string): Bytes => bytesOfHex(text) as Bytes;
const b64 = (text: string): Bytes => bytesOfBase64(text) as Bytes;

// Leaves and roots published in transparency-dev/merkle, testonly/constants.go (Apache-2.0).
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

// The same repository's testdata/inclusion/{1,2,3,4}/happy-path.json.
const PUBLISHED = [
  {
    index: 0,
    size: 8,
    leaf: 'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=',
    root: 'XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=',
    path: [
      'lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=',
      'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
      'a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=',
    ],
  },
  {
    index: 5,
    size: 8,
    leaf: 'QnGia+DYqE8L1UyMMC58s6O10fpngKQLzOKHNHfatlg=',
    root: 'XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=',
    path: [
      'vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=',
      'yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=',
      '037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=',
    ],
  },
  {
    index: 2,
    size: 3,
    leaf: 'ApjRIpBtz8EIkstTpzmS/FufST6kybrbJ7eRtBJ6f+c=',
    root: 'rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=',
    path: ['+sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU='],
  },
  {
    index: 1,
    size: 5,
    leaf: 'lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=',
    root: 'Tju7H3tHjc/nH7YxYxUZo7yhLJrvyhYSv85ME6hiZNQ=',
    path: [
      'bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=',
      'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=',
      'vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=',
    ],
  },
];

// The definition of RFC 6962 §2.1, written recursively: independent of the folding under test.
function rootOf(leaves: Bytes[]): Bytes {
  if (leaves.length === 1) return leaves[0] as Bytes;
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return nodeHash(rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

function pathOf(index: number, leaves: Bytes[]): Bytes[] {
  if (leaves.length === 1) return [];
  const split = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...pathOf(index, left), rootOf(right)]
    : [...pathOf(index - split, right), rootOf(left)];
}

describe('hashing', () => {
  it('agrees with the published leaves and roots', () => {
    const hashes = LEAVES.map((leaf) => leafHash(hex(leaf)));
    ROOTS.forEach((root, place) => {
      expect(hexOf(rootOf(hashes.slice(0, place + 1)))).toBe(root);
    });
  });
});

describe('verifyInclusion', () => {
  it('accepts the published proofs', () => {
    for (const { index, size, leaf, root, path } of PUBLISHED) {
      expect(verifyInclusion(index, size, b64(leaf), path.map(b64), b64(root))).toBe(true);
    }
  });

  it('accepts every leaf of every small tree, and only at its own place', () => {
    for (let size = 1; size <= 24; size += 1) {
      const leaves = Array.from({ length: size }, (_, n) => leafHash(Uint8Array.of(n)));
      const root = rootOf(leaves);
      leaves.forEach((leaf, index) => {
        const path = pathOf(index, leaves);
        expect(verifyInclusion(index, size, leaf, path, root)).toBe(true);
        for (let other = 0; other <= size; other += 1) {
          if (other !== index) expect(verifyInclusion(other, size, leaf, path, root)).toBe(false);
        }
      });
    }
  });

  it('refuses each flipped byte, a missing hash and one too many', () => {
    const { index, size, leaf, root, path } = PUBLISHED[3] as (typeof PUBLISHED)[0];
    const good = path.map(b64);
    good.forEach((hash, place) => {
      hash.forEach((byte, at) => {
        const bad = good.map((each) => each.slice());
        (bad[place] as Bytes)[at] = byte ^ 1;
        expect(verifyInclusion(index, size, b64(leaf), bad, b64(root))).toBe(false);
      });
    });
    expect(verifyInclusion(index, size, b64(leaf), good.slice(1), b64(root))).toBe(false);
    expect(verifyInclusion(index, size, b64(leaf), [...good, b64(leaf)], b64(root))).toBe(false);
  });

  it('counts beyond 32 bits', () => {
    const size = 2 ** 40;
    const leaf = leafHash(hex('ff'));
    const path = Array.from({ length: 40 }, (_, n) => leafHash(Uint8Array.of(n)));
    let root = leaf;
    for (const hash of path) root = nodeHash(hash, root);
    expect(verifyInclusion(size - 1, size, leaf, path, root)).toBe(true);
    expect(verifyInclusion(size - 2, size, leaf, path, root)).toBe(false);
  });
});
