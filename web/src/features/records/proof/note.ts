// Signed notes and their verifier keys (C2SP signed-note v1.0.0, Ed25519), and the checkpoint that
// such a note holds (C2SP tlog-checkpoint v1.0.0). Pure functions; null means: not in that form.
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

import {
  type Bytes,
  bytesOfBase64,
  bytesOfUtf8,
  concatBytes,
  equalBytes,
  hexOf,
  isWellFormed,
} from './bytes';

const NOTE_LENGTH_MAX = 1_000_000;
const SIGNATURES_MAX = 100;
const ED25519_TYPE = 1;

export interface VerifierKey {
  name: string;
  id: string; // eight hexadecimal digits
  key: Bytes; // 32 bytes
}

export interface NoteSignature {
  name: string;
  id: string;
  signature: Bytes;
}

export interface SignedNote {
  text: string; // the signed bytes, final newline included
  signatures: NoteSignature[];
}

export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
}

function isKeyName(name: string): boolean {
  return name !== '' && isWellFormed(name) && !/[\s+\p{Cc}]/u.test(name);
}

// First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
export function keyIdOf(name: string, key: Bytes): string {
  const hashed = concatBytes(bytesOfUtf8(name), Uint8Array.of(0x0a, ED25519_TYPE), key);
  return hexOf(sha256(hashed).slice(0, 4));
}

// <name>+<key id>+base64(0x01 ‖ public key). Refuses a key whose id is not its own.
export function parseVkey(text: string): VerifierKey | null {
  const parts = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text.trim());
  const [name, id, coded] = [parts?.[1], parts?.[2], parts?.[3]];
  if (name === undefined || id === undefined || coded === undefined) return null;
  const bytes = bytesOfBase64(coded);
  if (!isKeyName(name) || bytes?.length !== 33 || bytes[0] !== ED25519_TYPE) return null;
  const key = bytes.slice(1);
  return keyIdOf(name, key) === id ? { name, id, key } : null;
}

function parseSignatureLine(line: string): NoteSignature | null {
  const parts = /^\u2014 (\S+) (\S+)$/u.exec(line);
  const [name, coded] = [parts?.[1], parts?.[2]];
  if (name === undefined || coded === undefined || !isKeyName(name)) return null;
  const bytes = bytesOfBase64(coded);
  if (bytes === null || bytes.length < 5) return null;
  return { name, id: hexOf(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

// The form only; nothing is verified.
export function parseNote(note: string): SignedNote | null {
  if (note.length > NOTE_LENGTH_MAX || !note.endsWith('\n') || !isWellFormed(note)) return null;
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) return null;
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return null;
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > SIGNATURES_MAX) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignatureLine(line);
    if (signature === null) return null;
    signatures.push(signature);
  }
  return { text: note.slice(0, split + 1), signatures };
}

// Strict RFC 8032, as the server checks it; malformed points and scalars simply do not verify.
export function verifyEd25519(key: Bytes, message: Bytes, signature: Bytes): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}

// 'unsigned': no line of this key. Lines of other keys are ignored; one bad line of this key spoils
// the note.
export function verifyNote(note: SignedNote, key: VerifierKey): 'good' | 'bad' | 'unsigned' {
  const lines = note.signatures.filter((line) => line.name === key.name && line.id === key.id);
  if (lines.length === 0) return 'unsigned';
  const message = bytesOfUtf8(note.text);
  return lines.every((line) => verifyEd25519(key.key, message, line.signature)) ? 'good' : 'bad';
}

// Three lines: origin, size, root. Extension lines after them are allowed and ignored.
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith('\n')) return null;
  const [origin, sizeText, rootText, ...extensions] = text.slice(0, -1).split('\n');
  if (!origin || sizeText === undefined || rootText === undefined) return null;
  if (!/^(0|[1-9][0-9]{0,15})$/.test(sizeText) || extensions.includes('')) return null;
  const size = Number(sizeText);
  const root = bytesOfBase64(rootText);
  if (!Number.isSafeInteger(size) || root?.length !== 32) return null;
  return { origin, size, root };
}

export function sameKey(a: VerifierKey, b: VerifierKey): boolean {
  return a.name === b.name && a.id === b.id && equalBytes(a.key, b.key);
}
