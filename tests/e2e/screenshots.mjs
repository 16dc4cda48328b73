// Takes pictures of all pages, for people to look at: two sizes, two languages, with much data and
// with none.   node screenshots.mjs FOLDER [--only WORD]
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser, openPage, signInOn } from './support/browser.mjs';
import { copyBureau, Server, testFolder } from './support/bureau.mjs';
import { writeCameraFile } from './support/camera_file.mjs';
import { Client, signedIn } from './support/client.mjs';
import { cutVideo, noise } from './support/hostile_files.mjs';
import { liuhen } from './support/process.mjs';

const sizes = [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }];
const languages = ['zh', 'en'];
const [, , folder, flag, word] = process.argv;
if (folder === undefined) throw new Error('say where to: node screenshots.mjs FOLDER');
const only = flag === '--only' ? word : '';

const deeds = [];
const later = (deed) => deeds.push(deed);
const foundingPassword = 'founding password 1';

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

async function foundEmpty(data) {
  const answers = ['云泽市某执法局', 'Some Bureau of Yunze', '', '执法一科 | Enforcement 1', '',
    '王系统', '', '李安全', '', '赵审计', '', ''].join('\n');
  const env = { LIUHEN_PASSWORD: foundingPassword };
  const founded = await liuhen(['init', '--data', data], { env, input: answers });
  if (founded.code !== 0) throw new Error(founded.err);
}

async function enterWith(server, name, password) {
  const client = new Client(server);
  const answer = await client.json('POST', '/api/session', { sign_in_name: name, password });
  client.own = {
    Cookie: answer.headers['set-cookie'][0].split(';')[0],
    'Liuhen-Csrf': answer.json.csrf,
  };
  return client;
}

/** An officer, a custodian and a supervisor in the empty house. */
async function staff(server) {
  const security = await enterWith(server, 'secadmin', foundingPassword);
  const { units } = await security.must('GET', '/api/units');
  for (const [name, person, role] of [['yi', '甲一', 'officer'], ['er', '乙二', 'custodian'],
    ['san', '丙三', 'supervisor']]) {
    await security.must('POST', '/api/accounts', {
      sign_in_name: name, name: person, unit_id: units[0].id, roles: [role],
      password: foundingPassword,
    });
  }
}

// --- pictures -----------------------------------------------------------------------------------

class Camera {
  constructor(browser, server, house, size, language) {
    Object.assign(this, { browser, server, house, size, language });
  }

  async as(name, act, password) {
    const { size: viewport, language } = this;
    const page = await openPage(this.browser, this.server, { viewport, language });
    this.page = page;
    if (name !== undefined) await signInOn(page, name, password);
    await act(page);
    for (const trouble of page.troubles) console.log(`${this.house} ${name}: ${trouble}`);
    await page.context().close();
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
    await this.page.locator('.waiting').waitFor({ state: 'hidden' });
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

async function takeTray(camera, place, file) {
  if (!'tray'.includes(only)) return;
  const { page } = camera;
  await writeCameraFile(file);
  await page.goto(`/cases/${place.case_id}`);
  const chosen = page.waitForEvent('filechooser');
  await page.locator('.act__actions button').last().click();
  await (await chosen).setFiles(file);
  await page.locator('.tray-row--done').waitFor();
  await camera.take('tray');
  await page.locator('.tray-row__actions button').first().click();
  await page.getByRole('dialog').waitFor();
  await camera.take('tray-receipt');
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
    await camera.open('/cases/new', 'case-new');
    await camera.open(`/cases/${main.case_id}/acts/new`, 'act-new');
    await camera.open('/records', 'records');
    await camera.open('/devices', 'devices');
    await camera.open('/absent', 'absent');
    await takeRecords(camera, records, full);
    await takeProof(camera, main);
    await takeTray(camera, full.place, join(workFolder, 'DSJ0003_20260422_090000.mp4'));
  });
  await camera.as('li.na', async () => {
    const sound = records.find((each) => each.media_kind === 'audio');
    await camera.open(`/records/${sound.id}`, 'record-sound-before');
    if ('record-sound'.includes(only)) await takeViewed(camera, 'record-sound');
  });
  await camera.as('chen.jing', () => camera.open('/devices', 'devices-custodian'));
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
    ['/devices', 'devices'], ['/cases/new', 'case-new']]);
  await enter('er', [['/devices', 'devices'], ['/cases', 'cases']]);
  await enter('san', [['/entries', 'log'], ['/work', 'work']]);
  await enter('sysadmin', [['/people', 'people']]);
  await enter('audadmin', [['/entries', 'log']]);
}

async function takeAll(house, server, take) {
  const browser = await openBrowser(later);
  for (const language of languages) {
    for (const size of sizes) await take(new Camera(browser, server, house, size, language));
  }
  await browser.close();
}

await mkdir(folder, { recursive: true });
try {
  const work = await testFolder(later);
  const full = new Server(await copyBureau(join(work, 'full')));
  later(() => full.stop());
  await full.start();
  const filled = await fill(full);
  await takeAll('full', full, (camera) => takeFull(camera, filled, work));
  await foundEmpty(join(work, 'empty'));
  const empty = new Server(join(work, 'empty'));
  later(() => empty.stop());
  await empty.start();
  await staff(empty);
  await takeAll('empty', empty, takeEmpty);
} finally {
  for (const deed of deeds.reverse()) await deed();
}
