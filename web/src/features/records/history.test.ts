// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { answeredAs } from './history';

it('never reports success over a file that the probe found cut or unreadable', () => {
  expect(answeredAs({ readable: true, truncated: false })).toBe('answered');
  expect(answeredAs({ readable: true, truncated: true })).toBe('cut');
  expect(answeredAs({ readable: false, truncated: true, truncated_reason: 'x' })).toBe('cut');
  expect(answeredAs({ readable: false, truncated: false })).toBe('unreadable');
});
