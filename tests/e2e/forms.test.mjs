// What forms, lists and dialogs do with what people really enter: names that are taken, a case that
// is closed or absent, a bureau without devices, the first day of an account.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { expectCalm, openBrowser, openPage, signInOn } from './support/browser.mjs';
import { openBureau, Server, testFolder } from './support/bureau.mjs';
import { Client, signedIn } from './support/client.mjs';
import { foundEmptyHouse, foundingPassword, staff } from './support/empty_house.mjs';
import { noise } from './support/hostile_files.mjs';
import { later } from './support/story.mjs';

const refused = [/status of 40[49]/]; // the browser's own line about a refusal that is expected
let server, browser, zhang;

before(async () => {
  ({ server } = await openBureau(later));
  browser = await openBrowser(later);
  zhang = await signedIn(server, 'zhang.wei');
});

async function pageOf(name) {
  const page = await openPage(browser, server, { tolerated: refused });
  await signInOn(page, name);
  return page;
}

async function put(page, label, text) {
  await page.getByLabel(label, { exact: true }).fill(text);
}

const markedText = (page) => page.locator('.ant-form-item-has-error').innerText();

test('a new account begins with a one-time password that its page shows once', async () => {
  const page = await pageOf('secadmin');
  await page.goto('/people');
  await page.getByRole('button', { name: '开立账号' }).click();
  const dialog = page.getByRole('dialog');
  await put(dialog, '姓名', '新人甲');
  await put(dialog, '登录名', 'zhang.wei');
  for (const [label, word] of [['科室', /执法/], ['岗位', '执法人员']]) {
    await dialog.getByLabel(label, { exact: true }).click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: word })
      .first().click();
    await dialog.locator('.ant-modal-title').click(); // a list of several stays open on its own
  }
  assert.equal(await dialog.locator('input[type="password"]').count(), 0);
  const go = dialog.locator('.ant-btn-primary');
  await go.click();
  await dialog.locator('.ant-form-item-has-error').waitFor();
  assert.match(await markedText(page), /已经有人使用/);
  await put(dialog, '登录名', 'xin.ren.jia');
  await go.click();
  const given = await page.locator('.one-time code').textContent();
  assert.match(given, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  await page.getByRole('button', { name: '已告知本人' }).click();
  await page.getByRole('row').filter({ hasText: '新人甲' }).waitFor();
  const entered = await new Client(server).json('POST', '/api/session', {
    sign_in_name: 'xin.ren.jia', password: given,
  });
  assert.equal(entered.json.password_change_needed, true);
  expectCalm(page);
  await page.context().close();
});

test('the name of a unit that there is already is refused at its field', async () => {
  const page = await pageOf('sysadmin');
  await page.goto('/people');
  const known = (await page.locator('.units li').first().innerText()).split('\n')[0];
  await page.getByRole('button', { name: '设立科室' }).click();
  await put(page.getByRole('dialog'), '科室名称', known);
  await page.getByRole('dialog').locator('.ant-btn-primary').click();
  await page.locator('.ant-form-item-has-error').waitFor();
  assert.match(await markedText(page), /已有同名科室/);
  await page.context().close();
});

test('a person of two posts is shown with both', async () => {
  const page = await pageOf('secadmin');
  await page.goto('/people');
  const row = page.getByRole('row').filter({ hasText: '王强' });
  await row.getByText('执法人员、负责人').waitFor();
  await page.context().close();
});

test('names of units take two lines at most on the smallest screen, in English too', async () => {
  const page = await openPage(browser, server, { language: 'en' });
  await signInOn(page, 'secadmin');
  await page.goto('/people');
  await page.locator('.people__unit').first().waitFor();
  const lines = await page.locator('.people__unit').evaluateAll((cells) => cells.map((cell) => {
    const text = document.createRange();
    text.selectNodeContents(cell);
    return text.getClientRects().length;
  }));
  assert.ok(Math.max(...lines) <= 2, `${lines}`);
  await page.context().close();
});

test('a case number that is taken is marked where it stands', async () => {
  await zhang.openCase('重号一号');
  const page = await pageOf('zhang.wei');
  await page.goto('/cases/new');
  await put(page, '案号', '重号一号');
  await put(page, '案名', '某案');
  await put(page, '当事人', '某人');
  await page.locator('button[type="submit"]').click();
  await page.locator('.ant-form-item-has-error').waitFor();
  assert.match(await markedText(page), /案号[\s\S]*已经用过/);
  assert.equal(await page.locator('[role=alert].notice').count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'number');
  await put(page, '案号', '重号二号');
  await page.locator('button[type="submit"]').click();
  await page.getByText('本案还没有执法活动').waitFor();
  expectCalm(page);
  await page.context().close();
});

test('a closed case takes no act, and late files with a word about it', async () => {
  const place = await zhang.newPlace('结案一号');
  const at = `/api/cases/${place.case_id}`;
  await zhang.must('PUT', `${at}/stage`, { stage: 'closed', reason: '执行完毕', override_gate: true });
  const body = {
    kind: 'inquiry', title: 't', place: '', officer_ids: [zhang.session.account.id],
  };
  assert.equal((await zhang.json('POST', `${at}/acts`, body)).status, 409);
  const late = await zhang.deposit(noise(), { filename: '结案审批表.bin', ...place });
  assert.equal(late.state, 'done');
  const page = await pageOf('zhang.wei');
  await page.goto(`/cases/${place.case_id}`);
  await page.getByText(/仍可补存/).waitFor();
  await page.getByRole('button', { name: '补存文件' }).waitFor();
  assert.equal(await page.getByRole('button', { name: '登记执法活动' }).count(), 0);
  await page.goto(`/cases/${place.case_id}/acts/new`);
  await page.getByText(/不再登记执法活动/).waitFor();
  assert.ok(await page.locator('button[type="submit"]').isDisabled());
  expectCalm(page);
  await page.context().close();
});

