// Chromium without a head, and a page that notes whatever goes wrong on it.
import { createRequire } from 'node:module';
import { chromiumPath, password, webPackage } from './settings.mjs';

const { chromium } = createRequire(webPackage)('playwright-core');

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage', // containers give /dev/shm so little that pages die in it
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export async function openBrowser(later) {
  const browser = await chromium.launch({ executablePath: chromiumPath, args });
  later(() => browser.close());
  return browser;
}

/**
 * A page at 1366 × 768 in Beijing time. `page.troubles` holds every error of console, page and
 * content policy, except those that `tolerated` (a list of patterns) names.
 */
export async function openPage(browser, server, options = {}) {
  const { language = 'zh', tolerated = [], ...rest } = options;
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    ...rest,
  });
  await context.addInitScript((chosen) => {
    try {
      const kept = localStorage.getItem('liuhen.language');
      if (kept === null) localStorage.setItem('liuhen.language', chosen);
    } catch {
      // Frames of the browser's own viewers have no storage.
    }
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  }, language);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000); // the machine may be busy with other tests
  page.troubles = [];
  const note = (text) => {
    if (!tolerated.some((pattern) => pattern.test(text))) page.troubles.push(text);
  };
  page.on('pageerror', (error) => {
    note(`page error: ${error.stack ?? error.message}`);
  });
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    note(`console: ${message.text()} (${message.location().url})`);
  });
  return page;
}

/** Through the sign-in page, as a person does. */
export async function signInOn(page, name, word = password) {
  await page.goto('/');
  await page.locator('input[autocomplete="username"]').fill(name);
  await page.locator('input[autocomplete="current-password"]').fill(word);
  await page.locator('form button[type="submit"]').click();
  await page.locator('.side').waitFor();
}

/** Stops the test when anything went wrong on the page so far. */
export function expectCalm(page) {
  const { troubles } = page;
  if (troubles.length > 0) throw new Error(`the page complained:\n${troubles.join('\n')}`);
}
