// @vitest-environment node
// The vectors that the server's own ledger is tested with: made by other implementations, or by the
// server's writer of entries. Sources: tests/vectors/ledger/README.md.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { type Bytes, bytesOfBase64, bytesOfUtf8, hexOf } from './bytes';
import { canonicalJson } from './canonical-json';
import { leafHash, verifyInclusion } from './merkle';
import { parseCheckpoint, parseNote, parseVkey, verifyNote } from './note';
import type { SignedNote, VerifierKey } from './note';

const folder = new URL('../../../../../tests/vectors/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const b64 = (text: string): Bytes => bytesOfBase64(text) as Bytes;

interface Inclusion {
  index: number;
  size: number;
  leaf: string;
  root: string;
  proof: string[];
  what: string;
  good: boolean;
}

interface Proofs {
  leaves: string[];
  inclusion: Inclusion[];
  large: { inclusion: Inclusion[] };
}

interface Notes {
  text: string;
  peter_vkey: string;
  peter_signature: string;
  enoch_vkey: string;
  enoch_signature: string;
  bad_vkeys: string[];
  malformed_notes: string[];
}

describe('merkle_proofs.json', () => {
  const proofs = JSON.parse(read('ledger/merkle_proofs.json')) as Proofs;

  it('agrees on every verdict', () => {
    expect(proofs.inclusion.length).toBeGreaterThan(50);
    for (const { index, size, leaf, root, proof, what, good } of proofs.inclusion) {
      const verdict = verifyInclusion(index, size, b64(leaf), proof.map(b64), b64(root));
      expect(verdict, `${what} (${String(index)} of ${String(size)})`).toBe(good);
    }
  });

  it('agrees through several levels of a tree of 70,000 entries', () => {
    expect(proofs.large.inclusion.length).toBeGreaterThan(5);
    for (const { index, size, leaf, root, proof } of proofs.large.inclusion) {
      expect(hexOf(leafHash(bytesOfUtf8(String(index))))).toBe(hexOf(b64(leaf)));
      expect(verifyInclusion(index, size, b64(leaf), proof.map(b64), b64(root))).toBe(true);
      expect(verifyInclusion(index + 1, size, b64(leaf), proof.map(b64), b64(root))).toBe(false);
    }
  });

  it('agrees on the leaf of nothing', () => {
    expect(hexOf(leafHash(b64(proofs.leaves[0] ?? 'x')))).toMatch(/^6e340b9c/);
  });
});

describe('notes.json', () => {
  const notes = JSON.parse(read('ledger/notes.json')) as Notes;

  it('verifies both signatures and refuses the bad keys and notes', () => {
    const note = parseNote(`${notes.text}\n${notes.peter_signature}${notes.enoch_signature}`);
    for (const vkey of [notes.peter_vkey, notes.enoch_vkey]) {
      expect(verifyNote(note as SignedNote, parseVkey(vkey) as VerifierKey)).toBe('good');
    }
    for (const vkey of notes.bad_vkeys) expect(parseVkey(vkey)).toBeNull();
    for (const text of notes.malformed_notes) expect(parseNote(text), text).toBeNull();
  });
});

describe('tessera', () => {
  it('reads each checkpoint of a foreign log', () => {
    for (let size = 0; size <= 15; size += 1) {
      const note = parseNote(read(`ledger/tessera/checkpoint.${String(size)}`));
      expect(parseCheckpoint(note?.text ?? '')?.size).toBe(size);
    }
  });
});

describe('entries', () => {
  it('are canonical as the server writes them', () => {
    const names = readdirSync(new URL('entry/', folder)).filter((name) => name.endsWith('.json'));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const text = read(`entry/${name}`).trim();
      expect(canonicalJson(JSON.parse(text)), name).toBe(text);
    }
  });
});
