// Takes pictures of all pages, for people to look at: two sizes, two languages, with much data and
// with none.   node screenshots.mjs FOLDER [--only WORD] [--house full|empty]
// What fails is told and left out; the rest is taken all the same.
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser, openPage, signInOn } from './support/browser.mjs';
import { copyBureau, Server, testFolder } from './support/bureau.mjs';
import { writeCameraFile } from './support/camera_file.mjs';
import { signedIn } from './support/client.mjs';
import { foundEmptyHouse, foundingPassword, staff } from './support/empty_house.mjs';
import { cutVideo, noise } from './support/hostile_files.mjs';

const sizes = [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }];
const languages = ['zh', 'en'];
const [, , folder, ...flags] = process.argv;
if (folder === undefined) throw new Error('say where to: node screenshots.mjs FOLDER');
const flag = (name) => (flags.includes(name) ? (flags[flags.indexOf(name) + 1] ?? '') : '');
const only = flag('--only');
const onlyHouse = flag('--house');
const failures = [];

const deeds = [];
const later = (deed) => deeds.push(deed);

// --- houses -------------------------------------------------------------------------------------

const subjects = ['串通投标', '弄虚作假骗取中标', '违法分包', '未按规定公示', '泄露标底', '规避招标'];

/** Dozens of cases, hundreds of records: enough to page, to cut and to scroll. */
async function fill(server) {
  const zhang = await signedIn(server, 'zhang.wei');
  for (let number = 20; number < 90; number += 1) {
    const subject = subjects[number % subjects.length];
    const found = await zhang.openCase(
      `云公资监立〔2026〕${number}号`,
      `某建设集团有限公司（虚构）在第${number}标段招标投标活动中涉嫌${subject}案`,
    );
    if (number % 4 === 0) await zhang.openAct(found.id, '询问有关人员');
  }
  const place = await zhang.newPlace('云公资监立〔2026〕18号');
  for (let number = 1; number <= 120; number += 1) {
    const filename = `DSJ0003_20260401_${String(80000 + number * 17).padStart(6, '0')}.csv`;
    await zhang.deposit(Buffer.from(`编号,值\n${number},${randomBytes(8).toString('hex')}\n`), {
      filename, ...place,
    });
  }
  const cut = await zhang.deposit(await cutVideo(), { filename: '断电录像.mp4', ...place });
  const random = await zhang.deposit(noise(), { filename: `${'很长的文件名'.repeat(12)}.mp4`, ...place });
  for (const { record_id: id } of [cut, random]) await zhang.probed(id);
  return { place, cut: cut.record_id, random: random.record_id };
}

// --- pictures -----------------------------------------------------------------------------------

// One Chromium for many sittings. It may be killed from outside or die of a lack of memory; every
// call then ends with "browser has been closed" or in vain. So a sitting that failed is begun again
// once, in a new Chromium.
class Studio {
  async open() {
    if (!this.browser?.isConnected()) this.browser = await openBrowser(later);
    return this.browser;
  }

  async close() {
    await this.browser?.close().catch(() => undefined);
    this.browser = undefined;
  }
}

class Camera {
  constructor(studio, server, house, size, language) {
    Object.assign(this, { studio, server, house, size, language });
  }

  /** One person's sitting. */
  async as(name, act, password, isSecond = false) {
    const browser = await this.studio.open();
    try {
      await this.sit(browser, name, act, password);
    } catch (error) {
      const where = `${this.house} ${name} ${this.language} ${this.size.width}`;
      console.log(`${where}: ${browser.isConnected() ? '' : 'Chromium is gone; '}${error.stack}`);
      await this.studio.close();
      if (isSecond) failures.push(where);
      else await this.as(name, act, password, true);
    }
  }

  async sit(browser, name, act, password) {
    const { size: viewport, language } = this;
    const page = await openPage(browser, this.server, { viewport, language });
    this.page = page;
    try {
      if (name !== undefined) await signInOn(page, name, password);
      await act(page);
      for (const trouble of page.troubles) console.log(`${this.house} ${name}: ${trouble}`);
    } finally {
      if (browser.isConnected()) await page.context().close();
    }
  }

