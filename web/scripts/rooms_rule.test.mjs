import path from 'node:path';
import { expect, it } from 'vitest';
import { refusal_of } from './rooms_rule.mjs';

const file = (place) => path.resolve(import.meta.dirname, '../src', place);

it('lets everybody look down', () => {
  expect(refusal_of(file('app/shell.tsx'), '@/features/log/log-page')).toBeUndefined();
  expect(refusal_of(file('features/log/log-page.tsx'), '@/shared/ui/ui')).toBeUndefined();
  expect(refusal_of(file('features/log/log-page.tsx'), './words')).toBeUndefined();
  expect(refusal_of(file('shared/ui/page.tsx'), 'react')).toBeUndefined();
});

it('lets nobody look up or sideways', () => {
  expect(refusal_of(file('shared/ui/page.tsx'), '@/features/log/words')).toBeDefined();
  expect(refusal_of(file('shared/ui/page.tsx'), '../../app/words')).toBeDefined();
  expect(refusal_of(file('features/log/log-page.tsx'), '@/app/words')).toBeDefined();
  expect(refusal_of(file('features/log/log-page.tsx'), '../cases/words')).toBeDefined();
});
