// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import type { ListedFinding } from '@/shared/api/client';
import { findingOf } from './finding-for-test';
import { groupByArticle, tasksByCase, toneOf } from './grouping';

describe('the colour of a finding', () => {
  it.each([
    ['breached', 'breach', 'breach'],
    ['breached', 'warning', 'due'],
    ['due', 'task', 'due'],
    ['question', 'question', 'question'],
    ['explained', 'breach', 'explained'],
    ['accepted', 'breach', 'explained'],
  ] as const)('%s of %s is %s', (state, severity, tone) => {
    expect(toneOf({ state, severity })).toBe(tone);
  });
});

describe('findings by article', () => {
  const many = Array.from({ length: 9 }, (_, index) => findingOf({ subject_id: `r${String(index)}` }));

  it('makes one row of many, with what is open and what is answered', () => {
    const [group] = groupByArticle([...many, findingOf({ subject_id: 'x', state: 'accepted' })]);
    expect(group).toMatchObject({ article: '3-9a', open: 9, answered: 1, tone: 'breach' });
    expect(group?.checks).toHaveLength(1);
  });

  it('keeps the questions of one article together', () => {
    const groups = groupByArticle([
      findingOf({ article: 'penalty-55', check: 'shown' }),
      findingOf({ article: 'penalty-55', check: 'record' }),
    ]);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.checks.map(({ check }) => check)).toEqual(['shown', 'record']);
  });

  it('puts the gravest first, then the largest', () => {
    const groups = groupByArticle([
      findingOf({ article: '1-4', state: 'explained' }),
      findingOf({ article: '3-2', state: 'due', severity: 'task' }),
      findingOf({ article: '1-2a' }),
      ...many,
    ]);
    expect(groups.map(({ article }) => article)).toEqual(['3-9a', '1-2a', '3-2', '1-4']);
  });
});

describe('work by case', () => {
  const listed = (differs: Partial<ListedFinding>): ListedFinding => ({
    article: '1-5a',
    check: 'stored',
    subject_kind: 'recording',
    subject_id: 'r1',
    title: 'a.mp4',
    state: 'breached',
    severity: 'breach',
    provisional: false,
    ...differs,
  });

  it('is what is open, the earliest case and article first', () => {
    const cases = tasksByCase([
      listed({ case_id: 'late', due_at: '2026-05-01T00:00:00Z' }),
      listed({ case_id: 'early', due_at: '2026-03-02T00:00:00Z', article: '3-7' }),
      listed({ case_id: 'early', breached_at: '2026-03-01T00:00:00Z' }),
      listed({ case_id: 'early', state: 'due' }),
      listed({ case_id: 'done', state: 'accepted' }),
    ]);
    expect(cases.map(({ caseId }) => caseId)).toEqual(['early', 'late']);
    expect(cases[0]?.groups.map(({ article }) => article)).toEqual(['1-5a', '3-7']);
    expect(cases[0]?.groups[0]?.findings).toHaveLength(2);
  });
});
