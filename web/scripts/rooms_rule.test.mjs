import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { refusal_of } from './rooms_rule.mjs';

const source_root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src');
const file = (place) => path.resolve(source_root, place);

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
