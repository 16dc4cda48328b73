// What those who run a house meet: the open log, health, a second server on one folder, a broken
// catalog, founding a house, stopping.
import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { copyBureau, Server, testFolder } from './support/bureau.mjs';
import { Client, exchange, request, signedIn } from './support/client.mjs';
import { liuhen } from './support/process.mjs';
import { later } from './support/story.mjs';

const founding = { LIUHEN_PASSWORD: 'founding password 1' };
const answers = [
  '测试局', 'Test Bureau', '', '执法科 | Enforcement', '档案室', '',
  '甲', '', '乙', '', '丙', '', '',
].join('\n');
let folder, data, server;

before(async () => {
  folder = await testFolder(later);
  data = await copyBureau(join(folder, 'bureau'));
  server = new Server(data);
  later(() => server.stop());
  await server.start();
});

const get = (path) => request(server.url, 'GET', path);

/** The path of the newest tile of hashes or entries, for a log of this size (C2SP tlog-tiles). */
function lastTile(kind, size) {
  const index = String(Math.floor((size - 1) / 256)).padStart(3, '0');
  const width = ((size - 1) % 256) + 1;
  return `/log/tile/${kind}/${index}${width === 256 ? '' : `.p/${width}`}`;
}

async function checkpoint() {
  const { status, text } = await get('/log/checkpoint');
  assert.equal(status, 200);
  const [origin, size, root] = text.split('\n');
  return { text, origin, size: Number(size), root };
}

