// @vitest-environment jsdom
import '@/shared/words/language';
import i18next from 'i18next';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Account } from '@/shared/api/client';
import { ResetPassword } from './reset-password';
import './words';

const account = { id: 'a1', name: '林知夏' } as Account;

let root: Root;
let reply: (response: Response) => void;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // jsdom has no styles of pseudo-elements and says so loudly.
  const styleOf = getComputedStyle;
  vi.stubGlobal('getComputedStyle', (element: Element) => styleOf(element));
  vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => (reply = resolve)));
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => {
    root.unmount();
  });
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const click = (element: Element | null | undefined) =>
  act(async () => {
    element?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
const escape = () =>
  act(() => {
    const press = { key: 'Escape', keyCode: 27, bubbles: true };
    document.querySelector('.ant-modal-wrap')?.dispatchEvent(new KeyboardEvent('keydown', press));
  });
const buttons = () => [...document.querySelectorAll('.ant-modal-footer button')];
const cross = () => document.querySelector('.ant-modal-close');

describe('the dialog of a one-time password', () => {
  it('cannot be left while the password is being made', async () => {
    const left = vi.fn();
    act(() => {
      root.render(<ResetPassword account={account} onClose={left} />);
    });
    expect(cross()).not.toBeNull();
    await click(buttons()[1]);
    expect(cross()).toBeNull();
    escape();
    await click(buttons()[0]);
    expect(left).not.toHaveBeenCalled();
    const headers = { 'content-type': 'application/json' };
    await act(async () => {
      reply(new Response('{"one_time_password":"ab-cd-ef"}', { headers }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    expect(document.querySelector('.one-time code')?.textContent).toBe('ab-cd-ef');
    await click(buttons()[0]);
    expect(left).toHaveBeenCalledOnce();
  });

  it('can be left before', () => {
    const left = vi.fn();
    act(() => {
      root.render(<ResetPassword account={account} onClose={left} />);
    });
    escape();
    expect(left).toHaveBeenCalledOnce();
  });
});

it('says which password works once an account is enabled again', () => {
  const say = (lng: string) => i18next.t('standing.enable.note', { ns: 'people', lng });
  expect(say('zh')).toBe('启用后可用停用前的密码登录；如已重设，请用一次性密码。');
  expect(say('en')).toMatch(/from before it was disabled.*one-time/);
});
