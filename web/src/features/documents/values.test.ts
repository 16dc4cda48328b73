import { describe, expect, it } from 'vitest';
import type { FormField } from '@/shared/api/client';
import * as values from './values';

const field = (kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  ...{ name: 'a', kind, label: { zh: '栏', en: 'Field' }, required: false, wide: false },
  ...{ not_future: false, min: 0, max: 100, ...more },
});
const telling = {
  pick: (zh: string) => zh,
  time: (time: string) => `时${time}`,
  yes: '是',
  no: '否',
};

describe('values of a draft', () => {
  it('takes what is empty for not filled, as the contract does', () => {
    for (const empty of [undefined, null, '', []]) expect(values.isEmpty(empty)).toBe(true);
    for (const given of [0, false, ' ', [{}]]) expect(values.isEmpty(given)).toBe(false);
    expect(values.filled({ a: '', b: false, c: [], d: 0 })).toEqual({ b: false, d: 0 });
  });

  it('compares without the order of members and without what is empty', () => {
    expect(values.same({ name: '张', unit: '' }, { name: '张' })).toBe(true);
    expect(values.same([{ a: 1, b: 2 }], [{ b: 2, a: 1 }])).toBe(true);
    expect(values.same(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(values.changedFields({ a: 'x', b: '' }, { a: 'y' })).toEqual(['a']);
  });

  it('gives inputs what they take and takes back what they give', () => {
    expect(values.spanOf('nonsense')).toEqual({});
    expect(values.toSpan({ start: undefined, end: undefined })).toBeUndefined();
    const span = { start: '2026-03-05T01:10:00Z', end: undefined };
    expect(values.toSpan(span)).toEqual({ start: '2026-03-05T01:10:00Z' });
    expect(values.toPerson({ name: '', number: '', unit: '' })).toBeUndefined();
    expect(values.toPerson({ name: '𠀀三', number: '' })).toEqual({ name: '𠀀三' });
    expect(values.personOf(7)).toEqual({ name: '' });
    expect(values.rowsOf([{ a: 1 }, 3])).toEqual([{ a: 1 }, {}]);
    expect(values.withField({ a: 'x', b: 1 }, 'a', '')).toEqual({ b: 1 });
  });

  it('moves rows and leaves them where they cannot go', () => {
    expect(values.moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(values.moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(values.moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });

  it('counts a rare character once', () => {
    expect(values.lengthOf('𠀀a')).toBe(2);
  });

  it('tells values of every kind', () => {
    expect(values.tell(field('yes_no'), false, telling)).toBe('否');
    const choices = [{ value: 'a', label: { zh: '甲', en: 'A' } }];
    expect(values.tell(field('choice', { choices }), 'a', telling)).toBe('甲');
    expect(values.tell(field('time'), 'T', telling)).toBe('时T');
    expect(values.tell(field('span'), { start: 'S' }, telling)).toBe('时S – …');
    expect(values.tell(field('people'), [{ name: '甲', unit: '科' }, { name: '乙' }], telling)).toBe(
      '甲 · 科\n乙',
    );
    const columns = [field('text', { name: 'n' }), field('count', { name: 'c' })];
    expect(values.tell(field('table', { columns }), [{ n: '物', c: 2 }, {}], telling)).toBe(
      '物 · 2\n',
    );
    expect(values.tell(undefined, undefined, telling)).toBe('');
  });
});
