import { usePeople, type GateOverride } from '@/shared/api/client';
import { formatArticle } from '@/shared/format/article';
import { useFormat } from '@/shared/format/use-format';
import { useTerms } from '@/shared/words/terms';
import { useLanguage, useWords } from '@/shared/words/words';
import { countByArticle } from './missing-names';
import { words } from './words';

/** Gates that were passed although something was missing: they stay on the case. */
export function Overrides({ overrides }: { overrides: readonly GateOverride[] }) {
  const t = useWords(words);
  const term = useTerms();
  const language = useLanguage();
  const format = useFormat();
  const { nameOf } = usePeople();
  return (
    <>
      {overrides.map((one) => {
        const missing = countByArticle(one.missing).map(([article, count]) =>
          t('override.one', { article: formatArticle(article, language).short, count }),
        );
        return (
          <div key={one.entry_index} className="override" role="note">
            <b>{t('override.title')}</b>{' '}
            {t('override.line', {
              name: nameOf(one.passed_by),
              time: format.time(one.passed_at),
              from: term('stage', one.from),
              to: term('stage', one.to),
              count: one.missing.length,
            })}
            <p>{t('override.reason', { text: one.reason })}</p>
            <p>
              {t('override.missing')} {missing.join(t('override.between'))}
            </p>
          </div>
        );
      })}
    </>
  );
}
