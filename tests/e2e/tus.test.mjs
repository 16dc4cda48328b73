// tus 1.0.0, spoken by hand: what holds, and what each wrong word gets.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, test } from 'node:test';
import { openBureau } from './support/bureau.mjs';
import { checksum, exchange, request, sha256, signedIn } from './support/client.mjs';
import { until } from './support/process.mjs';
import { later } from './support/story.mjs';

let server, zhang, li, place;

before(async () => {
  ({ server } = await openBureau(later));
  zhang = await signedIn(server, 'zhang.wei');
  li = await signedIn(server, 'li.na');
  place = await zhang.newPlace('云公资监立〔2026〕91号');
});

const refused = (answer) => [answer.status, answer.json?.type];

async function begin(size, more = {}, headers = {}) {
  const answer = await zhang.create(size, { filename: '部分.bin', ...place, ...more }, headers);
  assert.equal(answer.status, 201, answer.text);
  return answer.headers.location;
}

const offsetAt = async (at) => Number((await zhang.tus('HEAD', at)).headers['upload-offset']);

test('the server says what it can', async () => {
  const { status, headers } = await request(server.url, 'OPTIONS', '/api/uploads');
  assert.equal(status, 204);
  assert.equal(headers['tus-version'], '1.0.0');
  const named = headers['tus-extension'].split(',').sort();
  assert.deepEqual(named, ['checksum', 'concatenation', 'creation', 'creation-with-upload',
    'expiration', 'termination']);
  assert.equal(headers['tus-checksum-algorithm'], 'sha1,sha256');
  assert.ok(Number(headers['tus-max-size']) > 2 ** 32);
});

test('a file in pieces becomes a record with a receipt', async () => {
  const bytes = randomBytes(300_000);
  const at = await begin(bytes.length);
  const head = await zhang.tus('HEAD', at);
  assert.equal(head.headers['upload-length'], String(bytes.length));
  assert.ok(Date.parse(head.headers['upload-expires']) > Date.now());
  for (let from = 0; from < bytes.length; from += 100_000) {
    const piece = bytes.subarray(from, from + 100_000);
    const answer = await zhang.patch(at, from, piece);
    assert.equal(answer.status, 204);
    assert.equal(answer.headers['upload-offset'], String(from + piece.length));
  }
  const upload = await zhang.ended(at);
  assert.equal(upload.state, 'done');
  assert.equal(upload.receipt.sha256, sha256(bytes));
  assert.equal(upload.receipt.safe_to_wipe, true);
});

test('creation with the bytes in one request', async () => {
  const bytes = randomBytes(1000);
  const upload = await zhang.deposit(bytes, { filename: '一次.bin', ...place });
  assert.equal(upload.receipt.sha256, sha256(bytes));
});

test('a wrong offset is 409 and changes nothing', async () => {
  const at = await begin(100);
  await zhang.patch(at, 0, Buffer.alloc(40, 1));
  for (const offset of [0, 39, 41, 100, 10 ** 15]) {
    assert.equal((await zhang.patch(at, offset, Buffer.alloc(10, 2))).status, 409, `${offset}`);
  }
  for (const offset of ['-1', 'x', '1.5', '']) {
    const answer = await zhang.patch(at, offset, Buffer.alloc(10, 2));
    assert.deepEqual(refused(answer), [400, 'bad-input'], offset);
  }
  assert.equal(await offsetAt(at), 40);
});

test('a piece that differs from its checksum is 460 and is not kept', async () => {
  const bytes = randomBytes(100);
  const at = await begin(100);
  const wrong = { 'Upload-Checksum': checksum(Buffer.from('other')) };
  assert.equal((await zhang.patch(at, 0, bytes, wrong)).status, 460);
  assert.equal(await offsetAt(at), 0);
  for (const words of ['md5 AAAA', 'sha256', 'sha256 !!', 'sha256 AAAA']) {
    const answer = await zhang.patch(at, 0, bytes, { 'Upload-Checksum': words });
    assert.equal(answer.status, 400, words);
  }
  const right = { 'Upload-Checksum': checksum(bytes) };
  assert.equal((await zhang.patch(at, 0, bytes, right)).status, 204);
  assert.equal((await zhang.ended(at)).receipt.sha256, sha256(bytes));
});

