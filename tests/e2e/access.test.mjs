// Who gets in, and to what: sessions, cross-site requests, roles, other people's cases.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { openBureau } from './support/bureau.mjs';
import { Client, request, signedIn } from './support/client.mjs';
import { operations } from './support/contract.mjs';
import { password } from './support/settings.mjs';
import { later } from './support/story.mjs';

let server, zhang, li;

before(async () => {
  ({ server } = await openBureau(later));
  zhang = await signedIn(server, 'zhang.wei');
  li = await signedIn(server, 'li.na');
});

const typeOf = (answer) => [answer.status, answer.json?.type];

/** A record of a case that zhang.wei does not handle. */
async function foreignRecord() {
  const { records } = await li.must('GET', '/api/records?limit=200');
  return records.find((record) => record.file_name === 'JK0002_20260307_083000.ts');
}

async function ownRecord() {
  const { records } = await zhang.must('GET', '/api/records?limit=200');
  return records.find((record) => record.file_name === 'DSJ0003_20260305_091000.mp4');
}

test('every operation that is not open answers 401 to strangers', async () => {
  const all = await operations();
  const closed = all.filter(({ open }) => !open);
  assert.ok(closed.length > 30, `only ${closed.length} operations found in the contract`);
  for (const { method, path } of closed) {
    const headers = { 'Tus-Resumable': '1.0.0' };
    const answer = await request(server.url, method, path, { headers });
    const expected = method === 'HEAD' ? [401, undefined] : [401, 'not-signed-in'];
    assert.deepEqual(typeOf(answer), expected, `${method} ${path}`);
  }
});

test('a refusal is problem+json in both languages', async () => {
  const answer = await request(server.url, 'GET', '/api/cases');
  assert.match(answer.headers['content-type'], /^application\/problem\+json/);
  const { title, status, detail_zh: zh, detail_en: en } = answer.json;
  assert.ok(title && status === 401 && /[一-鿿]/.test(zh) && /^[A-Z].*\.$/.test(en));
});

test('invented, foreign and ended sessions count for nothing', async () => {
  for (const headers of [
    { Cookie: 'liuhen_session=invented' },
    { Cookie: `liuhen_session=${'a'.repeat(4000)}` },
    { Authorization: 'Bearer invented' },
    // A cookie's token is no bearer token: it would then need no CSRF header.
    { Authorization: `Bearer ${zhang.own.Cookie.split('=')[1]}` },
  ]) {
    const who = await request(server.url, 'GET', '/api/session', { headers });
    assert.equal(who.status, 204, JSON.stringify(headers));
    const cases = await request(server.url, 'GET', '/api/cases', { headers });
    assert.deepEqual(typeOf(cases), [401, 'not-signed-in'], JSON.stringify(headers));
  }
  const brief = await signedIn(server, 'sun.li');
  assert.equal((await brief.get('/api/cases')).status, 200);
  assert.equal((await brief.request('DELETE', '/api/session')).status, 204);
  assert.equal((await brief.get('/api/cases')).status, 401);
});

test('the session cookie is out of reach of scripts and of other sites', async () => {
  const body = { sign_in_name: 'sun.li', password };
  const answer = await new Client(server).json('POST', '/api/session', body);
  const [cookie] = answer.headers['set-cookie'];
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Strict/);
});

test('a write by cookie needs its CSRF token', async () => {
  const body = { number: '无令牌', title: 't', party: 'p', procedure: 'ordinary' };
  const { Cookie } = zhang.own;
  for (const more of [{}, { 'Liuhen-Csrf': '' }, { 'Liuhen-Csrf': li.session.csrf }]) {
    const stranger = new Client(server);
    stranger.own = { Cookie, ...more };
    assert.deepEqual(typeOf(await stranger.json('POST', '/api/cases', body)), [403, 'csrf']);
    assert.deepEqual(typeOf(await stranger.create(1, { filename: 'a' })), [403, 'csrf']);
  }
  const foreign = await zhang.json('POST', '/api/cases', body, { Origin: 'https://evil.example' });
  assert.deepEqual(typeOf(foreign), [403, 'foreign-origin']);
});

