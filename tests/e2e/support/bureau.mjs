// A bureau for one test: a copy of the demonstration bureau in a folder of its own, and a server on
// a free port that can be killed and started again.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liuhen, until } from './process.mjs';
import * as settings from './settings.mjs';

export async function makeBureau(folder) {
  const { mediaFolder: media, bureauFile: bureau } = settings;
  const made = await liuhen(['demo', '--data', folder, '--media', media, '--bureau', bureau]);
  if (made.code !== 0) throw new Error(`liuhen demo: ${made.out}${made.err}`);
}

const newFolder = () => mkdtemp(join(tmpdir(), 'liuhen-e2e-'));
const remove = (folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 });

/** An empty folder for one test file; `later` (of story.mjs) is told how to put it away. */
export async function testFolder(later) {
  const folder = await newFolder();
  later(() => remove(folder));
  return folder;
}

/** A data folder of one's own: a copy of the bureau of this run. */
export async function copyBureau(into) {
  if (settings.readyBureau === undefined) await makeBureau(into);
  else await cp(settings.readyBureau, into, { recursive: true });
  return into;
}

export class Server {
  constructor(data, { web = true, more = [] } = {}) {
    this.data = data;
    this.web = web;
    this.more = more; // further options of `serve`
    this.port = 0; // the first start finds a free one; later ones keep it
    this.log = '';
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async start() {
    const args = ['serve', '--data', this.data, '--port', String(this.port)];
    if (this.web) args.push('--web', settings.webFolder);
    args.push(...this.more);
    const child = spawn(settings.program, args);
    this.child = child;
    process.once('exit', () => child.kill('SIGKILL'));
    this.ended = new Promise((resolve) => {
      child.on('close', (code, signal) => resolve(code ?? signal));
    });
    this.out = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (this.out += text));
    child.stderr.setEncoding('utf8').on('data', (text) => {
      this.log = (this.log + text).slice(-200_000);
    });
    let code;
    void this.ended.then((ended) => (code = ended));
    // Its first sync may wait for a gigabyte that a killed one left to be written.
    const ready = () => {
      if (code !== undefined) throw new Error(`the server ended with ${code}: ${this.out}${this.log}`);
      return this.out.includes('Ctrl-C');
    };
    await until('the server to be ready', ready, { limitMs: 60_000 });
    this.port = Number(/http:\/\/[^:]+:(\d+)/.exec(this.out)[1]);
    return this;
  }

  /** As a power cut would: no farewell. */
  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async stop() {
    if (this.child === undefined || this.child.exitCode !== null) return;
    this.child.kill('SIGTERM');
    const late = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    const code = await this.ended;
    clearTimeout(late);
    return code;
  }

  /** Resident memory at its highest, in MiB. */
  async peakMemory() {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1024;
  }
}

/** A started server on a copy of the bureau; both go when the tests of the file are over. */
export async function openBureau(later, options) {
  const folder = await testFolder(later);
  const data = await copyBureau(join(folder, 'bureau'));
  const server = new Server(data, options);
  later(() => server.stop());
  await server.start();
  return { folder, data, server };
}
