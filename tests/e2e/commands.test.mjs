// The commands as a person types them: help, keys, `serve`, `init`, `deposit`, `./run`.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { before } from 'node:test';
import { openBureau, Server } from './support/bureau.mjs';
import { writeCameraFile } from './support/camera_file.mjs';
import { Client, signedIn } from './support/client.mjs';
import { liuhen, run } from './support/process.mjs';
import { password } from './support/settings.mjs';
import { later, step } from './support/story.mjs';

const env = { LIUHEN_PASSWORD: password };
const number = '云公资监立〔2026〕190号';
const fromRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const runScript = fromRoot('run');
let bureau, officer, place, receipts, recording, key;

before(async () => {
  bureau = await openBureau(later, { web: false });
  officer = await signedIn(bureau.server, 'zhang.wei');
  place = await officer.newPlace(number);
  receipts = join(bureau.folder, 'receipts');
  recording = join(bureau.folder, '一.mp4');
  key = join(bureau.data, 'keys/checkpoint.vkey');
  await writeCameraFile(recording);
});

function deposit(words, { act = '测试活动', more = [], of = number } = {}) {
  const where = ['--case', of, '--act', act, '--user', 'zhang.wei'];
  const server = ['--server', bureau.server.url, '--receipts', receipts];
  return liuhen(['deposit', ...words, ...where, ...server, ...more], { env });
}

const recordCount = async () =>
  (await officer.must('GET', `/api/records?case_id=${place.case_id}`)).records.length;

step('each command explains itself, and the program says its version', async () => {
  for (const verb of ['serve', 'init', 'demo', 'deposit', 'verify', 'verify receipt', 'rebuild',
    'ocfl']) {
    for (const words of [[...verb.split(' '), '--help'], ['help', ...verb.split(' ')]]) {
      const told = await liuhen(words);
      assert.equal(told.code, 0, told.err);
      assert.match(told.out, new RegExp(`^usage: liuhen ${verb} [^]*Exit codes: 0`));
    }
  }
  assert.match((await liuhen(['--version'])).out, /^liuhen \d+\.\d+\.\d+\n$/);
  assert.match((await liuhen(['--help'])).out, /liuhen COMMAND --help/);
  assert.equal((await liuhen(['depsoit', '--help'])).code, 2);
});

step('case, act and device are named as the pages name them', async () => {
  const told = await deposit([recording], {
    of: '云公资监立[2026]190号', more: ['--device', 'dsj-0003', '--key', key],
  });
  assert.equal(told.code, 0, told.err);
  assert.match(told.out, /safe to wipe/);
  const { records } = await officer.must('GET', `/api/records?act_id=${place.act_id}`);
  const { devices } = await officer.must('GET', '/api/devices');
  assert.equal(records[0].device_id, devices.find((each) => each.number === 'DSJ-0003').id);
});

step('what fits nothing, or several, names the option and lists what would do', async () => {
  const twins = [await officer.openAct(place.case_id, '询问'),
    await officer.openAct(place.case_id, '询问')];
  const before = await recordCount();
  const fresh = join(bureau.folder, '二.mp4');
  await writeCameraFile(fresh);
  for (const [order, option, ...choices] of [
    [{ of: '云公资监立〔2026〕9999号' }, '--case', number],
    [{ of: '00000000-0000-7000-8000-000000000000' }, '--case', number],
    [{ act: '没有这项' }, '--act', '测试活动', place.act_id],
    [{ act: '询问' }, '--act', ...twins.map((act) => act.id)],
    [{ more: ['--device', 'DSJ-9999'] }, '--device', 'DSJ-0003'],
  ]) {
    const told = await deposit([fresh], order);
    assert.equal(told.code, 1, told.out);
    assert.match(told.err, new RegExp(`^liuhen deposit: ${option}: `));
    for (const choice of choices) assert.ok(told.err.includes(choice), told.err);
  }
  assert.equal(await recordCount(), before);
});

step('receipts that could not be kept are found out before anything is sent', async () => {
  const before = await recordCount();
  const fresh = join(bureau.folder, '三.mp4');
  await writeCameraFile(fresh);
  for (const bad of [recording, join(recording, 'below'), '/proc']) {
    const told = await deposit([fresh], { more: ['--receipts', bad] });
    assert.equal(told.code, 1, told.out);
    assert.match(told.err, /--receipts: receipts cannot be kept in .* nothing was sent/);
  }
  assert.equal(await recordCount(), before);
  const { uploads } = await officer.must('GET', '/api/uploads');
  assert.deepEqual(uploads, []);
});

