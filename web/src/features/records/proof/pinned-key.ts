import { useSyncExternalStore } from 'react';
import { parseVkey } from './note';

// The log's key as this computer knows it: remembered after a person compared it. Never taken over
// silently, since the server hands its key out itself.
const kept = 'liuhen.log-key';
const listeners = new Set<() => void>();

function read(): string | undefined {
  try {
    return localStorage.getItem(kept) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Undefined forgets. False when the text is no key. */
export function pinKey(vkey: string | undefined): boolean {
  if (vkey !== undefined && parseVkey(vkey) === null) return false;
  try {
    if (vkey === undefined) localStorage.removeItem(kept);
    else localStorage.setItem(kept, vkey.trim());
  } catch {
    return false;
  }
  for (const listener of listeners) listener();
  return true;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function usePinnedKey(): string | undefined {
  return useSyncExternalStore(subscribe, read);
}
