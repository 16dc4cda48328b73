import { describe, expect, it } from 'vitest';
import { chineseNumber, formatArticle } from './article';
import * as format from './format';

describe('times are the wall clock in Beijing', () => {
  it('writes a day and minute in both languages', () => {
    expect(format.formatTime('2026-03-05T01:10:00.000Z', 'zh')).toBe('2026年3月5日 09:10');
    expect(format.formatTime('2026-03-05T01:10:00.000Z', 'en')).toBe('5 Mar 2026 09:10');
  });

  it('turns the day at midnight in Beijing, not in UTC', () => {
    expect(format.formatTime('2025-12-31T15:59:59Z', 'zh')).toBe('2025年12月31日 23:59');
    expect(format.formatTime('2025-12-31T16:00:00Z', 'zh')).toBe('2026年1月1日 00:00');
  });

  it('says the day once in a span of one day', () => {
    const [from, to] = ['2026-03-05T01:10:00Z', '2026-03-05T02:45:00Z'];
    expect(format.formatSpan(from, to, 'zh')).toBe('2026年3月5日 09:10 – 10:45');
    expect(format.formatSpan(from, '2026-03-05T17:00:00Z', 'en')).toBe(
      '5 Mar 2026 09:10 – 6 Mar 2026 01:00',
    );
    expect(format.formatSpan(from, undefined, 'en')).toBe('5 Mar 2026 09:10');
  });

  it('shows a dash for what is absent or unreadable', () => {
    expect(format.formatTime(undefined, 'zh')).toBe('—');
    expect(format.formatTime('yesterday', 'zh')).toBe('—');
    expect(format.formatDuration(undefined)).toBe('—');
    expect(format.formatSize(null)).toBe('—');
  });
});

describe('durations', () => {
  it.each([
    [0, '00:00'],
    [59_499, '00:59'],
    [59_500, '01:00'],
    [3_599_000, '59:59'],
    [3_600_000, '1:00:00'],
    [36_061_000, '10:01:01'],
  ])('%d ms is %s', (ms, text) => {
    expect(format.formatDuration(ms)).toBe(text);
  });

  it('speaks in words', () => {
    expect(format.formatDurationWords(95 * 60_000, 'zh')).toBe('1小时35分');
    expect(format.formatDurationWords(95 * 60_000, 'en')).toBe('1 h 35 min');
    expect(format.formatDurationWords(27 * 3_600_000, 'zh')).toBe('1天3小时');
    expect(format.formatDurationWords(0, 'zh')).toBe('0分');
    expect(format.formatDurationWords(20_000, 'zh')).toBe('20秒');
    expect(format.formatDurationWords(49 * 3_600_000, 'en')).toBe('2 days 1 h');
  });

  it('tells overdue from due', () => {
    const now = new Date('2026-03-05T00:00:00Z');
    expect(format.untilDue('2026-03-04T23:00:00Z', now)).toEqual({
      overdue: true,
      leftMs: 3_600_000,
    });
    expect(format.untilDue('2026-03-05T00:00:00Z', now)).toEqual({ overdue: false, leftMs: 0 });
  });
});

describe('sizes keep three figures', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.00 KiB'],
    [10_240, '10.0 KiB'],
    [102_400, '100 KiB'],
    [1_048_575, '1.00 MiB'],
    [4_294_967_296, '4.00 GiB'],
  ])('%d is %s', (size, text) => {
    expect(format.formatSize(size)).toBe(text);
  });
});

describe('digests', () => {
  it('keeps the first eight and the last six figures', () => {
    const digest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
    expect(format.shortDigest(digest)).toBe('9f86d081…f00a08');
    expect(format.shortDigest('9f86d081')).toBe('9f86d081');
  });
});

describe('articles', () => {
  it('names annex, article and item', () => {
    expect(formatArticle('1-5a', 'zh').short).toBe('附件一第五条');
    expect(formatArticle('3-14', 'zh').full).toBe('《行政执法全过程数据化记录制度》第十四条');
    expect(formatArticle('3-3.2', 'zh').short).toBe('附件三第三条第二项');
    expect(formatArticle('3-9b', 'en').short).toBe('Annex 3, art. 9');
  });

  it('leaves an unknown id alone', () => {
    expect(formatArticle('tender-42', 'zh')).toEqual({ short: 'tender-42', full: 'tender-42' });
  });

  it('names the statute of a statute', () => {
    expect(formatArticle('penalty-42', 'zh').short).toBe('行政处罚法第四十二条');
    expect(formatArticle('coercion-18', 'en').full).toBe('Administrative Coercion Law, art. 18');
  });

  it.each([
    [1, '一'],
    [10, '十'],
    [15, '十五'],
    [20, '二十'],
    [42, '四十二'],
  ])('%d is %s', (value, text) => {
    expect(chineseNumber(value)).toBe(text);
  });
});
