// The bytes of a record: only under a viewing, whose entry is durable before the first of them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { openBureau } from './support/bureau.mjs';
import { signedIn } from './support/client.mjs';
import { mediaFolder } from './support/settings.mjs';
import { later } from './support/story.mjs';

let server, zhang, li, records, bytes;

before(async () => {
  ({ server } = await openBureau(later));
  zhang = await signedIn(server, 'zhang.wei');
  li = await signedIn(server, 'li.na');
  ({ records } = await zhang.must('GET', '/api/records?limit=200'));
  bytes = await readFile(join(mediaFolder, 'DSJ0003_20260305_091000.mp4'));
});

const named = (name) => records.find((record) => record.file_name === name);
const recording = () => named('DSJ0003_20260305_091000.mp4');
const refused = (answer) => [answer.status, answer.json?.type];

test('without a viewing of this record by this person there is no content', async () => {
  const { id } = recording();
  const other = named('DSJ0003_20260312_101500.mp4');
  const elsewhere = await zhang.view(other.id);
  const hers = await li.view(id);
  const content = `/api/records/${id}/content`;
  for (const query of ['', '?viewing=', '?viewing=x', `?viewing=${id}`,
    `?viewing=${elsewhere.id}`, `?viewing=${hers.id}`]) {
    for (const headers of [{}, { Range: 'bytes=0-0' }]) {
      const answer = await zhang.get(content + query, headers);
      assert.equal(answer.status, 403, `${query}: ${answer.text.slice(0, 200)}`);
      assert.equal(answer.json.article, '3-15');
    }
  }
});

test('a playable copy needs a viewing as the original does', async () => {
  const record = named('SXJ0001_20260306_150000.avi');
  assert.equal(record.playable, 'proxy');
  const proxy = `/api/records/${record.id}/derived/proxy.mp4`;
  assert.equal((await zhang.get(proxy)).status, 403);
  const viewing = await zhang.view(record.id);
  const head = await zhang.get(viewing.proxy_url, { Range: 'bytes=4-7' });
  assert.equal(head.status, 206);
  assert.equal(head.text, 'ftyp');
});

test('a purpose is a must', async () => {
  const viewings = `/api/records/${recording().id}/viewings`;
  for (const purpose of [undefined, '', '   ', 7, 'x'.repeat(501)]) {
    const answer = await zhang.json('POST', viewings, { purpose });
    assert.deepEqual(refused(answer), [400, 'bad-input'], String(purpose));
    assert.equal(answer.json.field, 'purpose');
  }
});

test('who looked and why stands in the log before the first byte is sent', async () => {
  const { id } = recording();
  const purpose = '听证前核对录像';
  const viewing = await zhang.view(id, purpose);
  // Nothing has been fetched yet, and the entry is there, with its place in the signed log.
  const proof = await zhang.must('GET', `/api/entries/${viewing.entry_index}/proof`);
  const entry = JSON.parse(proof.entry);
  assert.equal(entry.kind, 'record.viewed');
  assert.equal(entry.subject, `record:${id}`);
  assert.equal(entry.actor, `account:${zhang.session.account.id}`);
  assert.equal(entry.body.purpose, purpose);
  assert.ok(proof.tree_size > viewing.entry_index);
  const { entries } = await zhang.must('GET', `/api/records/${id}/history`);
  assert.ok(entries.some(({ index }) => index === viewing.entry_index));
  const content = await zhang.get(viewing.content_url);
  assert.equal(content.status, 200);
  assert.ok(content.body.equals(bytes));
});

test('ranges are the bytes they say', async () => {
  const { content_url: url } = await zhang.view(recording().id);
  const size = bytes.length;
  const expected = [
    ['bytes=0-0', 0, 1],
    ['bytes=10-19', 10, 20],
    [`bytes=${size - 7}-`, size - 7, size],
    ['bytes=-5', size - 5, size],
    [`bytes=100-${size * 2}`, 100, size],
  ];
  for (const [range, from, to] of expected) {
    const answer = await zhang.get(url, { Range: range });
    assert.equal(answer.status, 206, range);
    assert.equal(answer.headers['content-range'], `bytes ${from}-${to - 1}/${size}`);
    assert.ok(answer.body.equals(bytes.subarray(from, to)), range);
  }
  const beyond = await zhang.get(url, { Range: `bytes=${size}-` });
  assert.equal(beyond.status, 416);
  assert.equal(beyond.headers['content-range'], `bytes */${size}`);
  for (const range of ['bytes=5-2', 'lines=0-1', 'bytes=x-y', `bytes=${'9'.repeat(40)}-`]) {
    const answer = await zhang.get(url, { Range: range });
    assert.ok([200, 416].includes(answer.status), `${range}: ${answer.status}`);
  }
});

test('content is kept out of caches and can run nothing', async () => {
  const { content_url: url } = await zhang.view(recording().id);
  const { headers } = await zhang.get(url, { Range: 'bytes=0-0' });
  assert.match(headers['cache-control'], /no-store/);
  assert.match(headers['content-security-policy'], /default-src 'none'.*sandbox/);
  assert.equal(headers['x-content-type-options'], 'nosniff');
  const again = await zhang.get(url, { 'If-None-Match': headers.etag });
  assert.equal(again.status, 304);
  const stale = { Range: 'bytes=0-0', 'If-Range': '"other"' };
  assert.equal((await zhang.get(url, stale)).status, 200);
});

test('a viewing of a signed-out person is over', async () => {
  const jing = await signedIn(server, 'chen.jing');
  const { content_url: url } = await jing.view(recording().id);
  assert.equal((await jing.get(url, { Range: 'bytes=0-0' })).status, 206);
  await jing.request('DELETE', '/api/session');
  assert.equal((await jing.get(url)).status, 401);
});

test('every record of the bureau has a receipt whose entry says the same', async () => {
  for (const record of records) {
    const receipt = await zhang.must('GET', `/api/records/${record.id}/receipt`);
    const { body } = JSON.parse(receipt.proof.entry);
    assert.equal(receipt.format, 'liuhen-receipt/1');
    assert.deepEqual([body.sha256, body.sm3, body.size_bytes],
      [receipt.sha256, receipt.sm3, receipt.size_bytes]);
    assert.equal(receipt.sha256, record.sha256);
  }
});
