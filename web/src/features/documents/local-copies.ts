// What was typed and is not on the server yet, kept in this browser: for each person, draft and
// window one copy, so that two windows do not overwrite each other.
import type { DraftConflict } from '@/shared/api/client';
import type { Values } from './values';

export interface LocalCopy {
  revision: number;
  /** Absent: all is saved, but places where two wrote are not settled yet. */
  values?: Values | undefined;
  conflicts: readonly DraftConflict[];
  at: string;
}

export interface LocalPlace {
  key: string;
  /** False when the browser keeps nothing: then leaving must be warned of. */
  write: (copy: LocalCopy | undefined) => boolean;
}

const prefixOf = (accountId: string, draftId: string) => `liuhen.draft.${accountId}.${draftId}.`;

// One for each window; a reload keeps it.
function windowName(): string {
  try {
    const kept = sessionStorage.getItem('liuhen.window');
    if (kept !== null) return kept;
    const made = Math.random().toString(36).slice(2, 10);
    sessionStorage.setItem('liuhen.window', made);
    return made;
  } catch {
    return 'one';
  }
}

export function localPlace(accountId: string, draftId: string): LocalPlace {
  const key = prefixOf(accountId, draftId) + windowName();
  return {
    key,
    write: (copy) => {
      try {
        if (copy === undefined) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(copy));
        return true;
      } catch {
        return false;
      }
    },
  };
}

function parse(text: string | null): LocalCopy | undefined {
  if (text === null) return undefined;
  try {
    const copy = JSON.parse(text) as Partial<LocalCopy>;
    if (typeof copy.revision !== 'number') return undefined;
    return {
      revision: copy.revision,
      values: copy.values,
      conflicts: copy.conflicts ?? [],
      at: copy.at ?? '',
    };
  } catch {
    return undefined;
  }
}

/** All that this browser still holds of this person's work on a draft, oldest first. */
export function localCopies(
  accountId: string,
  draftId: string,
): { key: string; copy: LocalCopy }[] {
  const prefix = prefixOf(accountId, draftId);
  const found: { key: string; copy: LocalCopy }[] = [];
  try {
    for (let at = 0; at < localStorage.length; at += 1) {
      const key = localStorage.key(at) ?? '';
      const copy = key.startsWith(prefix) ? parse(localStorage.getItem(key)) : undefined;
      if (copy !== undefined) found.push({ key, copy });
    }
  } catch {
    // No storage, no copies.
  }
  return found.sort((one, other) => one.copy.at.localeCompare(other.copy.at));
}

export function forgetCopy(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // It was not kept either.
  }
}

export function forgetCopies(accountId: string, draftId: string): void {
  for (const { key } of localCopies(accountId, draftId)) forgetCopy(key);
}
