// The path of the house, walked by an officer in a browser: from a camera file to a proof that a
// stranger can check.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before } from 'node:test';
import { expectCalm, openBrowser, openPage, signInOn } from './support/browser.mjs';
import { openBureau } from './support/bureau.mjs';
import { writeCameraFile } from './support/camera_file.mjs';
import { sha256 } from './support/client.mjs';
import { liuhen } from './support/process.mjs';
import { later, step } from './support/story.mjs';

const fileName = 'DSJ0003_20260420_091000.mp4';
const purpose = '核对现场检查笔录与音像记录是否一致';
let bureau, page, original, bytes;

before(async () => {
  bureau = await openBureau(later);
  original = join(bureau.folder, fileName);
  bytes = await writeCameraFile(original);
  page = await openPage(await openBrowser(later), bureau.server);
});

async function verifyReceipt(receipt) {
  const key = join(bureau.data, 'keys/checkpoint.vkey');
  return liuhen(['verify', 'receipt', receipt, '--key', key, '--file', original]);
}

async function saved(download) {
  const path = join(bureau.folder, (await download).suggestedFilename());
  await (await download).saveAs(path);
  return path;
}

step('an officer signs in and opens a case', async () => {
  await signInOn(page, 'zhang.wei');
  await page.getByRole('link', { name: '案件', exact: true }).click();
  await page.getByRole('button', { name: '新立案件' }).click();
  await page.locator('#number').fill('云公资监立〔2026〕88号');
  await page.locator('#title').fill('某公司涉嫌弄虚作假骗取中标案');
  await page.locator('#party').fill('某建设有限公司（虚构）');
  await page.getByRole('button', { name: '立卷' }).click();
  await page.getByRole('heading', { name: '某公司涉嫌弄虚作假骗取中标案' }).waitFor();
  await page.getByText('本案还没有执法活动').waitFor();
  expectCalm(page);
});

step('he opens an act of two officers', async () => {
  await page.getByRole('button', { name: '登记执法活动' }).click();
  await page.locator('#kind').click();
  await page.locator('.ant-select-item-option', { hasText: '现场检查' }).click();
  await page.locator('#title').fill('对某公司办公场所的现场检查');
  await page.locator('#place').fill('云泽市湖滨区');
  await page.getByText('只有一名执法人员').waitFor();
  await page.locator('#officer_ids').click();
  await page.keyboard.type('李娜');
  await page.locator('.ant-select-item-option', { hasText: '李娜' }).click();
  await page.getByText('只有一名执法人员').waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  const act = page.locator('.act', { hasText: '对某公司办公场所的现场检查' });
  await act.getByText('张伟、李娜').waitFor();
  expectCalm(page);
});

step('a camera file goes through the tray to its receipt', async () => {
  const [chosen] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '添加文件' }).click(),
  ]);
  await chosen.setFiles(original);
  const asked = page.getByRole('dialog', { name: '存入 1 个文件' });
  // The name begins with the number of a device of the bureau: DSJ-0003.
  const device = asked.getByLabel(`${fileName} 的记录设备`);
  await device.waitFor();
  assert.equal(await device.locator('option:checked').innerText(), 'DSJ-0003');
  await page.waitForFunction(() => document.activeElement?.innerText.replace(/\s/g, '') === '存入');
  await page.keyboard.press('Enter');
  const row = page.locator('.tray-row', { hasText: fileName });
  await page.locator('.tray-row--done').waitFor();
  assert.match(await row.innerText(), /DSJ-0003/);
  await page.locator('.tray__wipe.is-safe').waitFor();
  assert.match(await row.innerText(), /已存入/);
  await row.getByRole('button', { name: '回执' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('可以清空记录设备中的该文件').waitFor();
  await dialog.getByText('本机计算的 SHA-256 与回执一致').waitFor();
  await dialog.getByText(sha256(bytes)).waitFor();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: '下载回执' }).click();
  const check = await verifyReceipt(await saved(download));
  assert.equal(check.code, 0, check.out + check.err);
  await dialog.getByRole('link', { name: '打开记录' }).click();
  await page.locator('h1', { hasText: fileName }).waitFor();
  expectCalm(page);
});

step('the record page shows status, facts and digests', async () => {
  await page.locator('.facts', { hasText: '记录设备' }).getByText('DSJ-0003').waitFor();
  await page.locator('.strip__step--done', { hasText: '识别' }).waitFor();
  const steps = await page.locator('.strip__step').evaluateAll((all) =>
    all.map((step) => [step.querySelector('b').innerText, step.className.split('--')[1]]),
  );
  assert.deepEqual(steps, [
    ['入库', 'done'],
    ['读回核对', 'done'],
    ['查毒', 'not_configured'],
    ['写入日志', 'done'],
    ['识别', 'done'],
  ]);
  assert.equal(await page.locator('.digests code').first().innerText(), sha256(bytes));
  assert.match(await page.locator('.digests code').last().innerText(), /^[0-9a-f]{64}$/);
  const facts = page.locator('section', { hasText: '文件自述' }).last();
  for (const fact of [/h264/, /aac/, /\d{3,4} × \d{3,4}/]) {
    await facts.getByText(fact).first().waitFor();
  }
  expectCalm(page);
});