step('a folder stands for its files; a folder in it is refused before anything is sent', async () => {
  const card = join(bureau.folder, 'card');
  await mkdir(join(card, 'DCIM'), { recursive: true });
  for (const name of ['a.mp4', 'b.mp4', '.index']) await writeCameraFile(join(card, name));
  const before = await recordCount();
  const refused = await deposit([card]);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /'DCIM'.*nothing was sent/);
  assert.equal(await recordCount(), before);
  const whole = join(bureau.folder, 'whole');
  await mkdir(whole);
  for (const name of ['a.mp4', 'b.mp4', '.index']) await writeCameraFile(join(whole, name));
  const told = await deposit([whole]);
  assert.equal(told.code, 0, told.err);
  assert.equal(told.out.match(/ {2}deposited {2}/g).length, 2, told.out);
  assert.match(told.err, /\.index: a hidden file, NOT deposited/);
  assert.equal(await recordCount(), before + 2);
});

step('a file that the probe cannot read is not said to be safe to wipe', async () => {
  const odd = join(bureau.folder, '四.mp4');
  await writeFile(odd, randomBytes(5000));
  const told = await deposit([odd], { more: ['--key', key] });
  assert.equal(told.code, 0, told.err);
  assert.match(told.out, /receipt checked, but KEEP/);
  assert.doesNotMatch(told.out, /safe to wipe/);
  assert.match(told.err, /四\.mp4: .*could not read the file: do not wipe.*look at it first/);
});

step('a key that is none gives no verdict, an own exit code, and not its content', async () => {
  const receipt = join(receipts, (await readdir(receipts)).find((name) => /^一/.test(name)));
  const diary = join(bureau.folder, 'diary.txt');
  await writeFile(diary, 'dear diary\n');
  const secret = join(bureau.data, 'keys/checkpoint.ed25519');
  const verify = ['verify', '--data', bureau.data];
  const check = ['verify', 'receipt', receipt];
  for (const words of [
    ...[diary, secret, receipt, join(bureau.folder, 'absent'), bureau.folder].flatMap((bad) => [
      [...check, '--key', bad], [...check, '--key', key, '--sm2-key', bad],
      [...verify, '--key', bad], [...verify, '--sm2-key', bad],
    ]),
    ['deposit', recording, '--case', number, '--act', 'x', '--user', 'zhang.wei', '--key', diary],
  ]) {
    const told = await liuhen(words, { env });
    assert.equal(told.code, 4, words.join(' ') + told.out + told.err);
    assert.match(told.err, /the key of --(sm2-)?key .* cannot be used: .*Nothing was checked/);
    assert.doesNotMatch(told.out + told.err, /NOT|dear diary|PRIVATE\+KEY|BEGIN PRIVATE/);
  }
  assert.match((await liuhen([...check, '--key', secret])).err, /PRIVATE key/);
  assert.equal((await liuhen([...check, '--key', key])).code, 0);
  const vkey = (await readFile(key, 'utf8')).trim();
  assert.equal((await liuhen([...check, '--key', vkey])).code, 0);
  const unread = await liuhen(['verify', 'receipt', join(receipts, 'absent'), '--key', key]);
  assert.equal(unread.code, 3);
  assert.match(unread.err, /could not be checked/);
});

step('serve says that it has no pages, and refuses a folder without them', async () => {
  const bare = new Server(bureau.data, { web: false });
  for (const folder of [join(bureau.folder, 'absent'), receipts, '']) {
    const told = await liuhen(['serve', '--data', bureau.data, '--port', '0', '--web', folder]);
    assert.equal(told.code, 1);
    assert.match(told.err, /--web: there are no pages in .*index\.html.*npm run build/);
  }
  await bureau.server.stop();
  await bare.start();
  later(() => bare.stop());
  assert.match(bare.out, /No pages are served, the API only\..*--web/);
  await bare.stop();
});

