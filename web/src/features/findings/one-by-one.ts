// The same deed for several subjects: one request each, so that each stands in the log by itself.

export interface Progress {
  done: number;
  total: number;
}

/**
 * Does them in order. Stops at the first that is refused, which is thrown; `done` then tells how
 * many stand, and beginning again with the rest repeats none of them.
 */
export async function oneByOne<Thing>(
  things: readonly Thing[],
  deed: (thing: Thing) => Promise<void>,
  tell: (progress: Progress) => void,
): Promise<void> {
  tell({ done: 0, total: things.length });
  for (const [index, thing] of things.entries()) {
    await deed(thing);
    tell({ done: index + 1, total: things.length });
  }
}
