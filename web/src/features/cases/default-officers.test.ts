import { expect, it } from 'vitest';
import { defaultOfficers } from './default-officers';

it('are oneself and the other handler', () => {
  expect(defaultOfficers('a', ['a', 'b', 'c'])).toEqual(['a', 'b']);
  expect(defaultOfficers('b', ['a', 'b'])).toEqual(['b', 'a']);
  expect(defaultOfficers('x', ['a', 'b'])).toEqual(['x', 'a']);
  expect(defaultOfficers('a', ['a'])).toEqual(['a']);
  expect(defaultOfficers(undefined, ['a', 'b'])).toEqual(['a']);
});