test('a new act begins with both handlers; its command can be copied', async () => {
  const { accounts } = await zhang.must('GET', '/api/accounts');
  const li = accounts.find(({ name }) => name === '李娜').id;
  const made = await zhang.must('POST', '/api/cases', {
    number: '两人一号', title: '某案', party: '某人', procedure: 'ordinary', handler_ids: [li],
  });
  const page = await pageOf('zhang.wei');
  await page.goto(`/cases/${made.id}/acts/new`);
  await page.locator('.ant-select-selection-item', { hasText: '李娜' }).waitFor();
  assert.equal(await page.locator('.ant-select-selection-item', { hasText: '张伟' }).count(), 1);
  await zhang.openAct(made.id, '询问周某');
  await page.goto(`/cases/${made.id}`);
  const command = page.locator('.act__command code');
  await page.locator('.act__command summary').waitFor();
  assert.equal(await command.isVisible(), false, 'quiet until it is asked for');
  await page.locator('.act__command summary').click();
  assert.equal(
    await command.innerText(),
    `liuhen deposit --case '两人一号' --act '询问周某' --user zhang.wei --server ${server.url}`,
  );
  expectCalm(page);
  await page.context().close();
});

test('changing the stage begins in the first field', async () => {
  const { id } = await zhang.openCase('焦点一号');
  const page = await pageOf('zhang.wei');
  await page.goto(`/cases/${id}`);
  await page.getByRole('button', { name: '变更环节' }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'stage');
  await page.context().close();
});

test('a case that is not there shows the way back, and no second try', async () => {
  const page = await pageOf('zhang.wei');
  await page.goto('/cases/01900000-0000-7000-8000-000000000000');
  await page.getByText('没有这个案件').waitFor();
  assert.equal(await page.getByRole('button', { name: '重试' }).count(), 0);
  await page.getByRole('button', { name: '返回案件列表' }).click();
  await page.waitForURL(/\/cases$/);
  expectCalm(page);
  await page.context().close();
});

test('a click on any place of a row of the log opens the entry', async () => {
  const page = await pageOf('zhao.min');
  await page.goto('/entries');
  const cells = page.locator('tr[data-row]').filter({ hasText: '存入记录' }).first().locator('td');
  await cells.first().waitFor();
  for (let cell = 0; cell < (await cells.count()); cell += 1) {
    await cells.nth(cell).click();
    await page.locator('.entry__detail').waitFor();
    await page.getByRole('link', { name: '打开记录' }).waitFor();
    await cells.nth(cell).click();
    await page.locator('.entry__detail').waitFor({ state: 'hidden' });
  }
  await page.context().close();
});

test('a file that cannot be read is never called safe to wipe', async () => {
  const place = await zhang.newPlace('不明一号');
  const page = await pageOf('zhang.wei');
  await page.goto(`/cases/${place.case_id}`);
  const [chosen] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '添加文件' }).click(),
  ]);
  await chosen.setFiles({ name: '不明.mp4', mimeType: 'video/mp4', buffer: noise() });
  await page.getByRole('dialog').locator('.ant-btn-primary').click();
  await page.getByText('已存入，但文件无法读取，请先查看，勿清空').waitFor();
  assert.equal(await page.locator('.tray__wipe.is-safe').count(), 0);
  await page.locator('.tray-row').getByRole('link').click();
  await page.locator('.strip__step--cut', { hasText: '文件无法读取' }).waitFor();
  await page.locator('.history__line', { hasText: '识别完成，文件无法读取' }).waitFor();
  await page.getByText('无法读取：内容不属于任何已知格式').waitFor();
  expectCalm(page);
  await page.context().close();
});

test('a bureau without devices is told so before a recording goes without one', async () => {
  const data = join(await testFolder(later), 'no-devices');
  await foundEmptyHouse(data);
  const empty = new Server(data);
  later(() => empty.stop());
  await empty.start();
  await staff(empty);
  const page = await openPage(browser, empty);
  await signInOn(page, 'yi', foundingPassword);
  await page.goto('/cases/new');
  for (const [label, text] of [['案号', '一号'], ['案名', '某案'], ['当事人', '某人']]) {
    await put(page, label, text);
  }
  await page.locator('button[type="submit"]').click();
  await page.getByText('本案还没有执法活动').waitFor();
  await page.getByRole('button', { name: '登记执法活动' }).click();
  await page.getByLabel('活动类型').click();
  await page.keyboard.press('Enter');
  await put(page, '名称', '现场检查');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  const [chosen] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: '添加文件' }).click(),
  ]);
  await chosen.setFiles({ name: 'a.mp4', mimeType: 'video/mp4', buffer: noise() });
  await page.getByRole('dialog').getByText('没有登记设备').waitFor();
  assert.equal(await page.locator('.tray-row').count(), 0);
  expectCalm(page);
  await page.context().close();
});
