// @vitest-environment jsdom
import '@/shared/words/language';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FirstPassword } from './one-time';

let root: Root;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const styleOf = getComputedStyle;
  vi.stubGlobal('getComputedStyle', (element: Element) => styleOf(element));
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => {
    root.unmount();
  });
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

it('the first password of an account stays until it is said to be handed over', () => {
  const left = vi.fn();
  const created = { name: '新人', signInName: 'xin.ren', password: 'ab-cd' };
  act(() => {
    root.render(<FirstPassword created={created} onClose={left} />);
  });
  expect(document.querySelector('.one-time code')?.textContent).toBe('ab-cd');
  expect(document.body.textContent).toContain('xin.ren');
  expect(document.querySelector('.ant-modal-close')).toBeNull();
  act(() => {
    const press = { key: 'Escape', keyCode: 27, bubbles: true };
    document.querySelector('.ant-modal-wrap')?.dispatchEvent(new KeyboardEvent('keydown', press));
  });
  expect(left).not.toHaveBeenCalled();
  act(() => {
    document.querySelector<HTMLElement>('.ant-modal-footer button')?.click();
  });
  expect(left).toHaveBeenCalledOnce();
});
