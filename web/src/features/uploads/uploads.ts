import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { keys, useServerEvent, useSession } from '@/shared/api/client';
import { unsentStates } from './row';
import type { Target } from './row';
import { type Snapshot, UploadStore } from './store';

const REFRESH_MS = 1000;

// One for the page: it outlives every component.
const store = new UploadStore();

const addFiles = (files: Iterable<File>, target: Target): void => {
  store.addFiles(files, target);
};

/** For pages that take files. They go on being sent while pages change. */
export function useUploads(): { addFiles: typeof addFiles } {
  return { addFiles };
}

/** For the tray: the state of all uploads, drawn again at most five times a second. */
export function useUploadStore(): { store: UploadStore; snapshot: Snapshot } {
  return { store, snapshot: useSyncExternalStore(store.subscribe, store.snapshot) };
}

/** Ties the store to the person, the event stream, the lists and the browser's leaving. */
export function useUploadsAtWork(): void {
  const client = useQueryClient();
  const { session, can } = useSession();
  const accountId = session?.account.id;
  const mayDeposit = can('deposit');
  useEffect(() => {
    if (accountId === undefined) return;
    store.setAccount(accountId);
    store.resumeSignedOut();
    // A server that cannot list them now is no reason to trouble anybody.
    if (mayDeposit) store.recall().catch(() => undefined);
  }, [accountId, mayDeposit]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      timer = undefined;
      for (const queryKey of [keys.records, keys.myWork, ['case'], ['act']]) {
        void client.invalidateQueries({ queryKey });
      }
    };
    // A hundred files that end together refresh the lists once.
    const stop = store.onDone(() => {
      timer ??= setTimeout(refresh, REFRESH_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
  useServerEvent('upload', ({ upload_id }) => {
    store.noteServerState(upload_id);
  });
  useServerEvent('entry', ({ subject }) => {
    store.noteEntry(subject);
  });
  useEffect(warnBeforeLeaving, []);
}

function warnBeforeLeaving(): () => void {
  const warn = (event: BeforeUnloadEvent) => {
    if (store.snapshot().rows.some((row) => unsentStates.has(row.state))) {
      event.preventDefault();
      event.returnValue = true; // Chromium 108 asks only for this one
    }
  };
  addEventListener('beforeunload', warn);
  return () => {
    removeEventListener('beforeunload', warn);
  };
}