step('serve leaves nothing in a folder without a house', async () => {
  const empty = join(bureau.folder, 'empty');
  await mkdir(empty);
  for (const verb of ['serve', 'rebuild', 'verify']) {
    const told = await liuhen([verb, '--data', empty]);
    assert.notEqual(told.code, 0);
    assert.deepEqual(await readdir(empty), [], verb);
  }
  assert.match((await liuhen(['serve', '--data', empty])).err, /there is no house in/);
});

step('--sign-ins-per-minute holds back who guesses, and not who knows', async () => {
  const tries = async (more) => {
    const server = new Server(bureau.data, { web: false, more });
    later(() => server.stop());
    await server.start();
    const client = new Client(server);
    const enter = async (sign_in_name, secret) =>
      (await client.json('POST', '/api/session', { sign_in_name, password: secret })).status;
    const states = [];
    for (let round = 0; round < 3; round += 1) {
      states.push(await enter('zhang.wei', password), await enter(`nobody${round}`, 'guessed one'));
    }
    await server.stop();
    return states;
  };
  // Half of N at once.
  assert.deepEqual(await tries(['--sign-ins-per-minute', '4']), [200, 401, 200, 401, 429, 429]);
  assert.deepEqual(await tries([]), [200, 401, 200, 401, 200, 401]);
  for (const bad of ['0', 'many', '100001']) {
    const told = await liuhen(['serve', '--data', bureau.data, '--sign-ins-per-minute', bad]);
    assert.equal(told.code, 2);
    assert.match(told.err, /--sign-ins-per-minute wants a number from 1 to 100000/);
  }
});

step('init through a pipe: in either language, each answer checked when it is given', async () => {
  const people = ['王系统', 'Not A Name', '', '李安全', 'sysadmin', '', '赵审计', '', ''];
  const answers = ['某局', 'Some Bureau', '', '一科', '一科', '一科 | First', '', ...people];
  const input = answers.join('\n');
  const data = join(bureau.folder, 'with space');
  const zh = await liuhen(['init', '--data', data, '--lang', 'zh'], { env, input });
  assert.equal(zh.code, 0, zh.err);
  assert.match(zh.out, /单位的中文名称：[^]*没有英文名称：英文页面上也将显示中文名称/);
  assert.match(zh.out, /科室“一科”已经有了[^]*登录名用 2 至 64[^]*已经给了另一名管理员/);
  assert.match(zh.out, /启动：\n\S*liuhen serve --data '\S*with space' --web \S+/);
  const english = { ...env, LC_ALL: 'C.UTF-8' };
  const other = join(bureau.folder, 'other');
  const en = await liuhen(['init', '--data', other], { env: english, input });
  assert.equal(en.code, 0, en.err);
  assert.match(en.out, /unit called 一科 already[^]*2 to 64[^]*has this sign-in name already/);
  const fresh = join(bureau.folder, 'unfinished');
  const ended = await liuhen(['init', '--data', fresh], { env: english, input: '某局\n' });
  assert.equal(ended.code, 1);
  assert.match(ended.err, /input ended before all was answered; nothing was created/);
  assert.ok(!existsSync(fresh));
});

step('./run says what its options want', async () => {
  for (const words of [['--port'], ['--port', 'x'], ['--port', '70000'], ['--data'],
    ['--data', '--port'], ['--nonsense']]) {
    const told = await run(runScript, words);
    assert.equal(told.code, 2);
    assert.match(told.err, /^(--port wants|--data wants|unknown option) .*\.\/run --help\n$/);
  }
});

step('the documents name what there is: buttons as the page shows them, and each other', async () => {
  const text = (path) => readFile(fromRoot(path), 'utf8');
  const operating = await text('docs/operating/README.md');
  const [, forgotten] = /### Forgotten passwords([^]*?)\n### /.exec(operating);
  const words = (await text('web/src/features/people/words.ts')) + (await text('web/src/app/words.ts'));
  const named = [...forgotten.matchAll(/\*\*(.+?)\*\* \((.+?)\)/g)].flatMap(([, zh, en]) => [zh, en]);
  assert.equal(named.length, 6);
  for (const name of named) assert.ok(words.includes(`'${name}'`), name);
  const links = async (path) =>
    [...(await text(path)).split(/^## /m).at(-1).matchAll(/^\| \[(.+?)\]/gm)].map(([, name]) => name);
  assert.deepEqual(await links('README.zh-CN.md'), await links('README.md'));
});
