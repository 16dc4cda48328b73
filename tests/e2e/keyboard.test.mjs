// Hands on the keyboard only; and pages that stand still while they load.
import assert from 'node:assert/strict';
import { before } from 'node:test';
import { expectCalm, openBrowser, openPage } from './support/browser.mjs';
import { openBureau } from './support/bureau.mjs';
import { signedIn } from './support/client.mjs';
import { password } from './support/settings.mjs';
import { later, step } from './support/story.mjs';

const recording = 'DSJ0003_20260305_091000.mp4';
const shiftMax = 0.05; // half of what counts as good (web.dev/cls)
let server, browser, page;

before(async () => {
  ({ server } = await openBureau(later));
  browser = await openBrowser(later);
  page = await openPage(browser, server);
});

const focused = () =>
  page.evaluate(() => {
    const { tagName, innerText, ariaLabel } = document.activeElement;
    return `${tagName} ${innerText || ariaLabel || ''}`.trim();
  });

/** Presses Tab until something of this name has the focus. */
async function tabTo(name, limit = 40) {
  const passed = [];
  for (let presses = 0; presses < limit; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused();
    if (name.test(now)) return;
    passed.push(now);
  }
  throw new Error(`${name} is not reached by Tab; passed ${passed.join(' | ')}`);
}

/** In the page: an outline or a shadow on what has the focus, or on the frame around a field. */
function focusShows() {
  const element = document.activeElement;
  const shows = (each) => {
    if (!each) return false;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  };
  const frame = element.closest('.ant-select')?.querySelector('.ant-select-selector');
  const near = [element, element.nextElementSibling, element.parentElement, frame];
  return near.some(shows);
}

const media = (ask) => page.evaluate(ask);
const seconds = () => media(() => document.querySelector('video').currentTime);

async function pressAndSee(key, what, seen) {
  await page.keyboard.press(key);
  await page.waitForFunction(seen, undefined, { timeout: 5000 }).catch(async () => {
    throw new Error(`${key} should ${what}; at ${await seconds()} s`);
  });
}

step('signs in', async () => {
  await page.goto('/');
  await page.waitForFunction(() => document.activeElement.autocomplete === 'username');
  await page.keyboard.type('zhang.wei');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.locator('.side').waitFor();
  expectCalm(page);
});

step('the first Tab offers to skip to the content', async () => {
  await page.goto('/work');
  await page.locator('h1').waitFor();
  await page.keyboard.press('Tab');
  assert.match(await focused(), /跳到正文/);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
});

step('every stop of the focus can be seen', async () => {
  await page.goto('/cases');
  await page.locator('tbody tr').first().waitFor();
  for (let presses = 0; presses < 14; presses += 1) {
    await page.keyboard.press('Tab');
    await page.waitForFunction(focusShows, undefined, { timeout: 2000 }).catch(async () => {
      const stop = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 200));
      throw new Error(`no focus to be seen on ${stop}`);
    });
  }
});

step('finds a case by slash, arrow and Enter', async () => {
  await page.goto('/work');
  await page.locator('h1').waitFor();
  await tabTo(/案件/);
  await page.keyboard.press('Enter');
  await page.locator('tbody tr').first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('串通投标');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: '涉嫌串通投标案' }).waitFor();
  expectCalm(page);
});

step('opens a record and states a purpose', async () => {
  await page.locator('.record-line').first().waitFor();
  await tabTo(new RegExp(recording));
  await page.keyboard.press('Enter');
  await page.locator('h1', { hasText: recording }).waitFor();
  await page.getByLabel('查看目的').waitFor();
  await tabTo(/查看目的/);
  await page.keyboard.type('键盘核对');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
  expectCalm(page);
});

step('plays, jumps and steps by keys', async () => {
  await pressAndSee('k', 'play', () => document.querySelector('video').currentTime > 0.2);
  await pressAndSee('k', 'pause', () => document.querySelector('video').paused);
  await pressAndSee('Home', 'go to the beginning', () => {
    return document.querySelector('video').currentTime < 0.05;
  });
  await pressAndSee('l', 'go 10 s on', () => {
    return Math.abs(document.querySelector('video').currentTime - 10) < 0.3;
  });
  await pressAndSee('ArrowRight', 'go 5 s on', () => {
    return Math.abs(document.querySelector('video').currentTime - 15) < 0.3;
  });
  await pressAndSee('j', 'go 10 s back', () => {
    return Math.abs(document.querySelector('video').currentTime - 5) < 0.3;
  });
  const before = await seconds();
  await page.keyboard.press('.');
  await page.waitForFunction((was) => document.querySelector('video').currentTime > was, before);
  const frame = (await seconds()) - before;
  assert.ok(frame > 0.005 && frame < 0.12, `a frame of ${frame} s`);
  await page.keyboard.press(',');
  await page.waitForFunction(
    (was) => Math.abs(document.querySelector('video').currentTime - was) < 0.05, before,
  );
  await pressAndSee('>', 'play faster', () => document.querySelector('video').playbackRate > 1);
  await pressAndSee('<', 'play as usual', () => document.querySelector('video').playbackRate === 1);
  await pressAndSee(' ', 'play', () => !document.querySelector('video').paused);
  await pressAndSee(' ', 'pause', () => document.querySelector('video').paused);
  expectCalm(page);
});

/** The sum of all layout shifts of a page while it loads. */
async function shiftOf(target, path) {
  await target.goto(path);
  await target.locator('h1').waitFor();
  await target.waitForTimeout(1500);
  return target.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const all = list.getEntries().filter((entry) => !entry.hadRecentInput);
          resolve(all.reduce((sum, entry) => sum + entry.value, 0));
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(0), 300);
      }),
  );
}

step('pages do not jump while they load', async () => {
  const officer = await signedIn(server, 'zhang.wei');
  const { records } = await officer.must('GET', '/api/records?limit=200');
  const of = (name) => records.find((record) => record.file_name === name);
  const paths = [
    `/records/${of(recording).id}`,
    `/records/${of('IMG_20260310_141210.jpg').id}`,
    `/records/${of('SXJ0001_20260306_150000.avi').id}`,
    `/cases/${of(recording).case_id}`,
    '/work',
    '/cases',
    '/records',
  ];
  const shifts = [];
  const state = await page.context().storageState();
  for (const viewport of [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }]) {
    const other = await openPage(browser, server, { viewport, storageState: state });
    for (const path of paths) shifts.push([viewport.width, path, await shiftOf(other, path)]);
    expectCalm(other);
    await other.context().close();
  }
  console.log(shifts.map(([width, path, sum]) => `${width} ${path} ${sum.toFixed(4)}`).join('\n'));
  for (const [width, path, sum] of shifts) {
    assert.ok(sum < shiftMax, `${path} shifts by ${sum} at ${width} px`);
  }
});
