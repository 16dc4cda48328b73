// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import '../words/language';
import { WallClockPicker } from './wall-clock-picker';

// Evening in New York, and the next morning in Beijing already.
const now = new Date('2026-03-05T20:30:00Z');

let root: Root;
const zoneBefore = process.env['TZ'];

beforeEach(() => {
  process.env['TZ'] = 'America/New_York';
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const styleOf = getComputedStyle;
  vi.stubGlobal('getComputedStyle', (element: Element) => styleOf(element));
  vi.useFakeTimers({ now, toFake: ['Date'] });
  root = createRoot(document.body.appendChild(document.createElement('div')));
});

afterEach(() => {
  act(() => {
    root.unmount();
  });
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  process.env['TZ'] = zoneBefore;
});

const press = (element: Element | null) =>
  act(async () => {
    for (const kind of ['mousedown', 'mouseup', 'click']) {
      element?.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  });

it('takes “now” and “today” from the clock of Beijing, wherever the computer stands', async () => {
  expect(now.getHours()).toBe(15); // the computer does stand in New York
  const chosen = vi.fn();
  act(() => {
    root.render(<WallClockPicker onChange={chosen} />);
  });
  await press(document.querySelector('.ant-picker input'));
  expect(document.querySelector('.ant-picker-cell-today')?.getAttribute('title')).toBe(
    '2026-03-06',
  );
  await press(document.querySelector('.ant-picker-now-btn'));
  await press(document.querySelector('.ant-picker-ok button'));
  expect(chosen).toHaveBeenLastCalledWith(now.toISOString());
});