test('the checkpoint is a note that its published Ed25519 key signed', async () => {
  const { text, origin } = await checkpoint();
  const keys = (await get('/log/key')).json;
  assert.equal(keys.origin, origin);
  const [signed, signatures] = text.split('\n\n');
  const bytes = Buffer.from(signatures.trim().split(' ')[2], 'base64');
  const raw = Buffer.from(keys.vkey.split('+').slice(2).join('+'), 'base64').subarray(1);
  const prefix = Buffer.from('302a300506032b6570032100', 'hex'); // RFC 8410: Ed25519
  const spki = Buffer.concat([prefix, raw]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  assert.ok(verify(null, Buffer.from(`${signed}\n`), key, bytes.subarray(4)));
  assert.match((await get('/log/checkpoint.sm2')).text, /^\d+ \S{44} \S+$/m);
});

test('tiles are open to everybody and do not change; entries are not', async () => {
  const { size } = await checkpoint();
  const tile = await get(lastTile('0', size));
  assert.equal(tile.status, 200);
  assert.equal(tile.body.length, 32 * (((size - 1) % 256) + 1));
  assert.match(tile.headers['cache-control'], /immutable/);
  const entries = lastTile('entries', size);
  assert.equal((await get(entries)).status, 401);
  const officer = await signedIn(server, 'zhang.wei');
  assert.equal((await officer.get(entries)).status, 403);
  const admin = await signedIn(server, 'sysadmin');
  assert.equal((await admin.get(entries)).status, 403);
  const auditor = await signedIn(server, 'audadmin');
  const bundle = await auditor.get(lastTile('entries', (await checkpoint()).size));
  assert.equal(bundle.status, 200);
  assert.match(bundle.headers['cache-control'], /no-store/);
  assert.match(bundle.body.subarray(2).toString(), /^\{.*house\.founded/);
});

test('nothing of the data folder can be reached by a bent address', async () => {
  for (const path of ['/log/tile/../checkpoint', '/log/tile/%2e%2e/%2e%2e/house.json',
    '/log/tile/0/..%2f..%2fhouse.json', '/log/tile/0/000%00', '/log/tile//etc/passwd',
    '/assets/..%2f..%2fhouse.json', '/..%2fhouse.json', '/%2e%2e/private.db', '/log/tile/0/0000',
    '/log/tile/99/000', '/log/tile/-1/000', `/log/tile/0/${'x001/'.repeat(500)}000`]) {
    // Over a bare socket: clients straighten such addresses themselves.
    const head = `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    const answer = await exchange(server.port, head);
    assert.match(answer, /^HTTP\/1\.1 (400|404|414|431) /, `${path}: ${answer.slice(0, 60)}`);
    assert.doesNotMatch(answer, /"origin"|root:|SQLite/);
  }
});

test('health and metrics', async () => {
  const health = await get('/healthz');
  assert.equal(health.status, 200);
  assert.equal(health.json.state, 'ok');
  assert.ok(health.json.entries > 30);
  const metrics = await get('/metrics');
  assert.match(metrics.headers['content-type'], /^text\/plain; version=0\.0\.4/);
  for (const line of metrics.text.trim().split('\n')) {
    assert.match(line, /^(# (HELP|TYPE) \w+ .*|\w+(\{[^}]*\})? -?[\d.e+-]+)$/);
  }
});

test('a second server on the same folder ends at once with a sentence', async () => {
  const second = await liuhen(['serve', '--data', data, '--port', '0'], { limitMs: 10_000 });
  assert.equal(second.code, 1);
  assert.match(second.err, /already|in use|another/i);
  assert.ok(second.err.trim().split('\n').length <= 3, second.err);
  assert.equal((await get('/healthz')).status, 200);
});

test('other verbs on a folder in use say so too', async () => {
  const rebuild = await liuhen(['rebuild', '--data', data], { limitMs: 20_000 });
  assert.notEqual(rebuild.code, 0);
  assert.match(rebuild.err, /already|in use|another|stop/i);
  const init = await liuhen(['init', '--data', data], { env: founding, input: answers });
  assert.notEqual(init.code, 0);
  assert.match(init.err, /already|in use|another/i);
});

test('a port that is taken ends with a sentence', async () => {
  const other = await copyBureau(join(folder, 'other'));
  const taken = await liuhen(['serve', '--data', other, '--port', String(server.port)]);
  assert.equal(taken.code, 1);
  assert.match(taken.err, new RegExp(String(server.port)));
  await rm(other, { recursive: true });
});

test('it stops in order when asked to', async () => {
  const started = Date.now();
  assert.equal(await server.stop(), 0);
  assert.ok(Date.now() - started < 5000);
  await server.start();
});

async function breakCatalog(how) {
  await server.stop();
  const catalog = join(data, 'catalog.db');
  await Promise.all(['-wal', '-shm'].map((end) => rm(catalog + end, { force: true })));
  await how(catalog);
}

async function expectRefusedThenMended() {
  const broken = await liuhen(['serve', '--data', data, '--port', '0'], { limitMs: 20_000 });
  assert.equal(broken.code, 1, broken.out);
  assert.match(broken.err, /rebuild/);
  const verified = await liuhen(['verify', '--data', data, '--json'], { limitMs: 30_000 });
  assert.notEqual(verified.code, 0);
  const rebuilt = await liuhen(['rebuild', '--data', data]);
  assert.equal(rebuilt.code, 0, rebuilt.err);
  const sound = await liuhen(['verify', '--data', data, '--json'], { limitMs: 30_000 });
  assert.equal(sound.code, 0, sound.out + sound.err);
  await server.start();
  const leader = await signedIn(server, 'wang.qiang');
  const { records } = await leader.must('GET', '/api/records?limit=200');
  assert.equal(records.length, 13);
}

test('a catalog of garbage is refused with a sentence; rebuild mends it', async () => {
  await breakCatalog((catalog) => writeFile(catalog, Buffer.alloc(200_000, 'garbage ')));
  await expectRefusedThenMended();
});

test('a catalog cut in half is refused too; rebuild mends it', async () => {
  await breakCatalog(async (catalog) => {
    await truncate(catalog, Math.floor((await stat(catalog)).size / 2));
  });
  await expectRefusedThenMended();
});

test('a catalog that is gone is not silently begun anew', async () => {
  await breakCatalog((catalog) => rm(catalog));
  await expectRefusedThenMended();
});

test('a house is founded by answers, and its three administrators can sign in', async () => {
  const fresh = join(folder, 'fresh');
  const founded = await liuhen(['init', '--data', fresh], { env: founding, input: answers });
  assert.equal(founded.code, 0, founded.err);
  assert.match(founded.out, /liuhen\.local\/log\+[0-9a-f]{8}\+/);
  const house = new Server(fresh);
  await house.start();
  try {
    const { json } = await request(house.url, 'GET', '/api/house');
    assert.deepEqual([json.name_zh, json.demo, json.demo_accounts], ['测试局', false, []]);
    for (const name of ['sysadmin', 'secadmin', 'audadmin']) {
      const body = { sign_in_name: name, password: founding.LIUHEN_PASSWORD };
      const answer = await new Client(house).json('POST', '/api/session', body);
      assert.equal(answer.status, 200, answer.text);
    }
  } finally {
    await house.stop();
  }
  // Refused before the first question: there is nothing to answer.
  const again = await liuhen(['init', '--data', fresh], { env: founding, input: '' });
  assert.equal(again.code, 1);
  assert.match(again.err, /there is a house in .* already; start it with/);
  assert.equal(again.out, '');
  const sound = await liuhen(['verify', '--data', fresh, '--json']);
  assert.equal(sound.code, 0, sound.out);
});

test('founding refuses a folder before it asks anything', async () => {
  const taken = await testFolder(later);
  await writeFile(join(taken, 'holiday.txt'), 'x');
  await writeFile(join(folder, 'a-file'), 'x');
  for (const [place, sentence] of [
    [taken, /not empty .*'holiday\.txt'.*choose an empty or a new folder/],
    [join(folder, 'a-file'), /is a file, not a folder/],
    ['/proc/liuhen', /choose a folder on a local disk/],
  ]) {
    const refused = await liuhen(['init', '--data', place], { env: founding, input: '' });
    assert.equal(refused.code, 1, place);
    assert.match(refused.err, sentence);
    assert.equal(refused.out, '');
  }
});

test('a log cannot be given a name that its signatures could not carry', async () => {
  const named = ['局', 'Bureau', 'a log', 'a+log', 'own.example/log', '', '甲', '', '乙', '', '丙', '', '']
    .join('\n');
  const data = join(folder, 'named');
  const founded = await liuhen(['init', '--data', data], { env: founding, input: named });
  assert.equal(founded.code, 0, founded.err);
  assert.equal(founded.out.match(/holds no space/g).length, 2);
  assert.match(founded.out, /own\.example\/log\+[0-9a-f]{8}\+/);
});

test('founding refuses weak passwords and unfinished answers', async () => {
  const weak = await liuhen(['init', '--data', join(folder, 'weak')], {
    env: { LIUHEN_PASSWORD: 'short' }, input: '局\nBureau\n\n\n甲\n\n乙\n\n丙\n\n',
  });
  assert.notEqual(weak.code, 0);
  assert.match(weak.err, /10/);
  const short = await liuhen(['init', '--data', join(folder, 'short')], { input: '局\n' });
  assert.notEqual(short.code, 0);
  assert.match(short.err, /input ended/);
});