test('a stated digest is held: a difference is refused and nothing is kept', async () => {
  const bytes = randomBytes(5000);
  const held = await zhang.deposit(bytes, { filename: '对.bin', sha256: sha256(bytes), ...place });
  assert.equal(held.state, 'done');
  const stated = sha256(randomBytes(5));
  const other = await zhang.deposit(randomBytes(5000), {
    filename: '错.bin', sha256: stated, ...place,
  });
  assert.equal(other.state, 'refused');
  assert.equal(other.problem.type, 'digest-differs');
  const { records } = await zhang.must('GET', `/api/records?act_id=${place.act_id}&limit=200`);
  assert.ok(records.every((record) => record.file_name !== '错.bin'));
});

test('more than was declared is 413, in one piece or the last of many', async () => {
  const at = await begin(100);
  assert.equal((await zhang.patch(at, 0, Buffer.alloc(101))).status, 413);
  await zhang.patch(at, 0, Buffer.alloc(60, 7));
  assert.equal((await zhang.patch(at, 60, Buffer.alloc(41))).status, 413);
  assert.equal(await offsetAt(at), 60);
  const together = await zhang.create(10, { filename: 'a', ...place }, {}, Buffer.alloc(11));
  assert.equal(together.status, 413);
  const vast = await zhang.create(2 ** 52, { filename: 'a', ...place });
  assert.ok([413, 507].includes(vast.status), String(vast.status));
});

test('a body that ends early is kept as far as it came', async () => {
  const at = await begin(1_000_000);
  const head = [
    `PATCH ${at} HTTP/1.1`, 'Host: x', 'Tus-Resumable: 1.0.0', 'Upload-Offset: 0',
    'Content-Type: application/offset+octet-stream', 'Content-Length: 1000000',
    ...Object.entries(zhang.own).map(([name, value]) => `${name}: ${value}`), '', '',
  ].join('\r\n');
  const sent = Buffer.concat([Buffer.from(head), Buffer.alloc(200_000, 5)]);
  await exchange(server.port, sent, { halfClose: true }).catch(() => '');
  const kept = await until('the piece to be settled', () => offsetAt(at));
  assert.equal(kept, 200_000);
  await zhang.patch(at, kept, Buffer.alloc(800_000, 5));
  assert.equal((await zhang.ended(at)).receipt.sha256, sha256(Buffer.alloc(1_000_000, 5)));
});

test('a piece with a checksum that ends early is not kept at all', async () => {
  const at = await begin(1000);
  const head = [
    `PATCH ${at} HTTP/1.1`, 'Host: x', 'Tus-Resumable: 1.0.0', 'Upload-Offset: 0',
    `Upload-Checksum: ${checksum(Buffer.alloc(1000, 5))}`,
    'Content-Type: application/offset+octet-stream', 'Content-Length: 1000',
    ...Object.entries(zhang.own).map(([name, value]) => `${name}: ${value}`), '', '',
  ].join('\r\n');
  const sent = Buffer.concat([Buffer.from(head), Buffer.alloc(400, 5)]);
  await exchange(server.port, sent, { halfClose: true }).catch(() => '');
  await until('the upload to be free again', async () => {
    return (await zhang.patch(at, 5, Buffer.alloc(1))).status === 409;
  });
  assert.equal(await offsetAt(at), 0);
});

test('termination gives it up; afterwards there is nothing', async () => {
  const at = await begin(100);
  await zhang.patch(at, 0, Buffer.alloc(10));
  assert.equal((await zhang.tus('DELETE', at)).status, 204);
  assert.ok([404, 410].includes((await zhang.tus('HEAD', at)).status));
  assert.ok([404, 410].includes((await zhang.patch(at, 10, Buffer.alloc(1))).status));
});

