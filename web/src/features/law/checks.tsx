import type { ArticleCheck, LawVersion } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { Section } from '@/shared/ui/ui';
import { useLawWord } from '@/shared/words/law-terms';
import { usePick, useWords } from '@/shared/words/words';
import { parametersInWords } from './parameters';
import { words } from './words';

interface CheckProps {
  check: ArticleCheck;
  labelOf: (fact: string) => string;
}

function CheckBlock({ check, labelOf }: CheckProps) {
  const t = useWords(words);
  const pick = usePick();
  const wordOf = useLawWord();
  const sentences = parametersInWords(check, { t, wordOf, labelOf });
  return (
    <div className="check">
      <h3>
        {pick(check.asks.zh, check.asks.en)}
        {!check.gathered && <span className="law__note">{t('later')}</span>}
      </h3>
      <dl className="facts">
        <dt>{t('check.subject')}</dt>
        <dd>{pick(check.subject_label.zh, check.subject_label.en)}</dd>
        <dt>{t('check.parameters')}</dt>
        <dd>
          {sentences.map((sentence) => (
            <div key={sentence}>{sentence}</div>
          ))}
        </dd>
        <dt>{t('check.severity')}</dt>
        <dd>{t(`severity.${check.severity}`)}</dd>
        <dt>{t('check.remedy')}</dt>
        <dd>{pick(check.remedy.zh, check.remedy.en)}</dd>
      </dl>
    </div>
  );
}

interface Props {
  versions: readonly LawVersion[];
  labelOf: (fact: string) => string;
}

/** Each version of an article with its questions; the latest first. */
export function Versions({ versions, labelOf }: Props) {
  const t = useWords(words);
  const format = useFormat();
  const day = (text: string) => format.day(`${text}T00:00:00+08:00`);
  const latestFirst = [...versions].sort((one, other) =>
    other.in_force_from.localeCompare(one.in_force_from),
  );
  return (
    <Section title={t('versions')}>
      {latestFirst.map((version) => (
        <div key={version.in_force_from} className="version">
          <p className="muted">
            {version.in_force_to === undefined
              ? t('version.from', { from: day(version.in_force_from) })
              : t('version.span', {
                  from: day(version.in_force_from),
                  to: day(version.in_force_to),
                })}
            {' · '}
            {t('version.source', { source: version.source })}
          </p>
          {version.checks.map((check) => (
            <CheckBlock key={check.name} check={check} labelOf={labelOf} />
          ))}
        </div>
      ))}
    </Section>
  );
}
