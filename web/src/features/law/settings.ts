// What the rules leave to the bureau: what holds now, and what may be chosen.
import type { ArticleCheck, ArticlePage, ArticleSetting, SettingInForce } from '@/shared/api/client';

export interface SettingNow {
  check: ArticleCheck;
  setting: ArticleSetting;
  /** Undefined: nobody has set it; the recommended default holds. */
  inForce: SettingInForce | undefined;
  value: unknown;
}

/** The settings of the version that is in force last. */
export function settingsOf(article: ArticlePage): SettingNow[] {
  const latest = [...article.versions]
    .sort((one, other) => one.in_force_from.localeCompare(other.in_force_from))
    .at(-1);
  return (latest?.checks ?? []).flatMap((check) =>
    check.settings.map((setting) => {
      const inForce = article.settings_in_force.find(
        (one) =>
          one.check === check.name && one.parameter === setting.parameter && one.value !== null,
      );
      return { check, setting, inForce, value: inForce?.value ?? setting.default };
    }),
  );
}

export type SettingKind = 'choice' | 'number' | 'list' | 'table';

export function kindOf(setting: ArticleSetting): SettingKind {
  if (setting.choices.length > 0) return 'choice';
  if (typeof setting.default === 'number') return 'number';
  return Array.isArray(setting.default) ? 'list' : 'table';
}

export type Table = Readonly<Record<string, readonly string[]>>;

/** Words that a list or a table may hold: those it holds now, and those it held by default. */
export function wordsAround(setting: ArticleSetting, value: unknown): string[] {
  const holders = [setting.default, value].flatMap((one) =>
    Array.isArray(one) ? [one] : Object.values((one ?? {}) as Table),
  );
  return [...new Set(holders.flat() as string[])];
}

/** One year back from now, as the question "what if" begins. */
export function lastYear(now: Date): { from: string; to: string } {
  const from = new Date(now);
  from.setUTCFullYear(from.getUTCFullYear() - 1);
  return { from: from.toISOString(), to: now.toISOString() };
}
