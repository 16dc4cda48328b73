import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answer, api, onPasswordDue, onSignedOut, setCsrf } from './http';
import { keys } from './keys';
import { ProblemError } from './problem';
import type { House, Session } from './types';

async function fetchSession(): Promise<Session | null> {
  try {
    const asked = await api.GET('/api/session');
    if (asked.response.status === 204) {
      setCsrf(undefined);
      return null;
    }
    const session = await answer(Promise.resolve(asked));
    setCsrf(session.csrf);
    return session;
  } catch (error) {
    if (error instanceof ProblemError && (error.status === 401 || error.status === 403)) {
      setCsrf(undefined);
      return null;
    }
    throw error;
  }
}

/** What a page asks about, and the permissions of src/access that grant it. */
const grantedBy: Readonly<Record<string, readonly string[]>> = {
  see_cases: ['see_own_cases', 'see_all_cases'],
};

/** Who is signed in (null: nobody) and what the pages may offer. The server decides anyway. */
export function useSession() {
  const query = useQuery({
    queryKey: keys.session,
    queryFn: fetchSession,
    staleTime: 5 * 60_000,
    retry: false,
  });
  const session = query.data ?? null;
  const can = useCallback(
    (permission: string) =>
      (grantedBy[permission] ?? [permission]).some(
        (granting) => session?.permissions.includes(granting) ?? false,
      ),
    [session],
  );
  return { session, can, isPending: query.isPending, error: query.error };
}

export function useSignIn() {
  const client = useQueryClient();
  return async (signInName: string, password: string): Promise<void> => {
    const session = await answer(
      api.POST('/api/session', { body: { sign_in_name: signInName, password } }),
    );
    setCsrf(session.csrf);
    client.setQueryData(keys.session, session);
  };
}

export function useSignOut() {
  const client = useQueryClient();
  return async (): Promise<void> => {
    await answer(api.DELETE('/api/session'));
    forgetSession(client);
  };
}

/** Drops everything that was fetched for the person who left. */
export function forgetSession(client: QueryClient): void {
  setCsrf(undefined);
  client.setQueryData(keys.session, null);
  client.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'house',
  });
}

/** The server may end a session, or demand a new password, while pages are open. */
export function watchSession(client: QueryClient): void {
  onSignedOut(() => {
    if (client.getQueryData(keys.session)) forgetSession(client);
  });
  onPasswordDue(() => {
    // Once the page knows, calls still under way tell nothing new.
    if (client.getQueryData<Session | null>(keys.session)?.password_change_needed) return;
    void client.invalidateQueries({ queryKey: keys.session }, { cancelRefetch: false });
  });
}

export function useHouse(): House | undefined {
  return useQuery({
    queryKey: keys.house,
    queryFn: () => answer(api.GET('/api/house')),
    staleTime: Infinity,
  }).data;
}
