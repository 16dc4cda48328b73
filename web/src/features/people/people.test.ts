import { describe, expect, it } from 'vitest';
import type { Unit } from '@/shared/api/client';
import { excludes, roles } from './roles';
import { inOrder } from './units-tree';

const unit = (id: string, parent_id?: string): Unit => ({
  id,
  name_zh: id,
  name_en: id,
  ...(parent_id !== undefined && { parent_id }),
});

describe('the three administrators', () => {
  it('exclude each other and everybody else', () => {
    expect(roles.filter((role) => !excludes(['security_admin'], role))).toEqual(['security_admin']);
    expect(excludes(['officer'], 'audit_admin')).toBe(true);
    expect(excludes(['officer'], 'legal_reviewer')).toBe(false);
    expect(excludes([], 'system_admin')).toBe(false);
  });
});

describe('units', () => {
  it('stand below their parents', () => {
    const placed = inOrder([unit('team', 'bureau'), unit('bureau'), unit('office', 'bureau')]);
    expect(placed.map(({ unit: { id }, depth }) => `${id}${String(depth)}`)).toEqual([
      'bureau0',
      'team1',
      'office1',
    ]);
  });

  it('are all shown, even when the parents run in a circle', () => {
    expect(inOrder([unit('a', 'b'), unit('b', 'a')])).toHaveLength(2);
  });
});