  async take(name) {
    await this.page.waitForTimeout(700);
    const file = `${this.house}-${name}-${this.language}-${this.size.width}.png`;
    await this.page.screenshot({ path: join(folder, file) });
  }

  async open(path, name) {
    if (!name.includes(only)) return;
    await this.page.goto(path);
    await this.page.locator('h1').first().waitFor();
    await this.page.locator('.waiting').first().waitFor({ state: 'hidden' });
    await this.take(name);
  }
}

async function takeRecords(camera, records, full) {
  const of = (name) => records.find((record) => record.file_name === name);
  await camera.open(`/records/${full.cut}`, 'record-cut');
  await camera.open(`/records/${full.random}`, 'record-random');
  const shown = {
    'record-video': 'DSJ0003_20260305_091000.mp4',
    'record-gap': 'DSJ0003_20260312_101500.mp4',
    'record-proxy': 'SXJ0001_20260306_150000.avi',
    'record-picture': 'IMG_20260310_141210.jpg',
    'record-pdf': '现场检查笔录_20260310.pdf',
    'record-table': '投标文件信息导出_20260310.csv',
  };
  for (const [name, fileName] of Object.entries(shown)) {
    if (!name.includes(only)) continue;
    await camera.open(`/records/${of(fileName).id}`, `${name}-before`);
    await takeViewed(camera, name);
  }
}

async function takeViewed(camera, name) {
  const { page } = camera;
  if (await page.locator('.purpose input').count() === 0) {
    return;
  }
  await page.locator('.purpose input').fill('核对现场检查笔录与音像记录是否一致');
  await page.locator('.purpose button[type="submit"]').click();
  await page.locator('.purpose').waitFor({ state: 'hidden' });
  await page.waitForTimeout(800);
  await page.keyboard.press('l');
  await camera.take(name);
  await page.locator('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
  await camera.take(`${name}-below`);
}

async function takeProof(camera, record) {
  if (!'proof'.includes(only)) return;
  const { page } = camera;
  await page.goto(`/records/${record.id}`);
  await page.locator('.proof-line').click();
  await page.locator('.proof-verdict').waitFor();
  await camera.take('proof');
  await page.locator('.ant-drawer-body').evaluate((body) => body.scrollTo(0, body.scrollHeight));
  await camera.take('proof-below');
}

/** Papers of a case in every state; made once a house, then looked at in each size and language. */
async function writeDocuments(server, caseId) {
  const zhang = await signedIn(server, 'zhang.wei');
  const found = await zhang.must('GET', `/api/cases/${caseId}`);
  const known = await zhang.must('GET', `/api/cases/${caseId}/documents`);
  const act = found.acts.find(({ kind }) => kind === 'on_site_inspection');
  const begin = async (form, values, actId) => {
    const before = known.drafts.find((draft) => draft.form === form);
    if (before !== undefined) return before.id;
    const more = actId === undefined ? {} : { act_id: actId };
    const draft = await zhang.must('POST', `/api/cases/${caseId}/drafts`, { form, ...more });
    const all = { ...draft.values, ...values };
    await zhang.must('PUT', `/api/drafts/${draft.id}`, { revision: draft.revision, values: all });
    return draft.id;
  };
  if (known.documents.length === 0) {
    const id = await begin('filing_approval', {
      source: 'complaint', party_kind: 'organisation', found_on: '2026-03-01', result: 'file',
      facts: '经查，该公司与他人涉嫌串通投标。', basis: '《行政处罚法》第五十四条',
      handler_opinion: '建议立案。', approved_at: '2026-03-02T01:30:00Z',
    });
    const { revision, faults } = await zhang.must('GET', `/api/drafts/${id}/check`);
    if (faults.length > 0) throw new Error(JSON.stringify(faults));
    await zhang.must('POST', `/api/drafts/${id}/final`, { revision });
  }
  const evidence = await begin('evidence_list', {
    items: [
      { name: '投标文件（四份）', kind: 'documentary', source: '招标代理机构' },
      { name: '开标现场录像', kind: 'audio_visual', source: '本局摄制' },
    ],
  });
  const inspection = await begin('site_inspection_record', { recorder: '李娜' }, act.id);
  const { evidence: listed } = await zhang.must('GET', `/api/cases/${caseId}/evidence`);
  if (listed.length === 0) {
    const by = [zhang.session.account.id];
    const at = '2026-03-05T02:00:00Z';
    for (const [name, kind, proves] of [
      ['投标文件（四份）', 'documentary', '四家投标人的报价呈规律性差异'],
      ['开标现场录像', 'audio_visual', '投标人代表之间的接触'],
    ]) {
      await zhang.must('POST', `/api/cases/${caseId}/evidence`, {
        ...{ name, kind, proves, source: '某招标代理机构', obtained_by: by, obtained_at: at },
      });
    }
  }
  return { evidence, inspection };
}

async function takeDocuments(camera, caseId) {
  const drafts = await writeDocuments(camera.server, caseId);
  const { page } = camera;
  const at = `/cases/${caseId}`;
  await camera.open(`${at}?part=documents`, 'documents');
  await camera.open(`${at}?part=evidence`, 'documents-evidence');
  await camera.open(`${at}/drafts/${drafts.evidence}`, 'documents-draft-table');
  await camera.open(`${at}/drafts/${drafts.inspection}`, 'documents-draft');
  await camera.open('/people', 'documents-powers');
  if (!'documents-new documents-check documents-preview'.includes(only)) return;
  await page.goto(`${at}?part=documents`);
  await page.locator('.case-documents__deeds .ant-btn-primary').click();
  await page.locator('.form-choice').first().waitFor();
  await camera.take('documents-new');
  await page.goto(`${at}/drafts/${drafts.inspection}`);
  await page.locator('.draft-deeds button').first().click();
  await page.locator('.check__faults button').first().click();
  await camera.take('documents-check');
  await page.locator('.draft-deeds button').nth(1).click();
  await page.locator('iframe.preview').waitFor();
  await page.waitForTimeout(1500);
  await camera.take('documents-preview');
}

async function takeTray(camera, place, file) {
  if (!'tray'.includes(only)) return;
  const { page } = camera;
  await writeCameraFile(file);
  await page.goto(`/cases/${place.case_id}`);
  // Together: a lone promise would hide why the click failed when the browser closes.
  const [chosen] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.locator('.act__actions button').last().click(),
  ]);
  await chosen.setFiles(file);
  await page.locator('.deposit__files').waitFor();
  await camera.take('deposit');
  await page.getByRole('dialog').locator('.ant-btn-primary').click();
  await page.locator('.tray__wipe.is-safe').waitFor();
  await camera.take('tray');
  await page.locator('.tray-row__actions button').first().click();
  await page.getByRole('dialog').waitFor();
  await camera.take('tray-receipt');
}

