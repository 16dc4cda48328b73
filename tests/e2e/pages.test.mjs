// Every page of every office, in both languages: it opens, complains of nothing, can be read, fits
// the smallest screen that the bureau has (1366 × 768), and is translated.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { expectCalm, openBrowser, openPage, signInOn } from './support/browser.mjs';
import { openBureau, Server, testFolder } from './support/bureau.mjs';
import { signedIn } from './support/client.mjs';
import { foundEmptyHouse, foundingPassword, staff } from './support/empty_house.mjs';
import { cutVideo, noise } from './support/hostile_files.mjs';
import { faintTexts, overflowing, untranslated } from './support/look.mjs';
import { later } from './support/story.mjs';

const officers = {
  'zhang.wei': ['/work', '/cases', '/cases/new', '/records', '/devices', '/absent'],
  'chen.jing': ['/work', '/cases', '/records', '/devices'],
  'zhao.min': ['/work', '/cases', '/records', '/entries'],
  sysadmin: ['/people'],
  secadmin: ['/people'],
  audadmin: ['/people', '/entries'],
};
const recordNames = [
  'DSJ0003_20260305_091000.mp4', 'DSJ0003_20260312_101500.mp4', 'SXJ0001_20260306_150000.avi',
  'LYB0001_20260318_093000.wav', 'IMG_20260310_141210.jpg', '现场检查笔录_20260310.pdf',
  '投标文件信息导出_20260310.csv',
];
const firstDay = {
  yi: ['/work', '/cases', '/records', '/devices'],
  er: ['/work', '/cases', '/records', '/devices'],
  san: ['/work', '/cases', '/records', '/devices', '/entries'],
  sysadmin: ['/people'],
  secadmin: ['/people'],
};
const broken = [];
let server, browser, empty;

before(async () => {
  ({ server } = await openBureau(later));
  browser = await openBrowser(later);
  // What a bureau would rather not have, but has: files that do not play, acts without times.
  const officer = await signedIn(server, 'zhang.wei');
  const place = await officer.newPlace('云公资监立〔2026〕93号');
  for (const [name, bytes] of [['断电录像.mp4', await cutVideo()], ['不明.mp4', noise()]]) {
    const { record_id: id } = await officer.deposit(bytes, { filename: name, ...place });
    broken.push(`/records/${(await officer.probed(id)).id}`);
  }
  broken.push(`/cases/${place.case_id}`);
  const first = join(await testFolder(later), 'first-day');
  await foundEmptyHouse(first);
  empty = new Server(first);
  later(() => empty.stop());
  await empty.start();
  await staff(empty);
});

async function inspect(page, path, language) {
  const where = `${path} (${language})`;
  assert.deepEqual(await page.evaluate(overflowing), [], where);
  assert.deepEqual(await page.evaluate(untranslated), [], where);
  assert.deepEqual(await page.evaluate(faintTexts), [], where);
  expectCalm(page);
}

async function open(page, path) {
  await page.goto(path);
  await page.locator('h1').first().waitFor();
  await page.locator('.waiting').first().waitFor({ state: 'hidden' });
}

test('whoever handles no cases finds the newest on the first page', async () => {
  for (const name of ['chen.jing', 'liu.yang', 'zhao.min', 'sun.li']) {
    const page = await openPage(browser, server);
    await signInOn(page, name);
    await page.locator('.case-line', { hasText: '涉嫌串通投标案' }).waitFor();
    expectCalm(page);
    await page.context().close();
  }
});

