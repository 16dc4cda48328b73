// Documents from draft to final, as an officer writes them: nothing typed is lost by a reload, by a
// server that goes away or by a second person at the same draft; what is final is on paper, in the
// vault, and counts for the articles.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { expectCalm, openBrowser, openPage, signInOn } from './support/browser.mjs';
import { openBureau } from './support/bureau.mjs';
import { signedIn } from './support/client.mjs';
import { until } from './support/process.mjs';
import { later } from './support/story.mjs';

// The browser's own lines about a server that is gone for a while, and about refusals.
const away = [/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY_RESPONSE|Failed to load resource/];
const rare = '𠀀𪚥';
let server, browser, zhang, li, found;

before(async () => {
  ({ server } = await openBureau(later));
  browser = await openBrowser(later);
  zhang = await signedIn(server, 'zhang.wei');
  li = await signedIn(server, 'li.na');
  const { cases } = await zhang.must('GET', '/api/cases');
  found = await zhang.must('GET', `/api/cases/${cases.find((each) => each.stage === 'investigation').id}`);
});

const input = (page, name) => page.locator(`#input-${name}`);

async function pageOf(name) {
  const page = await openPage(browser, server, { tolerated: away });
  await signInOn(page, name);
  return page;
}

async function putTime(page, id, text) {
  await page.locator(`#input-${id}`).fill(text);
  await page.keyboard.press('Enter');
}

async function choose(page, name, text) {
  await input(page, name).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: text }).click();
}

const radio = (page, name, text) =>
  page.locator(`#field-${name}`).locator('.ant-radio-wrapper', { hasText: text }).click();

const saved = (page) => page.locator('.save-line--saved').waitFor();
const draftOf = (page) => /drafts\/([0-9a-f-]+)/.exec(page.url())[1];
const valuesOf = async (id) => (await zhang.must('GET', `/api/drafts/${id}`)).values;

