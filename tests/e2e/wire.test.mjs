// Bytes on the wire that no honest client sends: each gets a clear answer or a closed connection,
// and everybody else is served meanwhile.
import assert from 'node:assert/strict';
import net from 'node:net';
import { before, test } from 'node:test';
import { openBureau } from './support/bureau.mjs';
import { exchange, request, signedIn } from './support/client.mjs';
import { later } from './support/story.mjs';

let server, officer;

before(async () => {
  ({ server } = await openBureau(later));
  officer = await signedIn(server, 'zhang.wei');
});

const statusOf = (text) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0);
const say = async (text, options) => statusOf(await exchange(server.port, text, options));
const alive = async () => {
  const started = Date.now();
  assert.equal((await request(server.url, 'GET', '/healthz')).status, 200);
  assert.ok(Date.now() - started < 2000);
};

test('what is no HTTP request is refused', async () => {
  const wanted = [
    ['\r\n\r\n', [400]],
    ['hello\r\n\r\n', [400]],
    ['GET\r\n\r\n', [400]],
    ['GET / HTTP/1.1\r\n\r\n', [400]], // no Host
    ['GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', [400]],
    ['GET / HTTP/2.0\r\nHost: a\r\n\r\n', [400, 505]],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400, 501, 505]],
    ['GET / HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n', [400]],
    ['GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n', [400]],
    ['GET / HTTP/1.1\nHost: a\n\n', [400]],
    ['GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n', [400, 404]],
    ['GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n', [400, 404]],
    ['BREW / HTTP/1.1\r\nHost: a\r\n\r\n', [400, 405, 501]],
    ['GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n', [417]],
    [Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 13, 10, 13, 10]), [400]], // TLS
  ];
  for (const [text, statuses] of wanted) {
    const status = await say(text, { halfClose: true });
    assert.ok(statuses.includes(status), `${JSON.stringify(String(text))}: ${status}`);
  }
  await alive();
});

test('two lengths for one body are not guessed at', async () => {
  const head = 'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
  for (const lengths of [
    'Content-Length: 2\r\nContent-Length: 3\r\n',
    'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n',
    'Transfer-Encoding: gzip, chunked\r\n',
    'Content-Length: -1\r\n', 'Content-Length: 0x2\r\n', 'Content-Length: 2 2\r\n',
    `Content-Length: ${'9'.repeat(30)}\r\n`,
  ]) {
    const answer = await exchange(server.port, `${head}${lengths}\r\n{}`, { halfClose: true });
    assert.ok([400, 413, 501].includes(statusOf(answer)), `${lengths}: ${answer.slice(0, 80)}`);
    assert.equal(answer.match(/HTTP\/1\.1/g).length, 1, 'one request, one answer');
  }
});

test('heads and bodies that are too large are refused before they are read', async () => {
  const long = 'x'.repeat(20_000);
  const head = (more) => `GET /healthz HTTP/1.1\r\nHost: a\r\n${more}\r\n`;
  assert.equal(await say(head(`X: ${long}\r\n`)), 431);
  assert.equal(await say(head('X: y\r\n'.repeat(4000))), 431);
  const target = await say(`GET /${long} HTTP/1.1\r\nHost: a\r\n\r\n`);
  assert.ok([414, 431].includes(target), String(target));
  const body = 'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
  assert.equal(await say(`${body}Content-Length: 99999999999\r\n\r\n`), 413);
  const chunk = `${body}Transfer-Encoding: chunked\r\n\r\n200000\r\n${'y'.repeat(0x200000)}`;
  assert.equal(await say(chunk), 413);
  await alive();
});

test('a body that never comes holds up nobody else', async () => {
  // From another address: one that takes more connections than it may gets no more itself.
  const from = { port: server.port, host: '127.0.0.1', localAddress: '127.0.0.2' };
  const stuck = Array.from({ length: 100 }, () => {
    const socket = net.connect(from);
    socket.on('error', () => undefined);
    socket.write(
      'POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n' +
        'Content-Length: 100\r\n\r\n{',
    );
    return socket;
  });
  const slow = Array.from({ length: 200 }, () => {
    const socket = net.connect(from);
    socket.on('error', () => undefined);
    socket.write('GET / HTTP/1.1\r\nHo');
    return socket;
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  for (let time = 0; time < 20; time += 1) await alive();
  assert.equal((await officer.get('/api/cases')).status, 200);
  for (const socket of [...stuck, ...slow]) socket.destroy();
});

test('requests in one go on one connection are answered in order', async () => {
  const one = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n';
  const last = 'GET /api/house HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';
  const text = await exchange(server.port, one + one + last);
  assert.equal(text.match(/HTTP\/1\.1 200/g).length, 3);
  assert.ok(text.lastIndexOf('name_zh') > text.lastIndexOf('"state"'));
});

test('a body on a request that takes none does not become the next request', async () => {
  const hidden = 'GET /api/house HTTP/1.1\r\nHost: a\r\n\r\n';
  const text = await exchange(
    server.port,
    `GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    { limitMs: 1500 },
  );
  assert.doesNotMatch(text, /name_zh/);
});

test('the event stream tells an officer only of what he may see', async () => {
  const li = await signedIn(server, 'li.na');
  const cookie = `Cookie: ${officer.own.Cookie}`;
  const stream = exchange(
    server.port, `GET /api/events HTTP/1.1\r\nHost: a\r\n${cookie}\r\n\r\n`, { limitMs: 2500 },
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  const hers = await li.newPlace('仅李娜可见');
  const his = await officer.newPlace('张伟自己的');
  const text = await stream;
  assert.match(text, /text\/event-stream/);
  assert.ok(text.includes(his.case_id));
  assert.ok(!text.includes(hers.case_id));
});
