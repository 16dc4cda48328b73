// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { decidable } from './answers';
import { findingOf, recordingOf } from './finding-for-test';
import { oneByOne } from './one-by-one';
import { mendingOf, placeOf } from './places';
import {
  askedFacts,
  choicesOf,
  factsOfCheck,
  factsToState,
  sharedValue,
  subjectsOf,
} from './statement-form';

const names = (facts: readonly { name: string }[]) => facts.map(({ name }) => name);
const withValue = (id: string, name: string, value: unknown) => {
  const subject = recordingOf(id);
  const facts = subject.facts.map((fact) => (fact.name === name ? { ...fact, value } : fact));
  return { ...subject, facts };
};

describe('the facts that a form asks for', () => {
  it('are those that the finding names, in the order of the vocabulary', () => {
    const finding = findingOf({ words: { missing: 'has_party,has_time' } });
    expect(names(askedFacts([finding], [recordingOf('r1')], []))).toEqual(['has_time', 'has_party']);
  });

  it('never hold what the house knows by itself', () => {
    const ofCheck = factsOfCheck({ from: 'recorded_to', to: 'notice_at', unit: 'minutes' });
    expect(ofCheck).toEqual(['recorded_to', 'notice_at']);
    expect(names(askedFacts([findingOf()], [recordingOf('r1')], ofCheck))).toEqual(['notice_at']);
  });

  it('are none for subjects of different kinds', () => {
    const act = { ...recordingOf('a1'), kind: 'act' };
    const finding = findingOf({ words: { missing: 'has_time' } });
    expect(askedFacts([finding], [recordingOf('r1'), act], [])).toEqual([]);
  });

  it('have choices where the words are known', () => {
    expect(choicesOf('recording', 'subjects_filmed')).toContain('scene');
    expect(choicesOf('service', 'document')).toContain('penalty_decision');
    expect(choicesOf('recording', 'late_reason')).toBeUndefined();
  });

  it('belong to the subjects of the findings only', () => {
    const subjects = [recordingOf('r1'), recordingOf('r2')];
    expect(subjectsOf([findingOf({ subject_id: 'r2' })], subjects)).toEqual([subjects[1]]);
  });
});

describe('what is sent', () => {
  it('is what was changed; a false flag is a statement', () => {
    const before = { has_time: true, late_reason: '旧' };
    const values = { has_time: true, has_party: false, late_reason: ' 新 ', notice_at: undefined };
    expect(factsToState(values, before)).toEqual({ has_party: false, late_reason: '新' });
  });

  it('takes back what was emptied, and nothing that was not there', () => {
    expect(factsToState({ late_reason: ' ', notice_at: undefined }, { late_reason: '旧' })).toEqual({
      late_reason: null,
    });
    expect(factsToState({ subjects_filmed: [] })).toEqual({});
  });

  it('begins with the value that all share', () => {
    const one = withValue('r1', 'has_time', true);
    expect(sharedValue('has_time', [one, withValue('r2', 'has_time', true)])).toBe(true);
    expect(sharedValue('has_time', [one, withValue('r2', 'has_time', false)])).toBeUndefined();
    expect(sharedValue('has_time', [one, recordingOf('r2')])).toBeUndefined();
  });

  it('goes one by one, tells how far, and stops at a refusal', async () => {
    const told: number[] = [];
    const done: string[] = [];
    const deed = (thing: string) => {
      if (thing === 'c') return Promise.reject(new Error('no'));
      done.push(thing);
      return Promise.resolve();
    };
    const sent = oneByOne(['a', 'b', 'c', 'd'], deed, ({ done: count }) => told.push(count));
    await expect(sent).rejects.toThrow('no');
    expect([done, told]).toEqual([['a', 'b'], [0, 1, 2]]);
  });
});

describe('where it is mended', () => {
  it('opens records as pages and acts on the page of the case', () => {
    expect(placeOf(findingOf())?.to).toBe('/records/r1');
    expect(placeOf(findingOf({ subject_kind: 'assignment', subject_id: 'a1/o1' }))?.to).toBe(
      '#act-a1',
    );
    expect(placeOf(findingOf({ subject_kind: 'case' }))).toBeUndefined();
  });

  it('knows what is recorded elsewhere', () => {
    const missing = (word: string, differs = {}) =>
      mendingOf(findingOf({ words: { missing: word }, ...differs }));
    expect(missing('training_from')).toBe('training');
    expect(missing('recording_count')).toBe('recording');
    expect(missing('certificate_from', { subject_kind: 'assignment', check: 'certificate' })).toBe(
      'certificate',
    );
    expect(missing('has_time')).toBeUndefined();
  });
});

describe('who decides', () => {
  it('on explained findings, and not on his own explanation', () => {
    const finding = findingOf({ state: 'explained' });
    const given = {
      ...{ entry_index: 1, subject_kind: 'recording', subject_id: 'r1' },
      ...{ article: '3-9a', check: 'elements', answer: 'explained' as const, text: 't' },
      ...{ answered_by: 'me', answered_at: '2026-03-05T00:00:00Z' },
    };
    expect(decidable([finding], [given], 'other')).toHaveLength(1);
    expect(decidable([finding], [given], 'me')).toHaveLength(0);
    expect(decidable([findingOf()], [], 'other')).toHaveLength(0);
  });
});
