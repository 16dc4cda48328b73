// The recorder's files from the command line: `liuhen deposit`, its receipts, and `liuhen verify`.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { before } from 'node:test';
import { writeBigFile } from './support/big_file.mjs';
import { openBureau } from './support/bureau.mjs';
import { writeCameraFile } from './support/camera_file.mjs';
import { sha256, signedIn } from './support/client.mjs';
import { cutVideo } from './support/hostile_files.mjs';
import { liuhen, until } from './support/process.mjs';
import { password, program } from './support/settings.mjs';
import { later, step } from './support/story.mjs';

const mib = 1024 * 1024;
const env = { LIUHEN_PASSWORD: password };
let bureau, officer, place, key, files;
const receipts = new Map();

before(async () => {
  bureau = await openBureau(later, { web: false });
  key = join(bureau.data, 'keys/checkpoint.vkey');
  officer = await signedIn(bureau.server, 'zhang.wei');
  place = await officer.newPlace('云公资监立〔2026〕90号');
  files = ['甲.mp4', '乙.mp4', '丙.bin', '丁.mp4'].map((name) => join(bureau.folder, name));
  for (const path of files.filter((each) => each.endsWith('.mp4'))) await writeCameraFile(path);
  await writeBigFile(files[2], 192);
});

function words(paths, more = []) {
  const where = ['--case', place.case_id, '--act', place.act_id, '--user', 'zhang.wei'];
  const server = ['--server', bureau.server.url, '--receipts', bureau.folder, '--key', key];
  return ['deposit', ...paths, ...where, ...server, ...more];
}

/** Each file's line ends with where its receipt lies. */
function noteReceipts(out) {
  for (const line of out.trim().split('\n')) {
    const [file, receipt] = [line.split('  ')[0], line.split('  ').at(-1)];
    assert.match(receipt, /\.receipt\.json$/, line);
    receipts.set(file, receipt);
  }
}

function depositing(paths) {
  const child = spawn(program, words(paths), { env: { ...process.env, ...env } });
  const told = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (told.out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (told.err += text));
  later(() => child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.on('close', resolve));
  return { told, ended };
}

/** Of the upload that has come furthest. */
async function arrivedBytes() {
  const uploads = join(bureau.data, 'vault/uploads');
  const sizes = (await readdir(uploads)).map((id) =>
    stat(join(uploads, id, 'bytes')).then(({ size }) => size, () => 0),
  );
  return Math.max(0, ...(await Promise.all(sizes)));
}

step('several files are deposited although the server is killed in the middle', async () => {
  const { told, ended } = depositing(files);
  await until('the large file to be on its way', async () => (await arrivedBytes()) > 96 * mib, {
    stepMs: 2,
  });
  await bureau.server.kill();
  await until('deposit to notice', () => /trying again/.test(told.err));
  await bureau.server.start();
  const { uploads } = await officer.must('GET', '/api/uploads');
  assert.ok(uploads[0].offset_bytes >= 64 * mib, `goes on at ${uploads[0].offset_bytes}`);
  assert.equal(await ended, 0, told.out + told.err);
  // 丙.bin holds nothing that the probe could read.
  assert.equal(told.out.match(/safe to wipe the recorder/g).length, files.length - 1, told.out);
  assert.match(told.out, /丙\.bin.*but KEEP the recorder/);
  noteReceipts(told.out);
  const { records } = await officer.must('GET', `/api/records?act_id=${place.act_id}`);
  const names = records.map((record) => record.file_name);
  assert.deepEqual(names.sort(), files.map((path) => basename(path)).sort());
});

step('each receipt verifies against its file, and against no other', async () => {
  for (const file of files) {
    const receipt = receipts.get(file);
    const good = await liuhen(['verify', 'receipt', receipt, '--key', key, '--file', file]);
    assert.equal(good.code, 0, good.out);
    const { safe_to_wipe, sha256: stated } = JSON.parse(await readFile(receipt, 'utf8'));
    assert.ok(safe_to_wipe);
    assert.equal(stated, sha256(await readFile(file)));
  }
  const crossed = await liuhen(
    ['verify', 'receipt', receipts.get(files[0]), '--key', key, '--file', files[1], '--json'],
  );
  assert.equal(crossed.code, 1);
  assert.equal(JSON.parse(crossed.out).ok, false);
});

