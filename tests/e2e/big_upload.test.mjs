// A file of 1 GiB through the page, the server killed twice on the way: right digest in the end,
// and a receipt that verifies with no server at all. LIUHEN_E2E_BIG_MIB makes it larger.
import assert from 'node:assert/strict';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { before } from 'node:test';
import { expectCalm, openBrowser, openPage, signInOn } from './support/browser.mjs';
import { writeBigFile } from './support/big_file.mjs';
import { openBureau } from './support/bureau.mjs';
import { signedIn } from './support/client.mjs';
import { liuhen, pause, until } from './support/process.mjs';
import { later, step } from './support/story.mjs';

const mib = 1024 * 1024;
const sizeMib = Number(process.env.LIUHEN_E2E_BIG_MIB ?? 1024);
const fileName = 'LYB0001_20260421_080000.wav';
let bureau, page, officer, place, original, sha256, startedAt;

before(async () => {
  bureau = await openBureau(later);
  original = join(bureau.folder, fileName);
  const wroteAt = Date.now();
  sha256 = await writeBigFile(original, sizeMib);
  console.log(`wrote ${sizeMib} MiB in ${(Date.now() - wroteAt) / 1000} s`);
  officer = await signedIn(bureau.server, 'zhang.wei');
  place = await officer.newPlace('云公资监立〔2026〕89号');
  // A server that is away is part of this test: what a browser writes about its connections.
  const tolerated = [
    /net::ERR_(CONNECTION_\w+|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|INCOMPLETE_\w+|ABORTED|FAILED)/,
  ];
  page = await openPage(await openBrowser(later), bureau.server, { tolerated });
});

async function settledBytes() {
  const { uploads } = await officer.must('GET', '/api/uploads');
  return uploads[0]?.offset_bytes ?? 0;
}

/** Kills the server while a piece is on its way; nothing that it had settled may be gone after. */
async function killPast(bytes) {
  const settled = await until(
    `${bytes} bytes to be settled`,
    async () => {
      const now = await settledBytes();
      return now >= bytes && now;
    },
    { limitMs: 120_000, stepMs: 20 },
  );
  assert.ok(settled < sizeMib * mib, 'the upload was over before the kill');
  await pause(60); // into the middle of the next piece
  await bureau.server.kill();
  await page.locator('.tray-row__state', { hasText: '服务器暂无应答' }).waitFor();
  await bureau.server.start();
  const kept = await settledBytes();
  assert.ok(kept >= settled, `${kept} bytes after the kill, ${settled} before`);
  return kept;
}

step('the page sends a large file', async () => {
  await signInOn(page, 'zhang.wei');
  await page.goto(`/cases/${place.case_id}`);
  const [chosen] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '添加文件' }).click(),
  ]);
  startedAt = Date.now();
  await chosen.setFiles(original);
  await page.getByRole('dialog').locator('.ant-btn-primary').click();
  await page.locator('.tray-row', { hasText: fileName }).waitFor();
});

step('the server is killed in the middle, and again', async () => {
  const first = await killPast(sizeMib * mib * 0.2);
  const second = await killPast(sizeMib * mib * 0.55);
  assert.ok(second > first);
});

step('the page ends with a receipt for the right bytes', async () => {
  await page.locator('.tray-row--done').waitFor({ timeout: 120_000 });
  const seconds = (Date.now() - startedAt) / 1000;
  const memory = await bureau.server.peakMemory();
  console.log(`sent, killed twice, deposited in ${seconds} s; server at most ${memory} MiB`);
  assert.ok(memory < 200, `the server took ${memory} MiB`);
  const { records } = await officer.must('GET', `/api/records?act_id=${place.act_id}`);
  assert.equal(records.length, 1);
  assert.equal(records[0].sha256, sha256);
  assert.equal(records[0].size_bytes, sizeMib * mib);
  assert.equal(records[0].file_name, fileName);
  assert.equal(await settledBytes(), 0);
  expectCalm(page);
});

step('the receipt verifies with the file and without a server', async () => {
  const row = page.locator('.tray-row', { hasText: fileName });
  await row.getByRole('button', { name: '回执' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('可以清空记录设备中的该文件').waitFor();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '下载回执' }).click();
  const receipt = join(bureau.folder, 'receipt.json');
  await (await download).saveAs(receipt);
  await bureau.server.stop();
  const key = join(bureau.data, 'keys/checkpoint.vkey');
  const check = await liuhen(['verify', 'receipt', receipt, '--key', key, '--file', original]);
  assert.equal(check.code, 0, check.out + check.err);
});

step('the house is sound, and nothing is left in staging', async () => {
  await rm(original);
  const report = await liuhen(['verify', '--data', bureau.data, '--json'], { limitMs: 120_000 });
  assert.equal(report.code, 0, report.out);
  const { blocks } = await stat(bureau.data); // the folder itself: it is there
  assert.ok(blocks >= 0);
});
