import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';

import { type Bytes, base64Of, bytesOfHex, bytesOfUtf8, concatBytes } from './bytes';
import { canonicalJson } from './canonical-json';
import { checkEntryProof, verdictOf } from './entry-proof';
import type { Claim, EntryProof, ProofStep } from './entry-proof';
import { leafHash, nodeHash } from './merkle';
import { keyIdOf } from './note';

const SEED = new Uint8Array(32).fill(7);
const KEY = ed25519.getPublicKey(SEED);
const ORIGIN = 'log.example/liuhen';
const VKEY = `${ORIGIN}+${keyIdOf(ORIGIN, KEY)}+${base64Of(concatBytes(Uint8Array.of(1), KEY))}`;
const RECORD = '0b5c7f0e-6a53-4f5e-8d8e-111111111111';
const MEMBERS = { sha256: 'ab'.repeat(32), sm3: 'cd'.repeat(32), size_bytes: 5 };
const CLAIM: Claim = { recordId: RECORD, members: MEMBERS };

function signedNote(text: string): string {
  const id = bytesOfHex(keyIdOf(ORIGIN, KEY)) as Bytes;
  const signature = ed25519.sign(bytesOfUtf8(text), SEED);
  return `${text}\n\u2014 ${ORIGIN} ${base64Of(concatBytes(id, signature))}\n`;
}

// The middle one of three entries.
function proofOf(entry: string): EntryProof {
  const [first, last] = [leafHash(bytesOfUtf8('first')), leafHash(bytesOfUtf8('last'))];
  const root = nodeHash(nodeHash(first, leafHash(bytesOfUtf8(entry))), last);
  return {
    index: 1,
    entry,
    tree_size: 3,
    hashes: [base64Of(first), base64Of(last)],
    checkpoint: signedNote(`${ORIGIN}\n3\n${base64Of(root)}\n`),
    checkpoint_sm2: '',
    vkey: VKEY,
    sm2_public_key: '',
  };
}

const ENTRY = canonicalJson({
  kind: 'record.deposited',
  time: '2026-11-24T01:02:03.004Z',
  actor: 'account:x',
  subject: `record:${RECORD}`,
  body: { ...MEMBERS, file_name: '现场.mp4' },
});
const PROOF = proofOf(ENTRY);

function statesOf(proof: EntryProof, claim = CLAIM, pinned?: string): Record<string, string> {
  const report = checkEntryProof(proof, claim, pinned);
  const state = ({ state, why }: ProofStep): string => (state === 'good' ? 'good' : (why ?? state));
  return Object.fromEntries(report.steps.map((each) => [each.what, state(each)]));
}

const GOOD = {
  entry: 'good',
  path: 'good',
  root: 'good',
  note: 'good',
  key: 'key_not_pinned',
  sm2: 'sm2_absent',
  claim: 'good',
};

describe('checkEntryProof', () => {
  it('accepts an honest proof, and says what it could not compare', () => {
    expect(statesOf(PROOF)).toEqual(GOOD);
    expect(statesOf(PROOF, CLAIM, VKEY)).toEqual({ ...GOOD, key: 'good' });
    expect(checkEntryProof(PROOF, CLAIM).good).toBe(true);
  });

  it('claims success over all only when no step is left open', () => {
    const open = checkEntryProof(PROOF, CLAIM);
    expect(verdictOf(open)).toBe('open');
    const steps = open.steps.map((each) => ({ ...each, state: 'good' as const }));
    expect(verdictOf({ ...open, steps })).toBe('good');
    expect(verdictOf(checkEntryProof({ ...PROOF, index: 0 }, CLAIM))).toBe('bad');
  });

  it('notices a changed entry', () => {
    const changed = { ...PROOF, entry: PROOF.entry.replace('01:02:03', '01:02:04') };
    expect(statesOf(changed)).toEqual({ ...GOOD, root: 'root_differs' });
  });

  it('notices another place, another size and a path of the wrong length', () => {
    expect(statesOf({ ...PROOF, index: 0 }).root).toBe('root_differs');
    expect(statesOf({ ...PROOF, index: 3 }).path).toBe('path_wrong_length');
    expect(statesOf({ ...PROOF, tree_size: 4 }).root).toBe('size_differs');
    expect(statesOf({ ...PROOF, hashes: PROOF.hashes.slice(1) }).path).toBe('path_wrong_length');
    expect(statesOf({ ...PROOF, hashes: ['x', 'y'] }).path).toBe('hash_not_base64');
  });

  it('notices a checkpoint that this key did not sign', () => {
    const changed = PROOF.checkpoint.replace('\n3\n', '\n4\n');
    expect(statesOf({ ...PROOF, checkpoint: changed, tree_size: 4 }).note).toBe('signature_bad');
    expect(statesOf({ ...PROOF, checkpoint: 'x' }).note).toBe('note_malformed');
    expect(statesOf({ ...PROOF, vkey: 'x' }).note).toBe('vkey_malformed');
  });

  it('notices a key other than the known one', () => {
    const other = ed25519.getPublicKey(new Uint8Array(32).fill(8));
    const coded = base64Of(concatBytes(Uint8Array.of(1), other));
    const vkey = `${ORIGIN}+${keyIdOf(ORIGIN, other)}+${coded}`;
    expect(statesOf(PROOF, CLAIM, vkey).key).toBe('key_differs');
    expect(statesOf({ ...PROOF, vkey }).note).toBe('note_unsigned');
  });

  it('notices a page that shows something else than the entry says', () => {
    const showing = (more: object) => ({ ...CLAIM, members: { ...MEMBERS, ...more } });
    expect(statesOf(PROOF, showing({ sha256: 'ac'.repeat(32) })).claim).toBe('member_differs');
    expect(statesOf(PROOF, showing({ size_bytes: 6 })).claim).toBe('member_differs');
    expect(statesOf(PROOF, showing({ size_bytes: '5' })).claim).toBe('member_differs');
    expect(statesOf(PROOF, showing({ purpose: 'x' })).claim).toBe('member_absent');
    const other = { ...CLAIM, recordId: RECORD.replace('0b', '0c') };
    expect(statesOf(PROOF, other).claim).toBe('record_differs');
  });

  it('notices the proof of another entry than was asked for', () => {
    expect(statesOf(PROOF, { ...CLAIM, index: 1 })).toEqual(GOOD);
    expect(statesOf(PROOF, { ...CLAIM, index: 2 }).entry).toBe('entry_other');
  });

  it('refuses an entry that can be read in two ways', () => {
    const twice = ENTRY.replace('"sm3"', '"sha256":"00","sm3"');
    expect(statesOf(proofOf(twice)).claim).toBe('entry_not_canonical');
    expect(statesOf(proofOf(`${ENTRY} `)).claim).toBe('entry_not_canonical');
    expect(statesOf(proofOf('[]')).claim).toBe('entry_not_canonical');
  });

  it('checks the SM2 signature that stands in the lines of checkpoint.sm2', () => {
    expect(statesOf({ ...PROOF, checkpoint_sm2: 'MAYCAQECAQE=' }).sm2).toBe('sm2_key_malformed');
    const otherSize = '2 AAAA MAYCAQECAQE=\n';
    expect(statesOf({ ...PROOF, checkpoint_sm2: otherSize }).sm2).toBe('sm2_absent');
  });
});