step('a bent receipt and a foreign key are refused', async () => {
  const text = await readFile(receipts.get(files[0]), 'utf8');
  const bent = join(bureau.folder, 'bent.json');
  await writeFile(bent, text.replace(/"sha256":"(.)/, (_, c) => `"sha256":"${c === '0' ? 1 : 0}`));
  assert.equal((await liuhen(['verify', 'receipt', bent, '--key', key])).code, 1);
  const foreign = 'liuhen.example/log+5b7ac4c2+AQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJ';
  const other = await liuhen(['verify', 'receipt', receipts.get(files[0]), '--key', foreign]);
  assert.notEqual(other.code, 0);
});

step('the same bytes again are said to be there already', async () => {
  const again = await liuhen(words([files[0]]), { env });
  assert.equal(again.code, 0, again.err);
  noteReceipts(again.out);
  assert.match(again.out, /was in the vault already, logged as a second deposit/);
  const receipt = JSON.parse(await readFile(receipts.get(files[0]), 'utf8'));
  assert.equal(receipt.again, true);
  const check = await liuhen(
    ['verify', 'receipt', receipts.get(files[0]), '--key', key, '--file', files[0]],
  );
  assert.equal(check.code, 0, check.out);
  const { records } = await officer.must('GET', `/api/records?act_id=${place.act_id}`);
  assert.equal(records.length, files.length);
});

step('a file that cannot be read or is refused fails by name; the others go on', async () => {
  const fresh = join(bureau.folder, '戊.mp4');
  await writeCameraFile(fresh);
  const mixed = await liuhen(words([join(bureau.folder, 'absent.mp4'), fresh]), { env });
  assert.equal(mixed.code, 1);
  assert.match(mixed.err, /absent\.mp4/);
  assert.match(mixed.out, /戊\.mp4.*safe to wipe/);
});

step('a recording that is cut is deposited, but not said to be safe to wipe', async () => {
  const cut = join(bureau.folder, '己.mp4');
  await writeFile(cut, await cutVideo());
  for (const round of ['deposited', 'was in the vault already']) {
    const told = await liuhen(words([cut]), { env });
    assert.equal(told.code, 0, told.err);
    noteReceipts(told.out);
    assert.match(told.out, new RegExp(`己\\.mp4 {2}${round}.* {2}receipt checked, but KEEP`));
    assert.doesNotMatch(told.out, /safe to wipe/);
    assert.match(told.err, /己\.mp4: the bytes are safe, but the recording itself is cut: keep/);
  }
  const good = await liuhen(['verify', 'receipt', receipts.get(cut), '--key', key, '--file', cut]);
  assert.equal(good.code, 0, good.out);
});

step('a wrong password and an unknown act end with a sentence', async () => {
  const wrong = await liuhen(words([files[0]]), { env: { LIUHEN_PASSWORD: 'not the password' } });
  assert.notEqual(wrong.code, 0);
  assert.match(wrong.err, /password/i);
  const args = words([files[0]]);
  args[args.indexOf('--act') + 1] = '00000000-0000-7000-8000-000000000000';
  const lost = await liuhen(args, { env });
  assert.equal(lost.code, 1);
  assert.match(lost.err, /act/);
});

step('the house is sound afterwards, while the server runs and after', async () => {
  await bureau.server.stop();
  const report = await liuhen(['verify', '--data', bureau.data, '--json']);
  assert.equal(report.code, 0, report.out + report.err);
  const told = JSON.parse(report.out);
  assert.deepEqual(told.problems, []);
  assert.equal(told.unpublished_entries ?? 0, 0);
});
