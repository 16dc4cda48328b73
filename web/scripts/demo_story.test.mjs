// The demonstration is one story: names, numbers and times of the made files are those of the
// bureau (rule 3, article 9: what recordings and documents show must agree).
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (name) =>
  readFileSync(new URL(`../../packaging/demo/${name}`, import.meta.url), 'utf8');
const bureau = JSON.parse(read('bureau.json'));
const media = JSON.parse(read('media.json')).media;
const script = read('make_media.sh');
const scenes = readdirSync(new URL('../../packaging/demo/scenes', import.meta.url));
const record = read('scenes/inspection_record_1.svg') + read('scenes/inspection_record_2.svg');
const acts = bureau.cases.flatMap((each) => each.acts);
const actOf = (file) => acts.find((act) => act.files.some(([name]) => name === file));
const person = (signInName) => bureau.accounts.find((each) => each.sign_in_name === signInName);
const clock = (time) => `${time.slice(11, 13)}时${time.slice(14, 16)}分`;

it('burns in the certificate of an officer of the act', () => {
  const burnt = [...script.matchAll(/执法证号 (\d+)/g)].map(([, number]) => number);
  expect(burnt.length).toBeGreaterThan(2);
  const numbers = acts.flatMap((act) => act.officers.map((name) => person(name).number));
  for (const number of burnt) expect(numbers).toContain(number);
});

it('writes the record of the inspection as the act has it', () => {
  const act = actOf('现场检查笔录_20260310.pdf');
  expect(record).toContain(`2026年3月10日${clock(act.started_at)}至${clock(act.ended_at)}`);
  expect(record).toContain(act.place);
  for (const name of act.officers) {
    const { name: written, number } = person(name);
    expect(record.replaceAll('　', '')).toContain(written);
    expect(record).toContain(number);
  }
});

it('records within the time of the act, by a device of the bureau', () => {
  const numbers = bureau.devices.map(({ number }) => number);
  for (const act of acts) {
    for (const [file, device] of act.files) {
      const made = media.find((each) => each.file === file);
      expect(made, file).toBeDefined();
      if (device === null) continue; // scanned and exported: papers come later
      expect(device).toBe(made.device_number);
      expect(numbers).toContain(device);
      expect(made.recorded_from >= act.started_at, file).toBe(true);
      expect(made.recorded_to <= act.ended_at, file).toBe(true);
    }
  }
});

it('names the same bidders on the screen, in the record and in the table', () => {
  const party = bureau.cases[0].party.replace('（虚构）', '');
  const screen = read('scenes/bid_opening.svg');
  const shown = [...screen.matchAll(/>([^<]*有限公司)</g)].map(([, name]) => name);
  expect(shown).toContain(party);
  for (const name of shown) expect(script).toContain(`,${name},`);
  expect(record).toContain(party);
});

it('takes no place from the map', () => {
  const texts = ['bureau.json', 'media.json', 'make_media.sh', ...scenes.map((s) => `scenes/${s}`)];
  for (const name of texts) {
    expect(read(name), name).not.toMatch(/荆|沙市|江陵|江津|湖北|武汉|公安县|JZ20/);
  }
});
