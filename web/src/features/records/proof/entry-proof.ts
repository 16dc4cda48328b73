// Follows a claim of the page down to the log's signature, and says of each step whether it holds.
// Nothing here asks the server: it is arithmetic over what the server has handed out.
import {
  type Bytes,
  base64Of,
  bytesOfBase64,
  bytesOfUtf8,
  equalBytes,
  hexOf,
  isWellFormed,
} from './bytes';
import { canonicalJson } from './canonical-json';
import { type Fold, foldUp, leafHash } from './merkle';
import { type Checkpoint, type SignedNote, type VerifierKey } from './note';
import { parseCheckpoint, parseNote, parseVkey, sameKey, verifyNote } from './note';
import { sm2PointOfPem, verifySm2 } from './sm2';

// The contract's EntryProof.
export interface EntryProof {
  index: number;
  entry: string;
  tree_size: number;
  hashes: string[];
  checkpoint: string;
  checkpoint_sm2: string;
  vkey: string;
  sm2_public_key: string;
}

// What the page says about a record: the entry must be about it and hold exactly these members.
export interface Claim {
  index?: number; // of the entry that was asked for
  recordId?: string;
  members: Readonly<Record<string, string | number | boolean>>;
}

export type StepName = 'entry' | 'path' | 'root' | 'note' | 'key' | 'sm2' | 'claim';
// 'unknown': there is nothing to compare with; neither for nor against.
export type StepState = 'good' | 'bad' | 'unknown';
export type Why =
  | 'entry_not_text'
  | 'entry_other'
  | 'path_wrong_length'
  | 'hash_not_base64'
  | 'note_malformed'
  | 'checkpoint_malformed'
  | 'size_differs'
  | 'root_differs'
  | 'vkey_malformed'
  | 'origin_differs'
  | 'note_unsigned'
  | 'signature_bad'
  | 'key_not_pinned'
  | 'key_differs'
  | 'sm2_key_malformed'
  | 'sm2_absent'
  | 'entry_not_canonical'
  | 'record_differs'
  | 'member_absent'
  | 'member_differs'
  | 'earlier_step';

export interface StepValue {
  name: string;
  value: string;
}

export interface ProofStep {
  what: StepName;
  state: StepState;
  why?: Why;
  values: StepValue[];
}

export interface ProofReport {
  good: boolean; // no step is bad
  steps: ProofStep[];
  folds: Fold[];
  leaf: Bytes;
  checkpoint: Checkpoint | null;
  key: VerifierKey | null;
}

function step(what: StepName, why: Why | undefined, values: StepValue[]): ProofStep {
  return why === undefined ? { what, state: 'good', values } : { what, state: 'bad', why, values };
}

function entryStep(proof: EntryProof, leaf: Bytes, asked: number | undefined): ProofStep {
  const { entry, index } = proof;
  const values = [
    { name: 'entry_bytes', value: String(bytesOfUtf8(entry).length) },
    { name: 'leaf_hash', value: hexOf(leaf) },
  ];
  if (asked !== undefined && asked !== index) return step('entry', 'entry_other', values);
  return step('entry', isWellFormed(entry) ? undefined : 'entry_not_text', values);
}

function foldsOf(proof: EntryProof, leaf: Bytes): Fold[] | Why {
  const path: Bytes[] = [];
  for (const text of proof.hashes) {
    const hash = bytesOfBase64(text);
    if (hash?.length !== 32) return 'hash_not_base64';
    path.push(hash);
  }
  return foldUp(proof.index, proof.tree_size, leaf, path) ?? 'path_wrong_length';
}

function pathStep(proof: EntryProof, folds: Fold[] | Why): ProofStep {
  return step('path', Array.isArray(folds) ? undefined : folds, [
    { name: 'index', value: String(proof.index) },
    { name: 'tree_size', value: String(proof.tree_size) },
    { name: 'path_length', value: String(proof.hashes.length) },
  ]);
}

function rootStep(
  proof: EntryProof,
  computed: Bytes | null,
  checkpoint: Checkpoint | null,
): ProofStep {
  const values: StepValue[] = [];
  if (computed !== null) values.push({ name: 'root_computed', value: base64Of(computed) });
  if (checkpoint === null) return step('root', 'checkpoint_malformed', values);
  values.push({ name: 'root_in_checkpoint', value: base64Of(checkpoint.root) });
  if (checkpoint.size !== proof.tree_size) return step('root', 'size_differs', values);
  if (computed === null) return step('root', 'earlier_step', values);
  return step('root', equalBytes(computed, checkpoint.root) ? undefined : 'root_differs', values);
}

