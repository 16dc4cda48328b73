// The book by its sources: the three rules, then the statutes.
import type { ArticleSummary, Law } from '@/shared/api/client';

export const sources = ['1', '2', '3', 'penalty', 'coercion', 'other'] as const;
export type Source = (typeof sources)[number];

export function sourceOf(id: string): Source {
  const prefix = id.split('-')[0] ?? '';
  return (sources as readonly string[]).includes(prefix) ? (prefix as Source) : 'other';
}

/** "3-9b" comes after "3-9a" and before "3-10". */
export function byPlace(one: { id: string }, other: { id: string }): number {
  return one.id.localeCompare(other.id, 'en', { numeric: true });
}

export function bySource(
  articles: readonly ArticleSummary[],
): { source: Source; articles: ArticleSummary[] }[] {
  return sources
    .map((source) => ({
      source,
      articles: articles.filter(({ id }) => sourceOf(id) === source).sort(byPlace),
    }))
    .filter((group) => group.articles.length > 0);
}

export interface Counts {
  breached: number;
  due: number;
  question: number;
  answered: number;
}

export const noCounts: Counts = { breached: 0, due: 0, question: 0, answered: 0 };

/** How many findings each article has now. */
export function countsByArticle(law: Pick<Law, 'counts'>): Map<string, Counts> {
  const found = new Map<string, Counts>();
  for (const { article, state, count } of law.counts) {
    const counts = { ...(found.get(article) ?? noCounts) };
    if (state === 'explained' || state === 'accepted') counts.answered += count;
    else counts[state] += count;
    found.set(article, counts);
  }
  return found;
}

/** Whether an article speaks of what was typed: its place, title or wording. */
export function speaksOf(article: ArticleSummary, place: string, typed: string): boolean {
  const word = typed.trim().toLowerCase();
  const { id, title, text } = article;
  return [id, place, title.zh, title.en, text.zh, text.en].some((one) =>
    one.toLowerCase().includes(word),
  );
}
