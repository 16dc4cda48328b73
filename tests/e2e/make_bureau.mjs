// Makes the bureau that all tests of a run copy: demonstration media where they are lacking, the
// demonstration bureau, and everything that the server derives from it in the background.
//   node make_bureau.mjs FOLDER
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeBureau, Server } from './support/bureau.mjs';
import { signedIn } from './support/client.mjs';
import { run, until } from './support/process.mjs';
import { mediaFolder, mediaScript } from './support/settings.mjs';

const pictured = new Set(['video', 'image', 'pdf']);

function isSettled(record) {
  if (record.probe_state === 'waiting' || record.playable === 'waiting') return false;
  return record.poster || !pictured.has(record.media_kind);
}

/** Waits until nothing of the bureau is being probed or rendered any more. */
async function settle(server) {
  const leader = await signedIn(server, 'wang.qiang');
  const allSettled = async () => {
    const { records } = await leader.must('GET', '/api/records?limit=200');
    return records.every(isSettled);
  };
  const patience = { limitMs: 300_000, stepMs: 200 };
  await until('all records to be probed and rendered', allSettled, patience);
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('say which folder: node make_bureau.mjs FOLDER');
if (!existsSync(join(mediaFolder, 'media.json'))) {
  const made = await run(mediaScript, [mediaFolder], { limitMs: 240_000 });
  if (made.code !== 0) throw new Error(`make_media.sh: ${made.out}${made.err}`);
}
await rm(folder, { recursive: true, force: true });
await makeBureau(folder);
const server = await new Server(folder, { web: false }).start();
try {
  await settle(server);
} finally {
  await server.stop();
}
