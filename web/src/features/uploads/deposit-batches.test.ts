import { describe, expect, it } from 'vitest';
import { queued, type Batch } from './deposit-batches';

const at = (id: number, name: string, actId = 'act'): Batch => ({
  id,
  files: [new File([name], name)],
  target: { caseId: 'case', actId },
});

const namesIn = (batches: readonly Batch[]) =>
  batches.map(({ id, files }) => `${String(id)}:${files.map((file) => file.name).join('+')}`);

describe('queued', () => {
  it('joins what is dropped before a dialog is seen', () => {
    const first = queued([], at(1, 'a'), true);
    expect(namesIn(queued(first, at(2, 'b'), true))).toEqual(['1:a+b']);
  });

  it('keeps files for another act apart', () => {
    const first = queued([], at(1, 'a'), true);
    expect(namesIn(queued(first, at(2, 'b', 'other'), true))).toEqual(['1:a', '2:b']);
  });

  it('leaves a dialog on show as it is', () => {
    const first = queued([], at(1, 'a'), true);
    expect(namesIn(queued(first, at(2, 'b'), false))).toEqual(['1:a', '2:b']);
  });
});