test('a program signs in for a bearer token and needs no CSRF token', async () => {
  const body = { sign_in_name: 'li.na', password, token: true };
  const answer = await new Client(server).json('POST', '/api/session', body);
  assert.equal(answer.headers['set-cookie'], undefined);
  const program = new Client(server);
  program.own = { Authorization: `Bearer ${answer.json.token}` };
  const made = await program.json('POST', '/api/cases', {
    number: '令牌立案', title: '由程序立案', party: '某人', procedure: 'simple',
  });
  assert.equal(made.status, 201);
});

test('administrators see no case, no record, no content', async () => {
  const record = await ownRecord();
  for (const name of ['sysadmin', 'secadmin', 'audadmin']) {
    const admin = await signedIn(server, name);
    const at = `/api/records/${record.id}`;
    for (const path of ['/api/cases', '/api/records', `${at}/derived/poster.jpg`,
      `${at}/content?viewing=${record.id}`]) {
      assert.deepEqual(typeOf(await admin.get(path)), [403, 'not-permitted'], `${name} ${path}`);
    }
    for (const path of [`/api/cases/${record.case_id}`, `/api/acts/${record.act_id}`, at,
      `${at}/history`, `${at}/receipt`]) {
      assert.deepEqual(typeOf(await admin.get(path)), [404, 'not-found'], `${name} ${path}`);
    }
    const viewing = await admin.json('POST', `${at}/viewings`, { purpose: '检查' });
    assert.deepEqual(typeOf(viewing), [403, 'not-permitted']);
    const deposit = await admin.create(3, { filename: 'a', act_id: record.act_id });
    assert.deepEqual(typeOf(deposit), [403, 'not-permitted']);
    const { my_cases: cases, recent_records: records } =
      await admin.must('GET', '/api/my-work');
    assert.deepEqual([cases, records], [[], []]);
    assert.deepEqual(typeOf(await admin.get('/api/findings')), [403, 'not-permitted']);
    const entries = await admin.get('/api/entries');
    assert.equal(entries.status, name === 'audadmin' ? 200 : 403);
  }
});

test('only those whose office it is create units and accounts', async () => {
  const unit = { name_zh: '新科室', name_en: 'New unit' };
  for (const name of ['zhang.wei', 'secadmin', 'audadmin', 'wang.qiang']) {
    const answer = await (await signedIn(server, name)).json('POST', '/api/units', unit);
    assert.equal(answer.status, 403, name);
  }
  const system = await signedIn(server, 'sysadmin');
  assert.equal((await system.json('POST', '/api/units', unit)).status, 201);
  const { units } = await system.must('GET', '/api/units');
  const security = await signedIn(server, 'secadmin');
  const account = {
    sign_in_name: 'xin.ren', name: '新人', unit_id: units[0].id, roles: ['officer'],
  };
  assert.equal((await system.json('POST', '/api/accounts', account)).status, 403);
  const mixed = { ...account, roles: ['officer', 'audit_admin'] };
  assert.ok((await security.json('POST', '/api/accounts', mixed)).status >= 400);
  const made = await security.json('POST', '/api/accounts', account);
  assert.equal(made.status, 201);
  const stated = { ...account, sign_in_name: 'xin.ren.2', password: 'long enough 2026' };
  assert.equal((await security.json('POST', '/api/accounts', stated)).status, 400);
  const standing = `/api/accounts/${made.json.id}/standing`;
  const off = await security.json('PUT', standing, { enabled: false, reason: '离职' });
  assert.equal(off.status, 200);
  const entered = await new Client(server).json('POST', '/api/session', {
    sign_in_name: 'xin.ren', password: made.json.one_time_password,
  });
  assert.notEqual(entered.status, 200);
});

