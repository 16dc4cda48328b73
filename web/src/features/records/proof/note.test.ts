import { describe, expect, it } from 'vitest';

import { bytesOfUtf8 } from './bytes';
import { keyIdOf, parseCheckpoint, parseNote, parseVkey, verifyNote } from './note';
import type { SignedNote, VerifierKey } from './note';

// The published example of golang/mod sumdb/note.
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n";
const LINE =
  '\u2014 PeterNeumann ' +
  'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const NOTE = `${TEXT}\n${LINE}`;

const key = parseVkey(VKEY) as VerifierKey;
const verdict = (text: string): string => {
  const note = parseNote(text);
  return note === null ? 'malformed' : verifyNote(note, key);
};

describe('vkey', () => {
  it('reads the published key and checks its id', () => {
    expect(key.name).toBe('PeterNeumann');
    expect(keyIdOf(key.name, key.key)).toBe('c74f20a3');
  });

  it('refuses another id, another name, another type and broken base64', () => {
    expect(parseVkey(VKEY.replace('c74f20a3', 'c74f20a4'))).toBeNull();
    expect(parseVkey(VKEY.replace('Peter', 'Pieter'))).toBeNull();
    expect(parseVkey(VKEY.replace('+AR', '+BR'))).toBeNull();
    expect(parseVkey(`${VKEY}=`)).toBeNull();
    expect(parseVkey('')).toBeNull();
  });
});

describe('signed note', () => {
  it('accepts the published note', () => {
    expect(verdict(NOTE)).toBe('good');
    expect((parseNote(NOTE) as SignedNote).text).toBe(TEXT);
  });

  it('ignores signatures of other keys, even with the same name', () => {
    const other = '\u2014 Enoch xyzzyAAAAA==\n';
    const sameName = '\u2014 PeterNeumann xyzzyAAAAA==\n';
    expect(verdict(`${TEXT}\n${other}${sameName}${LINE}`)).toBe('good');
    expect(verdict(`${TEXT}\n${other}`)).toBe('unsigned');
  });

  it('refuses a changed text, a changed signature and a second, bad signature', () => {
    expect(verdict(NOTE.replace('your problem,', 'our problem,'))).toBe('bad');
    expect(verdict(NOTE.replace('x08go/ZJ', 'x08go/ZK'))).toBe('bad');
    expect(verdict(NOTE + LINE.replace('ZJkuBS', 'ZJkuBT'))).toBe('bad');
  });

  it('refuses what is not in the form', () => {
    for (const bad of [
      TEXT,
      NOTE.slice(0, -1),
      NOTE.replace('\u2014', '-'),
      NOTE.replace('\n\n', '\n'),
      `${NOTE}\n`,
      NOTE.replace('answer', 'ans\twer'),
      NOTE.replace('answer', 'ans\ud800wer'),
      `${TEXT}\n`,
    ]) {
      expect(verdict(bad)).toBe('malformed');
    }
  });
});

describe('checkpoint', () => {
  const root = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
  it('reads origin, size and root', () => {
    expect(parseCheckpoint(`log.example/a\n12\n${root}\n`)).toMatchObject({
      origin: 'log.example/a',
      size: 12,
    });
    expect(parseCheckpoint(`log.example/a\n12\n${root}\nmore\n`)?.size).toBe(12);
  });

  it('refuses other sizes and roots', () => {
    for (const bad of [
      `\n12\n${root}\n`,
      `a\n012\n${root}\n`,
      `a\n-1\n${root}\n`,
      `a\n9007199254740993\n${root}\n`,
      `a\n12\n${root.slice(4)}\n`,
      `a\n12\n${root}`,
      `a\n12\n${root}\n\n`,
      'a\n12\n',
    ]) {
      expect(parseCheckpoint(bad)).toBeNull();
    }
  });

  it('writes text to bytes as UTF-8', () => {
    expect(Array.from(bytesOfUtf8('检'))).toEqual([0xe6, 0xa3, 0x80]);
  });
});
