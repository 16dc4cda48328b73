import type { Target } from './row';

/** Files dropped together, of which one dialog asks. */
export interface Batch {
  readonly id: number;
  readonly files: readonly File[];
  readonly target: Target;
}

function isSame(a: Target, b: Target): boolean {
  return (
    a.caseId === b.caseId &&
    a.actId === b.actId &&
    a.deviceId === b.deviceId &&
    a.recordKind === b.recordKind
  );
}

/**
 * Adds what was dropped and loses nothing of what waits. Before any dialog is seen (`unseen`),
 * files for the same place join the last batch; a batch on show keeps its rows, the next follows.
 */
export function queued(before: readonly Batch[], next: Batch, unseen: boolean): readonly Batch[] {
  const last = before.at(-1);
  if (!unseen || last === undefined || !isSame(last.target, next.target)) return [...before, next];
  return [...before.slice(0, -1), { ...last, files: [...last.files, ...next.files] }];
}