step('nothing is sent before the purpose is stated; then it plays by the wall clock', async () => {
  const contentAsked = [];
  page.on('request', (request) => {
    if (request.url().includes('/content')) contentAsked.push(request.url());
  });
  await page.getByText('请先说明查看目的').waitFor();
  assert.equal(await page.locator('video').count(), 0);
  assert.deepEqual(contentAsked, []);
  await page.getByLabel('查看目的').fill(purpose);
  await page.getByRole('button', { name: '登记并查看' }).click();
  await page.locator('video').waitFor();
  await page.waitForFunction(() => document.querySelector('video').readyState >= 2);
  const clock = page.locator('.player__clock b');
  assert.match(await clock.innerText(), /^2026年3月5日 09:10:\d\d$/);
  const before = await clock.innerText();
  await page.getByRole('button', { name: '播放', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('video').currentTime > 1.2);
  await page.waitForFunction(
    (was) => document.querySelector('.player__clock b').innerText !== was,
    before,
  );
  await page.getByRole('button', { name: '暂停', exact: true }).click();
  assert.ok(contentAsked.every((url) => url.includes('viewing=')));
  expectCalm(page);
});

step('the history shows the viewing with its purpose', async () => {
  const line = page.locator('.history__line', { hasText: '查看记录' });
  await line.getByText(new RegExp(`目的.*${purpose}`)).waitFor();
  await line.getByText('张伟').waitFor();
  expectCalm(page);
});

step('the browser proves the deposit by itself, step by step', async () => {
  await page.getByRole('button', { name: '核验', exact: true }).click();
  const panel = page.getByRole('dialog');
  await panel.getByText('计算均成立，尚有步骤待您对照', { exact: true }).waitFor();
  const states = () =>
    panel.locator('.proof-step').evaluateAll((all) => all.map((step) => step.className));
  assert.equal((await states()).filter((name) => name.endsWith('--unknown')).length, 1);
  await panel.getByRole('button', { name: /对照无误/ }).click();
  await panel.getByText('这台电脑已记住该密钥').waitFor();
  await panel.getByText('核验通过', { exact: true }).waitFor();
  const all = await states();
  assert.equal(all.length, 7);
  assert.ok(all.every((name) => name.endsWith('--good')), all.join('\n'));
  const [chosen] = await Promise.all([
    page.waitForEvent('filechooser'),
    panel.getByRole('button', { name: '选择文件' }).click(),
  ]);
  await chosen.setFiles(original);
  await panel.getByText(/^是.*逐字节相同/).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  expectCalm(page);
});

step('a proof that somebody bent is shown as broken', async () => {
  await page.route('**/api/entries/*/proof', async (route) => {
    const response = await route.fetch();
    const proof = await response.json();
    proof.entry = proof.entry.replace(/"size_bytes":(\d)/, (_, digit) => {
      return `"size_bytes":${(Number(digit) % 9) + 1}`;
    });
    await route.fulfill({ response, json: proof });
  });
  await page.reload();
  await page.getByText(/^核验未通过/).click();
  const panel = page.getByRole('dialog');
  await panel.getByText('至少一步不成立').waitFor();
  assert.ok((await panel.locator('.proof-step--bad').count()) >= 2);
  await page.unroute('**/api/entries/*/proof');
  await page.keyboard.press('Escape');
  expectCalm(page);
});

step('the receipt of the record page verifies offline; another file does not', async () => {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载回执' }).click();
  const receipt = await saved(download);
  const good = await verifyReceipt(receipt);
  assert.equal(good.code, 0, good.out + good.err);
  assert.match(good.out, /The receipt is good/);
  const other = join(bureau.folder, 'other.mp4');
  await writeCameraFile(other);
  const key = join(bureau.data, 'keys/checkpoint.vkey');
  const bad = await liuhen(['verify', 'receipt', receipt, '--key', key, '--file', other]);
  assert.equal(bad.code, 1);
  assert.match(bad.out, /FAILED/);
  expectCalm(page);
});

step('everything is there in English too', async () => {
  await page.reload();
  await page.getByRole('button', { name: 'English' }).click();
  for (const word of ['Stored', 'Read back', 'In the log', 'Probed']) {
    await page.locator('.strip').getByText(word, { exact: true }).waitFor();
  }
  for (const word of ['Prove', 'Download receipt']) {
    await page.getByRole('button', { name: word, exact: true }).waitFor();
  }
  for (const word of ['History', 'Digests', 'What the file says', 'Belongs to']) {
    await page.getByText(word, { exact: true }).first().waitFor();
  }
  await page.getByText(`Purpose: ${purpose}`).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.getByRole('link', { name: 'My work' }).click();
  await page.getByRole('heading', { name: 'My work' }).waitFor();
  expectCalm(page);
});
