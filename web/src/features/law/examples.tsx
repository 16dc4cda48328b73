import type { ArticlePage, LawCase } from '@/shared/api/client';
import { formatDue, formatLawValue } from '@/shared/format/law-value';
import { useFormat } from '@/shared/format/use-format';
import { Section, StatusTag, type Tone } from '@/shared/ui/ui';
import { useLawWord } from '@/shared/words/law-terms';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { words } from './words';

const tones: Readonly<Record<string, Tone>> = {
  breached: 'breach',
  due: 'due',
  question: 'question',
  explained: 'explained',
  accepted: 'explained',
};

function Expected({ one, asksOf }: { one: LawCase; asksOf: (check: string) => string }) {
  const t = useWords(words);
  const language = useLanguage();
  if (one.expected.length === 0) {
    return <StatusTag tone="done">{t('example.nothing')}</StatusTag>;
  }
  return (
    <>
      {one.expected.map(({ check, state, due_at: due }) => {
        const word = `state.${state}` as 'state.due';
        return (
          <div key={check}>
            <StatusTag tone={tones[state] ?? 'open'}>{word in words.zh ? t(word) : state}</StatusTag>{' '}
            {due !== undefined && (
              <span className="nowrap">{t('example.due', { due: formatDue(due, language) })}</span>
            )}
            <div className="muted">{asksOf(check)}</div>
          </div>
        );
      })}
    </>
  );
}

function ExampleRow({ one, asksOf }: { one: LawCase; asksOf: (check: string) => string }) {
  const t = useWords(words);
  const pick = usePick();
  const language = useLanguage();
  const wordOf = useLawWord();
  const format = useFormat();
  return (
    <tr>
      <td>
        {/* Names of cases are in English only. */}
        {language === 'en' && <div className="example__name">{one.name}</div>}
        <dl className="example__facts">
          {one.facts.map((fact) => (
            <div key={fact.name}>
              <dt>{pick(fact.label.zh, fact.label.en)}</dt>
              <dd>
                {formatLawValue(fact.value, {
                  language,
                  wordOf: (word) => wordOf(word, fact.name),
                })}
              </dd>
            </div>
          ))}
        </dl>
        <div className="muted example__now">
          {t('example.now', { time: format.timeToSecond(one.now) })}
        </div>
      </td>
      <td className="example__expected">
        <Expected one={one} asksOf={asksOf} />
      </td>
    </tr>
  );
}

/** The cases beside an article: given facts, and what must come out. */
export function Examples({ article }: { article: ArticlePage }) {
  const t = useWords(words);
  const pick = usePick();
  const checks = article.versions.flatMap((version) => version.checks);
  const asksOf = (name: string) => {
    const asks = checks.find((check) => check.name === name)?.asks;
    return asks === undefined ? name : pick(asks.zh, asks.en);
  };
  if (article.cases.length === 0) {
    return (
      <Section title={t('examples')}>
        <p className="muted law__none">
          {t(article.restates.length > 0 ? 'examples.none' : 'examples.missing')}
        </p>
      </Section>
    );
  }
  return (
    <Section title={t('examples')} count={article.cases.length}>
      <p className="muted law__none">{t('examples.text')}</p>
      <table className="ledger examples">
        <thead>
          <tr>
            <th>{t('example.given')}</th>
            <th>{t('example.expected')}</th>
          </tr>
        </thead>
        <tbody>
          {article.cases.map((one, index) => (
            <ExampleRow key={`${String(index)} ${one.name}`} one={one} asksOf={asksOf} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}