function noteStep(
  note: SignedNote | null,
  checkpoint: Checkpoint | null,
  key: VerifierKey | null,
): ProofStep {
  const values: StepValue[] = [];
  if (checkpoint !== null) values.push({ name: 'origin', value: checkpoint.origin });
  if (key !== null) values.push({ name: 'log_key', value: `${key.name}+${key.id}` });
  if (key === null) return step('note', 'vkey_malformed', values);
  if (note === null) return step('note', 'note_malformed', values);
  if (checkpoint?.origin !== key.name) return step('note', 'origin_differs', values);
  const verdict = verifyNote(note, key);
  const why = { good: undefined, bad: 'signature_bad', unsigned: 'note_unsigned' } as const;
  return step('note', why[verdict], values);
}

// The server hands out its own key, so a good signature alone says little: the key must be the one
// known from elsewhere (paper, another office, an earlier visit).
function keyStep(key: VerifierKey | null, pinned: string | undefined): ProofStep {
  const values = key === null ? [] : [{ name: 'key_id', value: key.id }];
  if (key === null) return step('key', 'vkey_malformed', values);
  if (pinned === undefined) return { what: 'key', state: 'unknown', why: 'key_not_pinned', values };
  const known = parseVkey(pinned);
  if (known === null) return step('key', 'vkey_malformed', values);
  values.push({ name: 'key_id_pinned', value: known.id });
  return step('key', sameKey(known, key) ? undefined : 'key_differs', values);
}

// The signature that belongs to this checkpoint, whether handed out alone or as the lines of the
// file checkpoint.sm2 (size, root, signature).
function sm2SignatureOf(text: string, checkpoint: Checkpoint): string | null {
  if (!text.trim().includes(' ')) return text.trim() || null;
  const start = `${checkpoint.size} ${base64Of(checkpoint.root)} `;
  const line = text.split('\n').find((candidate) => candidate.startsWith(start));
  return line?.slice(start.length) ?? null;
}

function sm2Step(
  proof: EntryProof,
  note: SignedNote | null,
  checkpoint: Checkpoint | null,
): ProofStep {
  if (note === null || checkpoint === null) return step('sm2', 'checkpoint_malformed', []);
  const signature = sm2SignatureOf(proof.checkpoint_sm2, checkpoint);
  if (signature === null) return { what: 'sm2', state: 'unknown', why: 'sm2_absent', values: [] };
  const point = sm2PointOfPem(proof.sm2_public_key);
  if (point === null) return step('sm2', 'sm2_key_malformed', []);
  const good = verifySm2(proof.sm2_public_key, bytesOfUtf8(note.text), signature);
  return step('sm2', good ? undefined : 'signature_bad', [
    { name: 'sm2_key', value: hexOf(point).slice(2, 34) + '…' },
  ]);
}

type Members = Record<string, unknown>;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// Null unless the text is one object in canonical form: then it has one reading only.
function readEntry(text: string): Members | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && canonicalJson(value) === text ? value : null;
  } catch {
    return null;
  }
}

function claimStep(proof: EntryProof, claim: Claim): ProofStep {
  const values: StepValue[] = [];
  const entry = readEntry(proof.entry);
  if (entry === null) return step('claim', 'entry_not_canonical', values);
  values.push({ name: 'entry_kind', value: String(entry.kind ?? '') });
  values.push({ name: 'entry_time', value: String(entry.time ?? '') });
  if (claim.recordId !== undefined && entry.subject !== `record:${claim.recordId}`) {
    return step('claim', 'record_differs', values);
  }
  const body = isObject(entry.body) ? entry.body : {};
  let why: Why | undefined;
  for (const [name, claimed] of Object.entries(claim.members)) {
    const found = body[name];
    values.push({ name: `member:${name}`, value: String(found ?? '—') });
    if (found !== claimed) why ??= found === undefined ? 'member_absent' : 'member_differs';
  }
  return step('claim', why, values);
}

// `pinned`: the vkey that is known from elsewhere, when there is one.
export function checkEntryProof(proof: EntryProof, claim: Claim, pinned?: string): ProofReport {
  const leaf = leafHash(bytesOfUtf8(proof.entry));
  const folds = foldsOf(proof, leaf);
  const computed = Array.isArray(folds) ? (folds.at(-1)?.result ?? leaf) : null;
  const note = parseNote(proof.checkpoint);
  const checkpoint = note === null ? null : parseCheckpoint(note.text);
  const key = parseVkey(proof.vkey);
  const steps = [
    entryStep(proof, leaf, claim.index),
    pathStep(proof, folds),
    rootStep(proof, computed, checkpoint),
    noteStep(note, checkpoint, key),
    keyStep(key, pinned),
    sm2Step(proof, note, checkpoint),
    claimStep(proof, claim),
  ];
  return {
    good: steps.every((each) => each.state !== 'bad'),
    steps,
    folds: Array.isArray(folds) ? folds : [],
    leaf,
    checkpoint,
    key,
  };
}

/** One word over all steps; good only when nothing is left open. */
export function verdictOf(report: ProofReport): 'good' | 'open' | 'bad' {
  if (!report.good) return 'bad';
  return report.steps.every((each) => each.state === 'good') ? 'good' : 'open';
}
