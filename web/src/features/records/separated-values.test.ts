import { describe, expect, it } from 'vitest';
import { guessSeparator, previewOf } from './separated-values';

describe('previewOf', () => {
  it('reads quotes, doubled quotes, line ends inside quotes and CRLF', () => {
    const text = '编号,说明\r\n1,"a ""b"", c"\r\n2,"two\nlines"\n3,plain';
    expect(previewOf(text, ',')).toEqual({
      rows: [
        ['编号', '说明'],
        ['1', 'a "b", c'],
        ['2', 'two\nlines'],
        ['3', 'plain'],
      ],
      cut: false,
    });
  });

  it('is bounded in rows, columns and cells, and says so', () => {
    const limits = { rows: 2, columns: 2, cellLength: 3 };
    expect(previewOf('a,b\nc,d\ne,f\n', ',', limits)).toEqual({
      rows: [
        ['a', 'b'],
        ['c', 'd'],
      ],
      cut: true,
    });
    expect(previewOf('a,b\nc,d\n', ',', limits).cut).toBe(false);
    expect(previewOf('a,b,c', ',', limits)).toEqual({ rows: [['a', 'b']], cut: true });
    expect(previewOf('abcdef', ',', limits)).toEqual({ rows: [['abc']], cut: true });
    expect(previewOf('', ',')).toEqual({ rows: [], cut: false });
  });
});

describe('guessSeparator', () => {
  it('takes what the first line holds most of', () => {
    expect(guessSeparator('a;b;c\n1,2,3,4,5')).toBe(';');
    expect(guessSeparator('a\tb')).toBe('\t');
    expect(guessSeparator('plain')).toBe(',');
  });
});