test('parts become one file, in the order named', async () => {
  const [first, second] = [randomBytes(70_000), randomBytes(50_000)];
  const part = { 'Upload-Concat': 'partial' };
  const parts = [];
  for (const bytes of [first, second]) {
    const answer = await zhang.create(bytes.length, {}, part, bytes);
    assert.equal(answer.status, 201, answer.text);
    parts.push(answer.headers.location);
  }
  const unfinished = (await zhang.create(10, {}, part)).headers.location;
  const final = (places) => ({ 'Upload-Concat': `final;${places.join(' ')}` });
  const metadata = { filename: '合并.bin', ...place };
  const early = await zhang.create(undefined, metadata, final([...parts, unfinished]));
  assert.equal(early.status, 409);
  const made = await zhang.create(undefined, metadata, final([parts[1], parts[0]]));
  assert.equal(made.status, 201, made.text);
  const at = made.headers.location;
  assert.match((await zhang.tus('HEAD', at)).headers['upload-concat'], /^final;/);
  const { status } = await zhang.patch(at, 0, Buffer.alloc(1));
  assert.ok([400, 403, 409, 423].includes(status), String(status));
  const upload = await zhang.ended(at);
  assert.equal(upload.receipt.sha256, sha256(Buffer.concat([second, first])));
});

test("another officer's upload is not there", async () => {
  const at = await begin(100);
  assert.equal((await li.tus('HEAD', at)).status, 404);
  assert.equal((await li.get(at)).status, 404);
  assert.equal((await li.patch(at, 0, Buffer.alloc(10))).status, 404);
  assert.equal((await li.tus('DELETE', at)).status, 404);
  const { uploads } = await li.must('GET', '/api/uploads');
  assert.ok(uploads.every((upload) => !at.endsWith(upload.id)));
});

test('wrong words at creation are refused by name', async () => {
  const good = { filename: 'a.bin', ...place };
  const missing = (name) => {
    const { [name]: _, ...rest } = good;
    return rest;
  };
  const cases = [
    [zhang.create(5, missing('filename')), 400],
    [zhang.create(5, missing('act_id')), 400],
    [zhang.create(5, { ...good, act_id: 'x' }), 400],
    [zhang.create(5, { ...good, sha256: 'abc' }), 400],
    [zhang.create(5, { ...good, record_kind: 'film' }), 400],
    [zhang.create(5, { ...good, device_id: place.act_id }), 400],
    [zhang.create('-5', good), 400],
    [zhang.create('5x', good), 400],
    [zhang.create(undefined, good), 400],
    [zhang.create(undefined, good, { 'Upload-Defer-Length': '1' }), 400],
    [zhang.create(5, good, { 'Upload-Metadata': 'filename ###' }), 400],
    [zhang.create(5, good, { 'Tus-Resumable': '0.2.2' }), 412],
    [zhang.create(5, good, { 'Content-Type': 'text/plain' }, Buffer.alloc(5)), 415],
    [zhang.patch('/api/uploads/not-an-id', 0, Buffer.alloc(5)), 404],
  ];
  for (const [place_, [asked, status]] of cases.entries()) {
    const answer = await asked;
    assert.equal(answer.status, status, `case ${place_}: ${answer.text}`);
    assert.ok(answer.json.detail_zh && answer.json.detail_en, answer.text);
  }
});

test('the same bytes again are one record with a second deposit', async () => {
  const bytes = randomBytes(4000);
  const first = await zhang.deposit(bytes, { filename: '原.bin', ...place });
  const second = await zhang.deposit(bytes, { filename: '又.bin', ...place });
  assert.equal(first.receipt.again, false);
  assert.equal(second.receipt.again, true);
  assert.equal(second.record_id, first.record_id);
  const { deposits } = await zhang.must('GET', `/api/records/${first.record_id}`);
  assert.deepEqual(deposits.map((deposit) => deposit.file_name), ['原.bin', '又.bin']);
});

test('two requests at once for one upload: one is served, the other told to wait', async () => {
  const at = await begin(60_000_000);
  const body = Buffer.alloc(60_000_000, 3);
  const answers = await Promise.all([zhang.patch(at, 0, body), zhang.patch(at, 0, body)]);
  const statuses = answers.map((answer) => answer.status).sort();
  assert.equal(statuses[0], 204);
  assert.ok([409, 423].includes(statuses[1]), String(statuses));
  assert.equal((await zhang.ended(at)).receipt.sha256, sha256(body));
});
