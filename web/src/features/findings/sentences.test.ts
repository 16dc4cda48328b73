// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import '@/shared/words/language';
import { findingOf, tellingIn } from './finding-for-test';
import { sentencesOf, textOf } from './sentences';

const zh = tellingIn('zh');
const en = tellingIn('en');

describe('what is missing', () => {
  it('tells facts to confirm, facts to fill in and things apart', () => {
    const finding = findingOf({ words: { missing: 'has_time,has_party,notice_at,scene' } });
    expect(sentencesOf(finding, zh)).toEqual([
      '未确认：含执法时间、含执法对象。',
      '未填：告知时间。',
      '缺少：现场环境。',
    ]);
    expect(textOf(finding, en)).toContain('Missing: the scene.');
  });

  it('has its own words for what has a place of its own', () => {
    const finding = findingOf({ words: { missing: 'certificate_from' } });
    expect(textOf(finding, zh)).toBe('没有登记其当日有效的执法证件。');
  });

  it('says of alternatives that one is enough', () => {
    const finding = findingOf({ words: { missing: 'notice_at|late_reason' } });
    expect(textOf(finding, zh)).toBe('未填：告知时间或逾期存入的理由。');
  });

  it('asks the question where no word tells more', () => {
    const finding = findingOf({ asks: { zh: '是否告知？', en: 'Told?' } });
    expect(textOf(finding, zh)).toBe('是否告知？');
  });
});

describe('periods', () => {
  const due = '2026-03-09T16:00:00Z';

  it('writes the end of a day as the law does, and how late it was done', () => {
    const finding = findingOf({ due_at: due, mended_at: '2026-03-10T16:00:00Z' });
    expect(textOf(finding, zh)).toBe(
      '应在 2026年3月9日24时 前完成，实际于 2026年3月11日 00:00 完成，逾期 1d。',
    );
    expect(textOf(findingOf({ due_at: due }), zh)).toContain('尚未完成');
    expect(textOf(findingOf({ due_at: due, state: 'due' }), zh)).not.toContain('尚未完成');
  });

  it('lists other readings, the strict one first, and none where all agree', () => {
    const reading = (unit: string, at: string) => ({ unit, due_at: at, provisional: false });
    const strict = reading('natural_days', '2026-03-07T16:00:00Z');
    const later = reading('working_days', due);
    const finding = findingOf({ due_at: due, readings: [later, strict] });
    expect(textOf(finding, zh)).toContain(
      '按自然日至 2026年3月7日24时；按工作日至 2026年3月9日24时',
    );
    expect(textOf(findingOf({ due_at: due, readings: [later] }), zh)).not.toContain('算法');
  });

  it('names the year that has no calendar', () => {
    const finding = findingOf({ due_at: '2027-01-04T16:00:00Z', provisional: true });
    expect(textOf(finding, zh)).toContain('2027年无节假日安排，日期为暂定。');
    const lastDay = findingOf({ due_at: '2027-12-31T16:00:00Z', provisional: true });
    expect(textOf(lastDay, en)).toContain('holidays of 2027');
  });
});

describe('what differs', () => {
  it('says which end, in which direction and how much', () => {
    const finding = findingOf({ words: { start_later_minutes: '3', end_later_minutes: '-25' } });
    expect(sentencesOf(finding, zh)).toEqual([
      '音像比所载时间晚 3 分钟开始。',
      '音像比所载时间早 25 分钟结束。',
    ]);
  });

  it('gives both times where something came too late', () => {
    const finding = findingOf({
      words: { late: 'notice_at' },
      mended_at: '2026-03-05T02:00:00Z',
      breached_at: '2026-03-05T01:00:30Z',
    });
    expect(textOf(finding, zh)).toBe(
      '“告知时间”为 2026年3月5日 10:00，应不晚于 2026年3月5日 09:00:30。',
    );
  });

  it('counts, contradicts, forbids and gives the reason', () => {
    expect(textOf(findingOf({ words: { found: '1', at_least: '2' } }), zh)).toBe(
      '现有 1，至少应有 2。',
    );
    expect(textOf(findingOf({ words: { impossible: 'recorded_to' } }), zh)).toContain('矛盾');
    expect(textOf(findingOf({ words: { forbidden: 'has_time' } }), zh)).toBe(
      '不应有：含执法时间。',
    );
    expect(textOf(findingOf({ words: { missing: 'linked', reason: '无文书' } }), zh)).toContain(
      '已写明理由：无文书',
    );
  });
});