/** What the articles find, and the book. */
async function takeLaw(camera, caseId) {
  const { page } = camera;
  const open = async (path, name, act) => {
    if (!name.includes(only)) return;
    await camera.open(path, name);
    if (act === undefined) return;
    await act();
    await camera.take(`${name}-dialog`);
  };
  await open(`/cases/${caseId}#finding-3-9a`, 'case-findings', async () => {
    await page.locator('[id="finding-3-9a"] .group__deeds .ant-btn-primary').click();
    await page.getByRole('dialog').waitFor();
  });
  await open(`/cases/${caseId}?gate`, 'case-gate', async () => {
    await page.locator('.rail__move').click();
    await page.locator('.gate__rows').waitFor();
  });
  await open(`/cases/${caseId}?facts`, 'case-facts', async () => {
    await page.getByRole('tab').last().click();
    await page.locator('.subject__head').nth(1).click();
  });
  await open('/law', 'law');
  await open('/law/1-5a', 'law-article', async () => {
    await page.locator('.setting__deeds button').first().click();
    await page.getByRole('dialog').waitFor();
  });
  await open('/law/3-2', 'law-table');
  await open('/law/3-11', 'law-restates');
}

async function takeFull(camera, full, workFolder) {
  const leader = await signedIn(camera.server, 'li.na');
  const { records } = await leader.must('GET', '/api/records?limit=200');
  const main = records.find((each) => each.file_name === 'DSJ0003_20260305_091000.mp4');
  await camera.as(undefined, async (page) => {
    await page.goto('/');
    await page.locator('form').waitFor();
    await camera.take('door');
  });
  await camera.as('zhang.wei', async () => {
    await camera.open('/work', 'work');
    await camera.open('/cases', 'cases');
    await camera.open('/cases?q=absent', 'cases-none-found');
    await camera.open(`/cases/${main.case_id}`, 'case');
    await camera.open(`/cases/${full.place.case_id}`, 'case-many');
    await camera.open('/records?q=' + encodeURIComponent('断电'), 'records-cut');
    await camera.open('/cases/new', 'case-new');
    await camera.open(`/cases/${main.case_id}/acts/new`, 'act-new');
    await camera.open('/records', 'records');
    await camera.open('/devices', 'devices');
    await camera.open('/absent', 'absent');
    await takeRecords(camera, records, full);
    await takeProof(camera, main);
    await takeDocuments(camera, main.case_id);
    await takeTray(camera, full.place, join(workFolder, 'DSJ0003_20260422_090000.mp4'));
  });
  await camera.as('li.na', async () => {
    const sound = records.find((each) => each.media_kind === 'audio');
    await camera.open(`/records/${sound.id}`, 'record-sound-before');
    if ('record-sound'.includes(only)) await takeViewed(camera, 'record-sound');
  });
  await camera.as('wang.qiang', () => takeLaw(camera, main.case_id));
  await camera.as('chen.jing', async () => {
    await camera.open('/work', 'work-custodian');
    await camera.open('/devices', 'devices-custodian');
  });
  await camera.as('zhao.min', async () => {
    await camera.open('/work', 'work-supervisor');
    await camera.open('/entries', 'log-supervisor');
  });
  await camera.as('secadmin', () => camera.open('/people', 'people-security'));
  await camera.as('sysadmin', () => camera.open('/people', 'people-system'));
  await camera.as('audadmin', () => camera.open('/entries', 'log'));
}

