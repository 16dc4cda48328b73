// A draft on the server, and the keeper of one that is open on a page.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import {
  answer,
  api,
  keys,
  type Draft,
  type SavedDraft,
} from '@/shared/api/client';
import { DraftKeeper, type Saver, type Sight } from './draft-keeper';
import { forgetCopy, localCopies, localPlace } from './local-copies';
import { changedFields, type Values } from './values';

const othersMs = 8000;
// Browsers let at most 64 KiB go out while a page is closed.
const lastBytesMax = 60_000;

export function fetchDraft(draftId: string): Promise<Draft> {
  return answer(api.GET('/api/drafts/{draft_id}', { params: { path: { draft_id: draftId } } }));
}

function saveDraft(
  draftId: string,
  revision: number,
  values: Values,
  last: boolean,
): Promise<SavedDraft> {
  const params = { path: { draft_id: draftId } };
  const small = () => new Blob([JSON.stringify(values)]).size < lastBytesMax;
  return answer(
    api.PUT('/api/drafts/{draft_id}', {
      params,
      // The contract leaves the fields to the form.
      body: { revision, values: values as Record<string, never> },
      ...(last && small() && { keepalive: true }),
    }),
  );
}

const saverOf = (draftId: string): Saver => ({
  save: (revision, values, last) => saveDraft(draftId, revision, values, last),
});

// One page at a time keeps a draft; one that was left may still be trying to save.
const kept = new Map<string, DraftKeeper>();

/** With what earlier windows left unsaved: older copies are merged first, the newest is resumed. */
async function openKeeper(draftId: string, accountId: string): Promise<DraftKeeper> {
  const before = kept.get(draftId);
  if (before !== undefined) {
    await before.flush();
    before.stop();
  }
  let draft = await fetchDraft(draftId);
  const copies = localCopies(accountId, draftId);
  const newest = copies.pop();
  const unsettled = newest?.copy.conflicts.slice() ?? [];
  for (const { key, copy } of copies) {
    unsettled.push(...copy.conflicts);
    if (copy.values !== undefined && changedFields(copy.values, draft.values).length > 0) {
      const saved = await saveDraft(draftId, copy.revision, copy.values, false);
      draft = saved.draft;
      unsettled.push(...saved.conflicts);
    }
    forgetCopy(key);
  }
  const place = localPlace(accountId, draftId);
  const copy = newest && { ...newest.copy, conflicts: unsettled };
  const keeper = new DraftKeeper(draft, saverOf(draftId), place, copy);
  if (newest !== undefined && newest.key !== place.key) forgetCopy(newest.key);
  keeper.start();
  kept.set(draftId, keeper);
  return keeper;
}

/** Opens a draft for typing; undefined until it is there. */
export function useDraftKeeper(draftId: string, accountId: string) {
  const [opened, setOpened] = useState<{ keeper?: DraftKeeper; error?: unknown }>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isOver = false;
    let mine: DraftKeeper | undefined;
    openKeeper(draftId, accountId).then(
      (keeper) => {
        mine = keeper;
        if (isOver) keeper.leave();
        else setOpened({ keeper });
      },
      (error: unknown) => {
        if (!isOver) setOpened({ error });
      },
    );
    return () => {
      isOver = true;
      mine?.leave();
    };
  }, [draftId, accountId, attempt]);
  const retry = () => {
    setOpened({});
    setAttempt((number) => number + 1);
  };
  return { ...opened, retry };
}

const subscribeNothing = () => () => undefined;

export function useSight(keeper: DraftKeeper | undefined): Sight | undefined {
  return useSyncExternalStore(keeper?.subscribe ?? subscribeNothing, () => keeper?.sight());
}

/** Saves when the page is hidden or closed, when the network comes back; warns where it must. */
export function useLeaving(keeper: DraftKeeper): void {
  useEffect(() => {
    const hide = () => {
      if (document.visibilityState === 'hidden') void keeper.flush(true);
    };
    const back = () => void keeper.flush();
    const warn = (event: BeforeUnloadEvent) => {
      if (keeper.isUnsaved && !keeper.sight().keptHere) event.preventDefault();
    };
    document.addEventListener('visibilitychange', hide);
    globalThis.addEventListener('online', back);
    globalThis.addEventListener('beforeunload', warn);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      globalThis.removeEventListener('online', back);
      globalThis.removeEventListener('beforeunload', warn);
    };
  }, [keeper]);
}

/** Looks from time to time whether somebody else has written; answers what refuses. */
export function useOthers(keeper: DraftKeeper, draftId: string): unknown {
  const query = useQuery({
    queryKey: keys.draft(draftId),
    queryFn: () => fetchDraft(draftId),
    refetchInterval: othersMs,
    refetchOnMount: 'always',
    retry: false,
  });
  const { data, error } = query;
  useEffect(() => {
    if (data !== undefined) keeper.see(data);
  }, [keeper, data]);
  return error;
}

/** What the case page shows of documents has changed. */
export function useRefreshDocuments() {
  const client = useQueryClient();
  return (caseId: string) => {
    void client.invalidateQueries({ queryKey: keys.case(caseId) });
    void client.invalidateQueries({ queryKey: keys.records });
    void client.invalidateQueries({ queryKey: keys.findings });
  };
}
