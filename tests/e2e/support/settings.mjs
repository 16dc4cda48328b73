// Where the things under test stand. CTest sets the variables; the defaults serve a run by hand.
import { fileURLToPath } from 'node:url';

const fromRoot = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export const program = process.env.LIUHEN_PROGRAM ?? fromRoot('build/test/liuhen');
export const webFolder = process.env.LIUHEN_WEB ?? fromRoot('web/dist');
export const mediaFolder = process.env.LIUHEN_MEDIA ?? fromRoot('var/demo-media');
export const chromiumPath = process.env.LIUHEN_CHROMIUM ?? '/usr/bin/chromium';
/** A bureau made once per run; absent in a run by hand, which then makes its own. */
export const readyBureau = process.env.LIUHEN_E2E_BUREAU;

export const bureauFile = fromRoot('packaging/demo/bureau.json');
export const mediaScript = fromRoot('packaging/demo/make_media.sh');
export const webPackage = fromRoot('web/package.json');
export const password = 'liuhen-demo-2026';
