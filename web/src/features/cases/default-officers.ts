/** Whoever registers the act, and the other who handles the case: two, as article 42 asks. */
export function defaultOfficers(me: string | undefined, handlerIds: readonly string[]): string[] {
  const other = handlerIds.find((id) => id !== me);
  return [me, other].filter((id) => id !== undefined);
}
