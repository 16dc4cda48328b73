// The one way to the server: same origin, typed by the contract, refusals thrown as ProblemError.
import createClient, { type Middleware } from 'openapi-fetch';
import { problemOf, ProblemError, unreachable } from './problem';
import type { paths } from './schema';

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

let csrf: string | undefined;
let whenSignedOut: () => void = () => undefined;
let whenPasswordDue: () => void = () => undefined;

/** The session hook states the token; uploads (tus) read it for their own requests. */
export function setCsrf(token: string | undefined): void {
  csrf = token;
}

export function csrfHeaders(): Record<string, string> {
  return csrf === undefined ? {} : { 'Liuhen-Csrf': csrf };
}

/** What to do when the server says that nobody is signed in any more. */
export function onSignedOut(act: () => void): void {
  whenSignedOut = act;
}

/** What to do when the server opens nothing before the one-time password is changed. */
export function onPasswordDue(act: () => void): void {
  whenPasswordDue = act;
}

const middleware: Middleware = {
  onRequest({ request }) {
    if (!reads.has(request.method)) {
      for (const [name, value] of Object.entries(csrfHeaders())) request.headers.set(name, value);
    }
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const problem = await problemOf(response);
    if (response.status === 401 && problem.type !== 'wrong-password') whenSignedOut();
    if (response.status === 403 && problem.type === 'password-change-needed') whenPasswordDue();
    throw problem;
  },
  onError({ error }) {
    if (error instanceof ProblemError) return error;
    return unreachable();
  },
};

export const api = createClient<paths>({
  baseUrl: globalThis.location.origin,
  credentials: 'same-origin',
  fetch: (request) => globalThis.fetch(request),
});
api.use(middleware);

/** Unwraps `await answer(api.GET(…))`; a refusal has been thrown before. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<T> {
  const { data } = await call;
  return data as T;
}

/** A fresh Idempotency-Key; works without a secure context too. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
