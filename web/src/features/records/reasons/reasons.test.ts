// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reasonWord } from './reasons';

const at = (path: string): string => join(process.cwd(), '../src', path);
const read = (path: string): string => readFileSync(at(path), 'utf8');

// The text of a C++ expression of literals and other values joined by +, each value as a number.
function textOf(expression: string): string {
  const pieces = expression.match(/"(?:[^"\\]|\\.)*"|\+|[^"+]+/g) ?? [];
  return pieces
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '' && piece !== '+')
    .map((piece) => (piece.startsWith('"') ? piece.slice(1, -1) : '7'))
    .join('');
}

function saidIn(source: string, before: RegExp, after: string): string[] {
  return [...source.matchAll(before)]
    .map(({ index, 0: { length } }) => source.slice(index + length))
    .map((rest) => textOf(rest.slice(0, rest.indexOf(after))));
}

function probeSays(): string[] {
  const sources = readdirSync(at('probe/process'))
    .filter((name) => name.endsWith('.cpp'))
    .map((name) => read(`probe/process/${name}`));
  const call = /(?:mark_unreadable|mark_truncated|add_note)\(/g;
  return sources.flatMap((source) => saidIn(source, call, ');'));
}

describe('reasonWord', () => {
  it('knows every reason in the source of the probe', () => {
    const reasons = probeSays();
    expect(reasons.length).toBeGreaterThan(30);
    expect(reasons).toContain('the file is empty');
    expect(reasons).toContain('the last part (7) lacks 7 bytes');
    expect(reasons.filter((reason) => reasonWord(reason) === undefined)).toEqual([]);
  });

  it('knows every way in which the probe itself can fail', () => {
    const failures = saidIn(read('probe/probe.cpp'), /outcome\.detail = (?!"the probe)/g, ';');
    const whole = failures.map((failure) => `the probe process ${failure}`);
    expect(whole.length).toBeGreaterThan(10);
    expect(whole.filter((failure) => reasonWord(failure) === undefined)).toEqual([]);
    const attendant = read('flows/recording/attendant.cpp');
    for (const absent of saidIn(attendant, /body\.detail = (?=")/g, ';\n')) {
      expect(reasonWord(absent)?.word).toBe('absent');
    }
  });

  it('keeps what a reason counts and names', () => {
    const said: [string, string, Record<string, string>][] = [
      ['the file lacks 1234 bytes of what its header says', 'lacks', { count: '1,234' }],
      ['the last part (mdat) lacks 7 bytes', 'partLacks', { part: 'mdat', count: '7' }],
      ['the end mark (%%EOF) is missing', 'end', { mark: '%%EOF' }],
      ['the end of the picture (EOI) is missing', 'end', { mark: 'EOI' }],
      ['9 frames of the index lie beyond the end of the file', 'frames', { count: '9' }],
      ['reading ends early: Invalid data', 'early', {}],
      ['the probe process died of signal 11 (x)', 'process.signal', { count: '11' }],
      ['the index (moov) is missing', 'index', {}],
      ['the index (moov) is missing, so not one frame can be found', 'noFrame', {}],
    ];
    for (const [reason, word, values] of said) expect(reasonWord(reason)).toEqual({ word, values });
  });

  it('claims nothing of a sentence that it does not know', () => {
    expect(reasonWord('truncated')).toBeUndefined();
  });
});
