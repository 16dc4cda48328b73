// Child processes of the tests: run to their end, or kept running.
import { spawn } from 'node:child_process';
import { program } from './settings.mjs';

/** Runs a program to its end: { code, out, err }. `input` goes to its standard input. */
export function run(file, args, { env = {}, input, limitMs = 60_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: { ...process.env, ...env } });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.stdin.on('error', () => undefined); // it may end without reading
    child.stdin.end(input ?? '');
    const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal, out, err });
    });
  });
}

export const liuhen = (args, options) => run(program, args, options);

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until the answer is truthy; the last one (or the last error) is told when time is up. */
export async function until(what, ask, { limitMs = 20_000, stepMs = 50 } = {}) {
  const end = Date.now() + limitMs;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`waited in vain for ${what}; last: ${String(last)}`);
    await pause(stepMs);
  }
}
