// Files and names that nobody should trust: each becomes a record with a sentence about what was
// found, the page shows it calmly, and the server goes on.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, test } from 'node:test';
import { expectCalm, openBrowser, openPage, signInOn } from './support/browser.mjs';
import { openBureau } from './support/bureau.mjs';
import { sha256, signedIn } from './support/client.mjs';
import { cutStream, cutVideo, hostileNames, noise, pngBomb } from './support/hostile_files.mjs';
import { later } from './support/story.mjs';

let server, officer, place, page;

before(async () => {
  ({ server } = await openBureau(later));
  officer = await signedIn(server, 'zhang.wei');
  place = await officer.newPlace('云公资监立〔2026〕92号');
  page = await openPage(await openBrowser(later), server);
  await signInOn(page, 'zhang.wei');
});

async function recordOf(bytes, filename) {
  const upload = await officer.deposit(bytes, { filename, ...place });
  assert.equal(upload.state, 'done', JSON.stringify(upload));
  assert.equal(upload.receipt.sha256, sha256(bytes));
  return officer.probed(upload.record_id);
}

/** The record's page stands, says what was found, and complains of nothing. */
async function expectCalmPage(record) {
  await page.goto(`/records/${record.id}`);
  await page.locator('h1', { hasText: record.file_name.slice(0, 40) }).waitFor();
  await page.locator('.strip__step--done', { hasText: '写入日志' }).waitFor();
  await page.getByText('浏览器已计算').waitFor();
  expectCalm(page);
}

async function expectSound() {
  const { status, json } = await officer.get('/healthz');
  assert.deepEqual([status, json.state], [200, 'ok']);
  const memory = await server.peakMemory();
  assert.ok(memory < 200, `the server took ${memory} MiB`);
}

test('random bytes named .mp4', async () => {
  const record = await recordOf(noise(), '随机.mp4');
  assert.equal(record.probe_state, 'answered');
  assert.equal(record.playable, 'none');
  await expectCalmPage(record);
  await page.getByText('浏览器不能显示这种文件').waitFor();
  await expectSound();
});

test('a video cut in the middle, its index lost', async () => {
  const record = await recordOf(await cutVideo(), '断电.mp4');
  await expectCalmPage(record);
  await page.getByText(/文件不完整|无法读取|识别未完成/).first().waitFor();
  await expectSound();
});

test('a stream cut in the middle still plays as far as it goes', async () => {
  const record = await recordOf(await cutStream(), '监控截断.ts');
  assert.equal(record.probe_state, 'answered');
  assert.equal(record.media_kind, 'video');
  await expectCalmPage(record);
  await page.getByLabel('查看目的').waitFor({ timeout: 40_000 }); // the copy to play is ready
  await page.getByLabel('查看目的').fill('核对');
  await page.getByRole('button', { name: '登记并查看' }).click();
  await page.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
  expectCalm(page);
  await expectSound();
});

test('a picture that unpacks to gigabytes', async () => {
  const record = await recordOf(pngBomb(), '全黑.png');
  await expectCalmPage(record);
  await expectSound();
});

test('a file of no bytes', async () => {
  const upload = await officer.create(0, { filename: '空.mp4', ...place });
  assert.equal(upload.status, 201, upload.text);
  const { record_id, receipt } = await officer.ended(upload.headers.location);
  assert.equal(receipt.size_bytes, 0);
  await expectCalmPage(await officer.probed(record_id));
});

test('names are shown as harmless text and never used as paths', async () => {
  for (const [name, shown] of hostileNames) {
    const record = await recordOf(randomBytes(64), name);
    assert.match(record.file_name, shown);
    assert.doesNotMatch(record.file_name, /[\u0000-\u001f\u202a-\u202e\u2066-\u2069/\\]/);
    assert.ok(Buffer.byteLength(record.file_name) <= 255);
    const viewing = await officer.view(record.id);
    const { headers } = await officer.get(viewing.content_url);
    assert.match(headers['content-disposition'], /^(inline|attachment); filename="/);
    assert.equal(headers['set-cookie'], undefined);
  }
  const invalid = { filename: '', ...place };
  const broken = await officer.create(3, invalid, {
    'Upload-Metadata': `filename //79,act_id ${Buffer.from(place.act_id).toString('base64')}`,
  }, 'abc');
  assert.ok([201, 400].includes(broken.status), broken.text);
  await page.goto(`/cases/${place.case_id}`);
  await page.locator('.record-line__name', { hasText: 'onerror=alert' }).waitFor();
  await page.goto('/records');
  await page.getByText('{{constructor}}.csv').first().waitFor();
  expectCalm(page);
  await expectSound();
});
