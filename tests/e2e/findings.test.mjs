// What the articles find in a case, as people meet it: an officer states facts for many at once and
// explains, a leader accepts and it turns grey; a gate is passed with a reason that stays; a
// parameter of the law is tried and set.
import assert from 'node:assert/strict';
import { before } from 'node:test';
import { expectCalm, openBrowser, openPage, signInOn } from './support/browser.mjs';
import { openBureau } from './support/bureau.mjs';
import { signedIn } from './support/client.mjs';
import { until } from './support/process.mjs';
import { later, step } from './support/story.mjs';

let server, browser, zhang, caseId;

before(async () => {
  ({ server } = await openBureau(later));
  browser = await openBrowser(later);
  zhang = await signedIn(server, 'zhang.wei');
  const { cases } = await zhang.must('GET', '/api/cases');
  caseId = cases.find((each) => each.number === '云公资监立〔2026〕3号').id;
});

async function pageOf(name, path, options = {}) {
  const page = await openPage(browser, server, options);
  await signInOn(page, name);
  await page.goto(path);
  return page;
}

async function leave(page) {
  expectCalm(page);
  await page.context().close();
}

const casePath = (article) => `/cases/${caseId}${article === undefined ? '' : `#finding-${article}`}`;
const group = (page, article) => page.locator(`[id="finding-${article}"]`);
const button = (place, name) => place.getByRole('button', { name });
const findings = async () => (await zhang.must('GET', `/api/cases/${caseId}/findings`)).findings;
const ofArticle = async (article) =>
  (await findings()).filter((finding) => finding.article === article);

step('my work lists what is open by case and leads to the article in the case', async () => {
  const page = await pageOf('zhang.wei', '/work');
  const row = page.locator('.tasks tr').filter({ hasText: '附件三第十条' });
  await row.getByRole('link', { name: '处理' }).click();
  await page.waitForURL(/#finding-3-10$/);
  const head = group(page, '3-10').getByRole('button', { expanded: true }).first();
  await head.waitFor();
  assert.match(await head.innerText(), /活动前检查设备/);
  await leave(page);
});

step('an officer states the same facts for all recordings in one dialog', async () => {
  const found = await ofArticle('3-9a');
  assert.ok(found.length >= 5, `${found.length} recordings without elements`);
  const page = await pageOf('zhang.wei', casePath('3-9a'));
  const place = group(page, '3-9a');
  await place.getByText('未确认：含执法时间、含执法人员、含执法对象、含执法内容。').waitFor();
  await button(place, `填报 ${found.length} 项`).click();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.getByRole('checkbox').count(), found.length);
  await dialog.getByRole('checkbox').last().uncheck();
  for (const yes of await dialog.getByText('是', { exact: true }).all()) await yes.click();
  await dialog.getByLabel('说明（可不填）').fill('逐段观看');
  await dialog.locator('.ant-btn-primary').click();
  await dialog.waitFor({ state: 'hidden' });
  // All but the one that was left out are cleared, on the server and on the page.
  assert.equal((await ofArticle('3-9a')).length, 1);
  await place.getByText('1 项', { exact: true }).waitFor();
  // Who said so stands with the fact.
  await page.getByRole('tab', { name: '情况' }).click();
  const stated = found[0].title;
  const subject = page.locator('.subject').filter({ hasText: stated });
  await subject.getByRole('button').first().click();
  await subject.getByText(/张伟 .* 填报 · 说明：逐段观看/).first().waitFor();
  await leave(page);
});

step('an officer explains, a leader accepts, and the finding goes grey', async () => {
  const page = await pageOf('zhang.wei', casePath('1-3a'));
  await button(group(page, '1-3a'), '说明').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('情况说明').fill('设备电量耗尽，已补充书面说明');
  await dialog.locator('.ant-btn-primary').click();
  await dialog.waitFor({ state: 'hidden' });
  await group(page, '1-3a').getByText('已说明 1').waitFor();
  assert.equal(await button(group(page, '1-3a'), '认可').count(), 0); // not for officers
  await leave(page);

  const leader = await pageOf('wang.qiang', casePath('1-3a'));
  const place = group(leader, '1-3a');
  await place.getByText('张伟 说明：设备电量耗尽').waitFor();
  await place.getByRole('button', { name: '认可', exact: true }).click();
  await leader.getByRole('dialog').getByLabel('意见').fill('情况属实，同意');
  await leader.getByRole('dialog').locator('.ant-btn-primary').click();
  await place.getByText('王强 认可：情况属实，同意').waitFor();
  const tag = place.locator('.finding .tag');
  assert.equal(await tag.innerText(), '已认可');
  assert.match(await tag.getAttribute('class'), /tag--explained/);
  assert.equal((await ofArticle('1-3a'))[0].state, 'accepted');
  await leave(leader);
});

step('the next stage shows what is missing; entering all the same stays on the case', async () => {
  const page = await pageOf('zhang.wei', casePath());
  await button(page.locator('.rail'), '审核决定').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/进入前还缺 \d+ 项/).waitFor();
  await dialog.getByText('缺少：立案审批表、调查终结报告。').waitFor();
  const enter = button(dialog, '仍然进入');
  await enter.click();
  await dialog.locator('.ant-form-item-has-error').waitFor(); // not without a reason
  await dialog.getByLabel('仍然进入的理由').fill('当事人已认错，文书三日内补齐');
  await enter.click();
  await dialog.waitFor({ state: 'hidden' });
  const note = page.locator('.override');
  await note.getByText('理由：当事人已认错，文书三日内补齐').waitFor();
  assert.match(await note.innerText(), /张伟.*由“调查取证”进入“审核决定”，当时缺 \d+ 项/);
  await page.locator('.rail__stop--now').getByText('审核决定').waitFor();
  await leave(page);
});

step('everybody reads the law; who sees no case is told of none', async () => {
  const page = await pageOf('sysadmin', '/');
  await page.waitForURL(/\/people$/); // his own page comes first
  await page.getByRole('link', { name: '条款' }).click();
  await page.getByLabel('查找条款').fill('专用存储设备');
  await page.getByRole('link', { name: '2日内存入专用存储设备' }).click();
  await page.locator('.article__wording').waitFor();
  assert.equal(await page.getByRole('heading', { name: '现有问题' }).count(), 0);
  assert.equal(await button(page, '设定').count(), 0);
  await leave(page);
});

step('a leader tries a parameter, which changes nothing, and sets it with a reason', async () => {
  const page = await pageOf('wang.qiang', '/law/1-5a');
  const choose = async (place, name) => {
    await place.locator('.ant-select').first().click();
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: name }).last().click();
  };
  await button(page, '假如').click();
  const what = page.getByRole('dialog');
  await choose(what, '自然日');
  await button(what, '试算').click();
  await what.locator('.what__figures').waitFor();
  assert.match(await what.locator('.what__figures').innerText(), /核对案件\s+[1-9]/);
  await button(what, '关闭').last().click();
  await what.waitFor({ state: 'hidden' });
  assert.deepEqual((await zhang.must('GET', '/api/law/1-5a')).settings_in_force, []);

  await button(page, '设定').click();
  const set = page.getByRole('dialog');
  await choose(set, '工作日');
  await set.getByLabel('理由').fill('经局务会议研究决定');
  await set.locator('.ant-btn-primary').click();
  await page.getByText(/王强 .* 设定：经局务会议研究决定/).waitFor();
  const inForce = async () => (await zhang.must('GET', '/api/law/1-5a')).settings_in_force[0]?.value;
  await until('the setting to hold', async () => (await inForce()) === 'working_days');
  await leave(page);
});
