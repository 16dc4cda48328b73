// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, api, onPasswordDue, onSignedOut, setCsrf } from './http';
import { keys } from './keys';
import { ProblemError } from './problem';
import { watchSession } from './session';

const problem = {
  type: 'not-permitted',
  title: 'not permitted',
  status: 403,
  detail_zh: '您的岗位不能立卷。',
  detail_en: 'Your post may not open cases.',
  article: '3-14',
};

let asked: Request[] = [];

function serverSays(status: number, body: unknown, type = 'application/json') {
  vi.stubGlobal('fetch', (request: Request) => {
    asked.push(request);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { 'content-type': type };
    return Promise.resolve(new Response(status === 204 ? null : text, { status, headers }));
  });
}

async function refusalOf(call: Promise<unknown>): Promise<ProblemError> {
  const caught: unknown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(caught).toBeInstanceOf(ProblemError);
  return caught as ProblemError;
}

beforeEach(() => {
  asked = [];
  setCsrf('token-of-the-session');
});

afterEach(() => {
  vi.unstubAllGlobals();
  setCsrf(undefined);
  onSignedOut(() => undefined);
  onPasswordDue(() => undefined);
});

describe('the token against forged writes', () => {
  it('goes with writes', async () => {
    serverSays(204, '');
    await api.DELETE('/api/session');
    expect(asked[0]?.headers.get('Liuhen-Csrf')).toBe('token-of-the-session');
  });

  it('does not go with reads', async () => {
    serverSays(200, { units: [] });
    await api.GET('/api/units');
    expect(asked[0]?.headers.get('Liuhen-Csrf')).toBeNull();
  });

  it('is absent while nobody is signed in', async () => {
    setCsrf(undefined);
    serverSays(204, '');
    await api.DELETE('/api/session');
    expect(asked[0]?.headers.get('Liuhen-Csrf')).toBeNull();
  });
});

describe('answers and refusals', () => {
  it('unwraps an answer', async () => {
    serverSays(200, { units: [{ id: 'a', name_zh: '执法支队', name_en: '' }] });
    const { units } = await answer(api.GET('/api/units'));
    expect(units[0]?.name_zh).toBe('执法支队');
  });

  it('throws the problem with both sentences', async () => {
    serverSays(403, problem, 'application/problem+json');
    const refusal = await refusalOf(answer(api.GET('/api/units')));
    expect(refusal).toMatchObject({ type: 'not-permitted', status: 403, article: '3-14' });
    expect(refusal.sentence('zh')).toBe('您的岗位不能立卷。');
    expect(refusal.sentence('en')).toBe('Your post may not open cases.');
  });

  it('makes a sentence of an answer that is no problem document', async () => {
    serverSays(502, '<html>Bad gateway</html>', 'text/html');
    const refusal = await refusalOf(answer(api.GET('/api/units')));
    expect(refusal).toMatchObject({ type: 'unreadable-answer', status: 502 });
    expect(refusal.sentence('zh')).toContain('502');
  });

  it('says that the server cannot be reached', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const refusal = await refusalOf(answer(api.GET('/api/units')));
    expect(refusal).toMatchObject({ type: 'unreachable', status: 0 });
  });
});

describe('a session that ended', () => {
  it('is noticed at any 401', async () => {
    const left = vi.fn();
    onSignedOut(left);
    serverSays(401, { ...problem, type: 'not-signed-in' }, 'application/problem+json');
    await refusalOf(answer(api.GET('/api/units')));
    expect(left).toHaveBeenCalledOnce();
  });

  it('is not a wrong password', async () => {
    const left = vi.fn();
    onSignedOut(left);
    serverSays(401, { ...problem, type: 'wrong-password' }, 'application/problem+json');
    await refusalOf(
      answer(api.PUT('/api/session/password', { body: { current: 'a', next: 'b' } })),
    );
    expect(left).not.toHaveBeenCalled();
  });
});

describe('a password that must be changed first', () => {
  const due = { ...problem, type: 'password-change-needed' };
  const isStale = (client: QueryClient) => client.getQueryState(keys.session)?.isInvalidated;
  const clientWith = (password_change_needed: boolean) => {
    const client = new QueryClient();
    client.setQueryData(keys.session, { password_change_needed });
    watchSession(client);
    return client;
  };

  it('has the session asked for again, so that the open page learns of it', async () => {
    const client = clientWith(false);
    serverSays(403, due, 'application/problem+json');
    await refusalOf(answer(api.GET('/api/units')));
    expect(isStale(client)).toBe(true);
  });

  it('is told once, and by no other refusal', async () => {
    const knowing = clientWith(true);
    serverSays(403, due, 'application/problem+json');
    await refusalOf(answer(api.GET('/api/units')));
    expect(isStale(knowing)).toBe(false);
    const client = clientWith(false);
    serverSays(403, problem, 'application/problem+json');
    await refusalOf(answer(api.GET('/api/units')));
    expect(isStale(client)).toBe(false);
  });
});