test("another officer's case is not there, in any way", async () => {
  const record = await foreignRecord();
  const detail = await li.must('GET', `/api/records/${record.id}`);
  const at = `/api/records/${record.id}`;
  const asked = [
    zhang.get(`/api/cases/${record.case_id}`), zhang.get(`/api/acts/${record.act_id}`),
    zhang.get(at), zhang.get(`${at}/history`), zhang.get(`${at}/receipt`),
    zhang.get(`${at}/content?viewing=${record.id}`), zhang.get(`${at}/derived/poster.jpg`),
    zhang.get(`/api/entries/${detail.entry_index}/proof`),
    zhang.json('POST', `${at}/viewings`, { purpose: '看看' }),
    zhang.json('PUT', `/api/cases/${record.case_id}/stage`, { stage: 'closed', reason: 'x' }),
    zhang.json('POST', `/api/cases/${record.case_id}/acts`, {
      kind: 'inquiry', title: 't', place: 'p', officer_ids: [zhang.session.account.id],
    }),
    zhang.json('PUT', `/api/acts/${record.act_id}/times`, {
      started_at: '2026-03-05T01:10:00.000Z',
    }),
    zhang.create(3, { filename: 'a', act_id: record.act_id }),
  ];
  for (const [place, answer] of (await Promise.all(asked)).entries()) {
    assert.deepEqual(typeOf(answer), [404, 'not-found'], `request ${place}`);
  }
  const mine = await zhang.must('GET', '/api/records?limit=200');
  assert.ok(mine.records.every(({ id }) => id !== record.id));
  const byCase = await zhang.must('GET', `/api/records?case_id=${record.case_id}`);
  assert.deepEqual(byCase.records, []);
  const byName = await zhang.must('GET', '/api/records?q=JK0002');
  assert.deepEqual(byName.records, []);
});

test('five wrong passwords lock the account, and say nothing about whether it exists', async () => {
  const stranger = new Client(server);
  const enter = (name, word) =>
    stranger.json('POST', '/api/session', { sign_in_name: name, password: word });
  const unknown = await enter('nobody.here', 'wrong password');
  const known = await enter('zhou.jie', 'wrong password');
  assert.deepEqual(typeOf(known), typeOf(unknown));
  for (let time = 0; time < 4; time += 1) await enter('zhou.jie', 'wrong password');
  const locked = await enter('zhou.jie', password);
  assert.equal(locked.json.type, 'locked');
});

test('malformed bodies are refused by name, and nothing is written', async () => {
  const good = { number: '坏的', title: 't', party: 'p', procedure: 'ordinary' };
  for (const [field, value] of [
    ['number', ''], ['number', 5], ['title', 'x'.repeat(201)], ['party', null],
    ['procedure', 'whatever'], ['handler_ids', ['nobody']], ['title', 'a\u0000b'],
  ]) {
    const answer = await zhang.json('POST', '/api/cases', { ...good, [field]: value });
    assert.equal(answer.status, 400, `${field}: ${answer.text}`);
    assert.equal(answer.json.field, field);
  }
  for (const body of ['', '{', '[]', '"x"', `{"number":${'['.repeat(5000)}`]) {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await zhang.request('POST', '/api/cases', { headers, body });
    assert.equal(answer.status, 400, body.slice(0, 20));
  }
  const { cases } = await zhang.must('GET', `/api/cases?q=${encodeURIComponent('坏的')}`);
  assert.deepEqual(cases, []);
});

test('the same idempotency key is one deed', async () => {
  const body = { number: '一次', title: '只立一次', party: 'p', procedure: 'ordinary' };
  const key = { 'Idempotency-Key': 'e2e-key-0001' };
  const [first, second] = [
    await zhang.json('POST', '/api/cases', body, key),
    await zhang.json('POST', '/api/cases', body, key),
  ];
  assert.deepEqual([first.status, second.status], [201, 201]);
  assert.equal(first.json.id, second.json.id);
  const other = await zhang.json('POST', '/api/cases', { ...body, title: '别的' }, key);
  assert.deepEqual(typeOf(other), [422, 'key-reused']);
});

test('every page carries the headers that keep a browser on the safe side', async () => {
  for (const path of ['/', '/api/house', '/records/x', '/api/absent']) {
    const { headers } = await request(server.url, 'GET', path);
    const policy = headers['content-security-policy'];
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
    assert.match(policy, /frame-ancestors 'self'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(headers['referrer-policy'], /same-origin|no-referrer/);
  }
});
