import { expect, it } from 'vitest';
import { depositCommand } from './deposit-command';

const act = { id: '0190', title: '现场检查' };
const place = { caseNumber: '荆环罚〔2026〕1号', act, acts: [act], user: 'zhang.wei', server: 'https://a:8086' };

it('names the case by its number and the act by its title', () => {
  expect(depositCommand(place)).toBe(
    "liuhen deposit --case '荆环罚〔2026〕1号' --act '现场检查' --user zhang.wei --server https://a:8086",
  );
});

it('names the act by its id where two have one title', () => {
  const acts = [act, { id: '0191', title: '现场检查' }];
  expect(depositCommand({ ...place, acts })).toContain('--act 0190 ');
});

it('lets no word of the case become a command', () => {
  const said = depositCommand({ ...place, caseNumber: "a'; rm -rf $(pwd) `x` '" });
  expect(said).toContain("--case 'a'\\''; rm -rf $(pwd) `x` '\\''' --act");
});