async function takeEmpty(camera) {
  const enter = (name, paths) =>
    camera.as(
      name,
      async () => {
        for (const [path, word_] of paths) await camera.open(path, `${word_}-${name}`);
      },
      foundingPassword,
    );
  await camera.as(undefined, async (page) => {
    await page.goto('/');
    await page.locator('form').waitFor();
    await camera.take('door');
  });
  await enter('yi', [['/work', 'work'], ['/cases', 'cases'], ['/records', 'records'],
    ['/devices', 'devices'], ['/cases/new', 'case-new'], ['/law', 'law']]);
  await enter('er', [['/work', 'work'], ['/cases', 'cases'], ['/records', 'records'],
    ['/devices', 'devices']]);
  await enter('san', [['/work', 'work'], ['/entries', 'log']]);
  await enter('sysadmin', [['/people', 'people']]);
  await enter('secadmin', [['/people', 'people']]);
  await enter('audadmin', [['/people', 'people'], ['/entries', 'log']]);
}

async function takeAll(house, server, take) {
  const studio = new Studio();
  for (const language of languages) {
    for (const size of sizes) await take(new Camera(studio, server, house, size, language));
  }
  await studio.close();
}

async function openHouse(data) {
  const server = new Server(data);
  later(() => server.stop());
  await server.start();
  return server;
}

async function visitFull(work) {
  const server = await openHouse(await copyBureau(join(work, 'full')));
  const filled = await fill(server);
  await takeAll('full', server, (camera) => takeFull(camera, filled, work));
}

async function visitEmpty(work) {
  const data = join(work, 'empty');
  await foundEmptyHouse(data);
  const server = await openHouse(data);
  await staff(server);
  await takeAll('empty', server, takeEmpty);
}

await mkdir(folder, { recursive: true });
try {
  const work = await testFolder(later);
  if (onlyHouse !== 'empty') await visitFull(work);
  if (onlyHouse !== 'full') await visitEmpty(work);
} finally {
  for (const deed of deeds.reverse()) {
    await Promise.resolve(deed()).catch((error) => console.log(String(error)));
  }
}
if (failures.length > 0) {
  console.log(`not taken whole:\n${failures.join('\n')}`);
  process.exitCode = 1;
}
