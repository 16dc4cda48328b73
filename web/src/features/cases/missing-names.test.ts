import { expect, it } from 'vitest';
import { countByArticle } from './missing-names';

it('counts what was missing by article, the most first', () => {
  expect(
    countByArticle(['3-2/documents case:a', '3-9a/elements recording:b', '3-9a/elements recording:c']),
  ).toEqual([
    ['3-9a', 2],
    ['3-2', 1],
  ]);
});
