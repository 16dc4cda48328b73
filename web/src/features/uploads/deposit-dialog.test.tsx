// @vitest-environment jsdom
import '@/shared/words/language';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keys, type Device } from '@/shared/api/client';
import { useDeposit } from './deposit-dialog';
import type { Target } from './row';

const device = { id: 'd1', number: 'ZF-1', kind: 'body_camera', enabled: true };
const target: Target = { caseId: 'c', actId: 'a' };
const file = (name: string) => new File([name], name);

let root: Root;
let client: QueryClient;
let devicesArrive: (devices: Device[]) => void;
let take: (files: File[], target: Target) => void;
const sent = vi.fn();

function Page() {
  const taking = useDeposit(sent, true);
  take = taking.take;
  return <>{taking.dialog}</>;
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // jsdom has no styles of pseudo-elements and says so loudly.
  const styleOf = getComputedStyle;
  vi.stubGlobal('getComputedStyle', (element: Element) => styleOf(element));
  vi.stubGlobal('fetch', (request: Request) => {
    const headers = { 'content-type': 'application/json' };
    if (!request.url.endsWith('/api/devices')) {
      return Promise.resolve(new Response('{"accounts":[]}', { headers }));
    }
    return new Promise<Response>((resolve) => {
      devicesArrive = (devices) => {
        resolve(new Response(JSON.stringify({ devices }), { headers }));
      };
    });
  });
  client = new QueryClient();
  client.setQueryData(keys.session, { account: { id: 'p1' }, permissions: ['deposit'] });
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() => {
    root.render(
      <QueryClientProvider client={client}>
        <Page />
      </QueryClientProvider>,
    );
  });
});

afterEach(() => {
  act(() => {
    root.unmount();
  });
  client.clear();
  sent.mockReset();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const settle = (begin: () => void) =>
  act(async () => {
    begin();
    await new Promise((resolve) => setTimeout(resolve, 30));
  });
const drop = (name: string) =>
  settle(() => {
    take([file(name)], target);
  });
const shownNames = () =>
  [...document.querySelectorAll('.deposit__file > .clip')].map(({ textContent }) => textContent);
const deviceOfRow = () => document.querySelector<HTMLSelectElement>('.deposit__file select');
const deposit = () =>
  settle(() => {
    document.querySelector<HTMLElement>('.ant-modal-footer .ant-btn-primary')?.click();
  });

it('loses no file that is dropped while the devices are on their way', async () => {
  await drop('a.mp4');
  await drop('b.mp4');
  expect(shownNames()).toEqual([]);
  await settle(() => {
    devicesArrive([device as unknown as Device]);
  });
  expect(shownNames()).toEqual(['a.mp4', 'b.mp4']);
});

it('asks of the next batch afresh', async () => {
  await settle(() => {
    devicesArrive([device as unknown as Device]);
  });
  await drop('a.mp4');
  await drop('b.mp4');
  expect(shownNames()).toEqual(['a.mp4']);
  await settle(() => {
    const select = deviceOfRow();
    if (select === null) return;
    select.value = 'd1';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await deposit();
  expect(sent).toHaveBeenCalledWith([expect.objectContaining({ name: 'a.mp4' })], {
    ...target,
    deviceId: 'd1',
  });
  expect(shownNames()).toEqual(['b.mp4']);
  expect(deviceOfRow()?.value).toBe('');
});

it('says that no device is registered before a recording goes without one', async () => {
  await settle(() => {
    devicesArrive([]);
  });
  await drop('a.mp4');
  expect(sent).not.toHaveBeenCalled();
  expect(document.querySelector('.deposit__none')?.textContent).toContain('没有登记设备');
  expect(document.querySelector('.deposit__device')).toBeNull();
  await deposit();
  expect(sent).toHaveBeenCalledWith([expect.objectContaining({ name: 'a.mp4' })], target);
});

it('asks nothing of documents where there is no device', async () => {
  await settle(() => {
    devicesArrive([]);
  });
  await drop('a.pdf');
  expect(sent).toHaveBeenCalledOnce();
});