for (const language of ['zh', 'en']) {
  test(`the door (${language})`, async () => {
    const page = await openPage(browser, server, { language });
    await page.goto('/');
    await page.locator('form').waitFor();
    await inspect(page, '/', language);
    await page.locator('input[autocomplete="username"]').fill('zhang.wei');
    await page.locator('input[autocomplete="current-password"]').fill('wrong wrong wrong');
    await page.locator('form button[type="submit"]').click();
    const refusal = page.getByRole('alert');
    await refusal.waitFor();
    assert.match(await refusal.innerText(), language === 'zh' ? /密码/ : /password/);
    await page.context().close();
  });

  for (const [name, paths] of Object.entries(officers)) {
    test(`the pages of ${name} (${language})`, async () => {
      const page = await openPage(browser, server, { language });
      await signInOn(page, name);
      const more = name === 'zhang.wei' ? broken : [];
      for (const path of [...paths, ...more]) {
        await open(page, path);
        await inspect(page, path, language);
      }
      await page.context().close();
    });
  }

  test(`a cut recording is said wherever it is seen (${language})`, async () => {
    const page = await openPage(browser, server, { language });
    await signInOn(page, 'zhang.wei');
    const keep = language === 'zh' ? /不要清空/ : /do not wipe/;
    const [record, , itsCase] = broken;
    await open(page, record);
    await page.locator('.strip__step--cut').waitFor();
    const notice = page.locator('.cut-notice');
    assert.match(await notice.innerText(), keep);
    const box = await notice.boundingBox();
    assert.ok(box.y + box.height < 768, `the notice ends at ${box.y + box.height}`);
    assert.match(await page.locator('.curtain').innerText(), keep);
    await open(page, '/records?q=断电');
    await page.locator('tbody .tag--due').waitFor();
    await open(page, itsCase);
    const line = page.locator('.record-line', { hasText: '断电录像' });
    assert.match(await line.locator('[title]:has(.tag--due)').getAttribute('title'), keep);
    await page.context().close();
  });

  test(`the wall clock stands still in a break (${language})`, async () => {
    const page = await openPage(browser, server, { language });
    const leader = await signedIn(server, 'wang.qiang');
    const { records } = await leader.must('GET', '/api/records?limit=200');
    const record = records.find((each) => each.file_name === 'DSJ0003_20260312_101500.mp4');
    await signInOn(page, 'wang.qiang');
    await open(page, `/records/${record.id}`);
    await page.locator('.purpose input').fill('查验');
    await page.locator('.purpose button[type="submit"]').click();
    await page.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
    await page.keyboard.press('l');
    const clock = page.locator('.player__clock b');
    const word = language === 'zh' ? '中断' : 'Break';
    await page.locator('.gap-curtain').waitFor();
    assert.equal(await clock.innerText(), `${word} 10:15:09 – 10:15:17`);
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.querySelector('video').currentTime > 11.5);
    assert.equal(await clock.innerText(), `${word} 10:15:09 – 10:15:17`);
    await page.keyboard.press('k');
    await inspect(page, 'a break', language);
    await page.locator('.gap-curtain button').click();
    await page.locator('.gap-curtain').waitFor({ state: 'hidden' });
    assert.match(await clock.innerText(), /2026.* 10:15:17$/);
    await page.context().close();
  });

  test(`the first day of a bureau (${language})`, async () => {
    for (const [name, paths] of Object.entries(firstDay)) {
      const page = await openPage(browser, empty, { language });
      await signInOn(page, name, foundingPassword);
      for (const path of paths) {
        await open(page, path);
        await inspect(page, path, language);
        if (path !== '/work' && path !== '/cases') continue;
        const offers = page.getByRole('button', { name: /新立案件|Open a case/ });
        await page.locator('.empty').first().waitFor();
        assert.equal((await offers.count()) > 0, name === 'yi', `${name} ${path}`);
      }
      await page.context().close();
    }
  });

  test(`records of every kind, shown (${language})`, async () => {
    const page = await openPage(browser, server, { language });
    const leader = await signedIn(server, 'wang.qiang');
    const { records } = await leader.must('GET', '/api/records?limit=200');
    await signInOn(page, 'wang.qiang');
    await open(page, `/cases/${records.at(-1).case_id}`);
    await inspect(page, 'case', language);
    for (const name of recordNames) {
      const record = records.find(({ file_name: found }) => found === name);
      await open(page, `/records/${record.id}`);
      await page.locator('.purpose input').fill('查验');
      await page.locator('.purpose button[type="submit"]').click();
      await page.locator('.purpose').waitFor({ state: 'hidden' });
      const shown = '.player, .picture, iframe.document-view, .sheet-view';
      await page.locator(shown).first().waitFor();
      await inspect(page, name, language);
    }
    await page.context().close();
  });
}