async function beginFiling(page) {
  await page.goto(`/cases/${found.id}?part=documents`);
  const row = page.locator('.needed', { hasText: '立案审批表' });
  await row.getByText('缺').waitFor();
  await row.getByRole('button', { name: '填写' }).click();
  await page.waitForURL(/\/drafts\//);
}

async function fillFiling(page) {
  await choose(page, 'source', '投诉举报');
  await radio(page, 'party_kind', '法人');
  await putTime(page, 'found_on', '2026年3月1日');
  await input(page, 'facts').fill(`经查，投标人${rare}等涉嫌串通投标。`);
  await input(page, 'basis').fill('《中华人民共和国行政处罚法》第五十四条');
}

async function finalise(page) {
  const deeds = page.locator('.draft-deeds');
  await deeds.getByRole('button', { name: '检查' }).click();
  await page.getByText('没有问题，可以定稿。').waitFor();
  await deeds.getByRole('button', { name: '定稿' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('此后任何人都不能修改或删除').waitFor();
  await dialog.getByRole('button', { name: '定稿入库' }).click();
  await page.locator('.final__facts').waitFor();
  const number = await page.locator('.final__number').allInnerTexts();
  await page.getByRole('button', { name: '打开文书' }).click();
  await page.waitForURL(/\/records\//);
  return number[0];
}

const missesFiling = async () => {
  const { missing } = await zhang.must('GET', `/api/cases/${found.id}/gate?stage=review`);
  return missing.some((finding) => JSON.stringify(finding.words).includes('filing_approval'));
};

test('an approval of filing: reload, server gone, second person; then final', async () => {
  assert.ok(await missesFiling(), 'the gate asks for it before');
  const page = await pageOf('zhang.wei');
  await beginFiling(page);
  assert.equal(await input(page, 'party').inputValue(), found.party);
  await page.locator('#field-party').getByText('取自案件').waitFor();
  await fillFiling(page);
  const id = draftOf(page);

  // Reloaded in the middle of a word: before the rest is over, nothing was sent.
  await input(page, 'handler_opinion').pressSequentially('建议立案');
  await page.reload();
  await saved(page);
  assert.equal(await input(page, 'handler_opinion').inputValue(), '建议立案');
  assert.match(await input(page, 'facts').inputValue(), new RegExp(rare));

  // The server dies while one types; the words wait in the browser and arrive by themselves.
  await server.kill();
  await input(page, 'unit_opinion').fill('同意立案，服务器中断时所写。');
  await page.getByText('未保存，正在重试').waitFor();
  await page.getByText('内容已留在本机浏览器中').waitFor();
  await server.start();
  await page.getByRole('button', { name: '立即重试' }).click();
  await until('the words on the server', async () =>
    (await valuesOf(id).catch(() => ({})))['unit_opinion']?.includes('中断时所写'));
  await saved(page);

  await twoAtOnce(page, id);

  await page.locator('.draft-deeds').getByRole('button', { name: '检查' }).click();
  const fault = page.locator('.check__faults button', { hasText: '审批结论' });
  await fault.click();
  const inside = () => document.activeElement?.closest('.field')?.id;
  assert.equal(await page.evaluate(inside), 'field-result');
  await radio(page, 'result', '予以立案');
  await putTime(page, 'approved_at', '2026年3月2日 09:30');
  await saved(page);
  const number = await finalise(page);
  assert.match(number, /立〔\d{4}〕\d+号/);
  expectCalm(page);
  await page.context().close();
  await until('the gate to be content', async () => !(await missesFiling()));
  const { documents, needed } = await zhang.must('GET', `/api/cases/${found.id}/documents`);
  assert.equal(documents.find(({ form }) => form === 'filing_approval').number, number);
  assert.equal(needed.find(({ form }) => form === 'filing_approval').state, 'done');
});

// Both change one field that holds one value, and each another one of his own.
async function twoAtOnce(page, id) {
  const other = await pageOf('li.na');
  await other.goto(`/cases/${found.id}/drafts/${id}`);
  await saved(other);
  await page.route('**/api/drafts/*', (route) => route.abort()); // the first is cut off a while
  await input(page, 'party_phone').fill('0716-1111111');
  await input(page, 'facts').fill(`经查，投标人${rare}等涉嫌串通投标。张伟补充一段。`);
  await page.getByText('未保存，正在重试').waitFor();
  await input(other, 'party_phone').fill('0716-2222222');
  await input(other, 'party_address').fill('李娜填写的住所');
  await saved(other);
  await until('the second’s words', async () =>
    (await valuesOf(id))['party_phone'] === '0716-2222222');
  await page.unroute('**/api/drafts/*');
  await page.getByRole('button', { name: '立即重试' }).click();
  const box = page.locator('#field-party_phone .conflict');
  await box.waitFor();
  for (const text of ['0716-1111111', '0716-2222222']) await box.getByText(text).waitFor();
  assert.equal(await input(page, 'party_address').inputValue(), '李娜填写的住所');
  assert.match(await input(page, 'facts').inputValue(), /张伟补充一段/);
  await page.locator('.side-note', { hasText: '住址' }).waitFor();
  // Not chosen yet: both texts are there after a reload, too.
  await page.reload();
  await box.waitFor();
  await box.getByRole('button', { name: '用我写的' }).click();
  await box.waitFor({ state: 'hidden' });
  await until('the choice', async () => (await valuesOf(id))['party_phone'] === '0716-1111111');
  await until('the choice at the other page', async () =>
    (await input(other, 'party_phone').inputValue()) === '0716-1111111');
  expectCalm(other);
  await other.context().close();
}

test('a record of an inspection, begun at its act; its paper opens', async () => {
  const page = await pageOf('zhang.wei');
  const act = found.acts.find(({ kind }) => kind === 'on_site_inspection');
  await page.goto(`/cases/${found.id}#act-${act.id}`);
  await page.locator(`#act-${act.id}`).getByRole('button', { name: '写文书' }).click();
  await page.getByRole('menuitem', { name: '现场检查（勘验）笔录' }).click();
  await page.waitForURL(/\/drafts\//);
  assert.equal(await input(page, 'place').inputValue(), act.place);
  await page.locator('#field-officers').getByText('取自执法活动').waitFor();
  await input(page, 'recorder').fill(`李${rare}`);
  for (const name of ['certificate_shown', 'rights_told', 'av_told']) await radio(page, name, '是');
  await input(page, 'facts').fill('第一行：开标现场秩序正常。\n第二行：𠀀公司代表到场。');
  await saved(page);
  // People are added, moved and taken out by keyboard.
  const officers = page.locator('#field-officers');
  await officers.getByRole('button', { name: '添加人员' }).press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'input-officers-2');
  await page.keyboard.type('见习甲');
  await officers.getByRole('button', { name: '第 3 行上移' }).press('Enter');
  assert.equal(await page.locator('#input-officers-1').inputValue(), '见习甲');
  await officers.getByRole('button', { name: '删除第 2 行' }).press('Enter');
  assert.equal(await page.locator('#input-officers-2').count(), 0);
  await page.locator('.draft-deeds').getByRole('button', { name: '预览' }).click();
  const frame = page.locator('iframe.preview');
  await frame.waitFor();
  const preview = await zhang.get(new URL(await frame.getAttribute('src'), server.url).pathname);
  assert.equal(preview.body.subarray(0, 5).toString(), '%PDF-');
  await page.keyboard.press('Escape');
  await frame.waitFor({ state: 'hidden' });
  await finalise(page);
  await page.locator('.purpose input').fill('核对');
  await page.locator('.purpose button[type="submit"]').click();
  await page.locator('iframe.document-view').waitFor();
  const record = /records\/([0-9a-f-]+)/.exec(page.url())[1];
  const viewing = await zhang.view(record);
  const pdf = await zhang.get(viewing.content_url);
  assert.equal(pdf.body.subarray(0, 5).toString(), '%PDF-');
  expectCalm(page);
  await page.context().close();
});

test('a draft that somebody made final meanwhile gives one’s words back', async () => {
  const act = found.acts.find(({ kind }) => kind === 'on_site_inspection');
  const at = `/api/cases/${found.id}/drafts`;
  const draft = await zhang.must('POST', at, { form: 'site_inspection_record', act_id: act.id });
  const page = await pageOf('zhang.wei');
  await page.goto(`/cases/${found.id}/drafts/${draft.id}`);
  await saved(page);
  await page.route('**/api/drafts/*', (route) => route.abort());
  await input(page, 'facts').fill('没有来得及保存的一段');
  await page.getByText('未保存，正在重试').waitFor();
  await li.request('DELETE', `/api/drafts/${draft.id}`);
  await page.unroute('**/api/drafts/*');
  await page.locator('.lost-copy', { hasText: '没有来得及保存的一段' }).waitFor();
  expectCalm(page);
  await page.context().close();
});

test('the case file opens in the volume and order chosen', async () => {
  const page = await pageOf('zhang.wei');
  await page.goto(`/cases/${found.id}?part=documents`);
  await page.getByRole('button', { name: '案卷', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('处罚决定在前').click();
  const address = await dialog.getByRole('link', { name: '打开案卷' }).getAttribute('href');
  assert.equal(address, `/api/cases/${found.id}/file?volume=main&order=result`);
  const file = await zhang.get(address);
  assert.equal(file.status, 200, file.text.slice(0, 300));
  assert.equal(file.body.subarray(0, 5).toString(), '%PDF-');
  expectCalm(page);
  await page.context().close();
});

test('a leader records a certificate; everybody sees what has expired', async () => {
  const leader = await pageOf('wang.qiang');
  await leader.goto('/people');
  const row = (page) => page.locator('.powers tr', { hasText: '周杰' });
  await row(leader).getByRole('button', { name: '登记证件' }).click();
  const dialog = leader.getByRole('dialog');
  await dialog.getByLabel('证件编号').fill('KL-000𠀀');
  for (const [label, day] of [['有效期自', '2020年1月1日'], ['有效期至', '2024年2月29日']]) {
    await dialog.getByLabel(label).fill(day);
    await leader.keyboard.press('Enter');
  }
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expectCalm(leader);
  await leader.context().close();
  const officer = await pageOf('zhang.wei');
  await officer.goto('/people');
  await row(officer).locator('.power--expired', { hasText: '已于 2024年2月29日 到期' }).waitFor();
  assert.equal(await row(officer).getByRole('button').count(), 0);
  expectCalm(officer);
  await officer.context().close();
});
