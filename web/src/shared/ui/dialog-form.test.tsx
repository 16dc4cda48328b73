// @vitest-environment jsdom
import { ConfigProvider, Form, Input } from 'antd';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ProblemError } from '../api/problem';
import { setLanguage } from '../words/language';
import { DialogForm } from './dialog-form';

let root: Root;

beforeEach(() => {
  setLanguage('zh');
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const styleOf = getComputedStyle;
  vi.stubGlobal('getComputedStyle', (element: Element) => styleOf(element));
  // What jsdom lacks.
  const media = { matches: false, addListener: vi.fn(), removeListener: vi.fn() };
  vi.stubGlobal('matchMedia', () => media);
  Element.prototype.scrollIntoView = () => undefined;
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => {
    root.unmount();
  });
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const refusal = (field: string) =>
  new ProblemError({
    type: 'conflict',
    title: '',
    status: 409,
    detail_zh: '已有同名科室。',
    detail_en: '',
    field,
  });

async function sendRefused(field: string) {
  act(() => {
    root.render(
      <ConfigProvider theme={{ token: { motion: false } }}>
        <DialogForm<{ name_zh: string }>
          open
          title="t"
          okText="ok"
          cancelText="no"
          send={() => Promise.reject(refusal(field))}
          onClose={() => undefined}
        >
          <Form.Item name="other" label="o">
            <Input />
          </Form.Item>
          <Form.Item name="name_zh" label="n">
            <Input />
          </Form.Item>
        </DialogForm>
      </ConfigProvider>,
    );
  });
  await act(async () => {
    document.querySelector<HTMLElement>('.ant-modal-footer .ant-btn-primary')?.click();
    await new Promise((resolve) => setTimeout(resolve, 500));
  });
}

it('marks the field that the server names, and gives it the focus', async () => {
  await sendRefused('name_zh');
  const marked = document.querySelector('.ant-form-item-has-error');
  expect(marked?.textContent).toContain('已有同名科室');
  expect(document.activeElement?.id).toBe('name_zh');
  expect(document.querySelector('[role=alert].notice')).toBeNull();
});

it('says above the fields what belongs to none of them', async () => {
  await sendRefused('elsewhere');
  expect(document.querySelector('.ant-form-item-has-error')).toBeNull();
  expect(document.querySelector('[role=alert].notice')?.textContent).toContain('已有同名科室');
});
