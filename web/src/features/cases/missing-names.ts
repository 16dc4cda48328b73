/** What an override says was missing ("3-9a/elements recording:ID"), counted by article. */
export function countByArticle(missing: readonly string[]): [article: string, count: number][] {
  const counts = new Map<string, number>();
  for (const name of missing) {
    const article = name.split('/')[0] ?? name;
    counts.set(article, (counts.get(article) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]);
}
