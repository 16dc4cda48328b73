// A forgotten password: the security administrator hands out a one-time one, and its owner must
// choose another before anything opens. In both languages, as two people do it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expectCalm, openBrowser, openPage, signInOn } from './support/browser.mjs';
import { openBureau } from './support/bureau.mjs';
import { signedIn } from './support/client.mjs';
import { faintTexts, overflowing, untranslated } from './support/look.mjs';
import { password } from './support/settings.mjs';
import { later } from './support/story.mjs';

const words = {
  zh: {
    reset: '重设密码', make: '生成一次性密码', first: '请先设定自己的密码', done: '密码已修改',
    short: '新密码至少 10 个字符', differs: '两次输入的新密码不一致',
  },
  en: {
    reset: 'Reset password', make: 'Make a one-time password',
    first: 'Choose your own password first', done: 'Password changed',
    short: 'The new password needs at least 10 characters', differs: 'The two new passwords differ',
  },
};
let server, browser;

before(async () => {
  ({ server } = await openBureau(later));
  browser = await openBrowser(later);
});

async function look(page, language) {
  await page.evaluate(() => document.fonts.ready);
  assert.deepEqual(await page.evaluate(overflowing), [], language);
  assert.deepEqual(await page.evaluate(untranslated), [], language);
  assert.deepEqual(await page.evaluate(faintTexts), [], language);
}

async function handOut(language, name) {
  const t = words[language];
  const page = await openPage(browser, server, { language });
  await signInOn(page, 'secadmin');
  await page.goto('/people');
  // Nobody resets one's own: there the row has no such button.
  const own = page.getByRole('row').filter({ hasText: 'secadmin' });
  await own.waitFor();
  assert.equal(await own.getByRole('button', { name: t.reset }).count(), 0);
  await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: t.reset })
    .click();
  await page.getByRole('button', { name: t.make }).click();
  const given = await page.locator('.one-time code').textContent();
  await look(page, language);
  expectCalm(page);
  await page.context().close();
  return given;
}

const buttonTop = async (page) =>
  (await page.locator('.door__form button[type="submit"]').boundingBox()).y;

async function fill(page, current, next, again) {
  const fields = page.locator('.door__form input[type="password"]');
  for (const [i, text] of [current, next, again].entries()) await fields.nth(i).fill(text);
  await page.locator('.door__form button[type="submit"]').click();
}

async function change(language, name, given, own) {
  const t = words[language];
  const page = await openPage(browser, server, { language });
  await page.goto('/');
  await page.locator('input[autocomplete="username"]').fill(name);
  await page.locator('input[autocomplete="current-password"]').fill(given);
  await page.locator('form button[type="submit"]').click();
  await page.getByRole('heading', { name: t.first }).waitFor();
  await look(page, language);
  // No page opens by its address either.
  await page.goto('/cases');
  await page.getByRole('heading', { name: t.first }).waitFor();
  const still = await buttonTop(page);
  await fill(page, given, 'short', 'short');
  await page.getByText(t.short).waitFor();
  assert.equal(await buttonTop(page), still, 'an error moves the button away from a click');
  await fill(page, given, own, `${own}x`);
  await page.getByText(t.differs).waitFor();
  assert.equal(await buttonTop(page), still, 'an error moves the button away from a click');
  await fill(page, given, own, own);
  await page.getByText(t.done).waitFor();
  await page.locator('.side').waitFor();
  expectCalm(page);
  await page.context().close();
}

for (const [language, name] of [['zh', 'zhou.jie'], ['en', 'liu.yang']]) {
  test(`a forgotten password (${language})`, async () => {
    const before = await signedIn(server, name);
    const given = await handOut(language, name);
    assert.match(given, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    assert.equal((await before.get('/api/my-work')).status, 401, 'the old session goes on');
    await change(language, name, given, `own password of ${name}`);
    const page = await openPage(browser, server, { language });
    await signInOn(page, name, `own password of ${name}`);
    for (const gone of [given, password]) {
      const body = { sign_in_name: name, password: gone };
      const answer = await before.json('POST', '/api/session', body);
      assert.equal(answer.status, 401, 'an old password still opens');
    }
    await page.context().close();
  });
}
