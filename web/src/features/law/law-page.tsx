import './law.css';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { useLaw, useSession, type ArticleSummary } from '@/shared/api/client';
import { formatArticle } from '@/shared/format/article';
import {
  EmptyState,
  Page,
  ProblemNotice,
  Section,
  StatusTag,
  useSlashFocus,
  Waiting,
} from '@/shared/ui/ui';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { bySource, countsByArticle, noCounts, speaksOf, type Counts } from './sources';
import { words } from './words';

/** How many findings there are now, by kind. */
export function CountTags({ counts, severity }: { counts: Counts; severity: string }) {
  const t = useWords(words);
  const { breached, due, question, answered } = counts;
  if (breached + due + question + answered === 0) {
    return <span className="muted">{t('count.none')}</span>;
  }
  return (
    <span className="law-counts">
      {breached > 0 && (
        <StatusTag tone={severity === 'breach' ? 'breach' : 'due'}>
          {t(severity === 'breach' ? 'count.breached' : 'count.warned', { count: breached })}
        </StatusTag>
      )}
      {due > 0 && <StatusTag tone="due">{t('count.due', { count: due })}</StatusTag>}
      {question > 0 && (
        <StatusTag tone="question">{t('count.question', { count: question })}</StatusTag>
      )}
      {answered > 0 && (
        <StatusTag tone="explained">{t('count.answered', { count: answered })}</StatusTag>
      )}
    </span>
  );
}

interface RowProps {
  article: ArticleSummary;
  counts: Counts | undefined;
  isSet: boolean;
}

function ArticleRow({ article, counts, isSet }: RowProps) {
  const t = useWords(words);
  const pick = usePick();
  const language = useLanguage();
  const { short } = formatArticle(article.id, language);
  return (
    <tr>
      <td className="nowrap law__place">{short}</td>
      <td>
        <Link className="law__title" to={`/law/${article.id}`}>
          {pick(article.title.zh, article.title.en)}
        </Link>
        {isSet && <span className="law__note">{t('set.tag')}</span>}
        <p className="law__text">{pick(article.text.zh, article.text.en)}</p>
      </td>
      <td className="law__now">
        {article.restates.length > 0 ? (
          <span className="muted">
            {t('restates')}{' '}
            {article.restates.map((id) => formatArticle(id, language).short).join(' · ')}
          </span>
        ) : !article.gathered ? (
          <StatusTag tone="waiting">{t('later')}</StatusTag>
        ) : (
          counts && <CountTags counts={counts} severity={article.severity} />
        )}
      </td>
    </tr>
  );
}

export default function LawPage() {
  const t = useWords(words);
  const language = useLanguage();
  const query = useLaw();
  const seesAll = useSession().can('see_all_cases');
  const [typed, setTyped] = useState('');
  const search = useRef<InputRef>(null);
  useSlashFocus(search);
  const law = query.data;
  const counts = law === undefined ? undefined : countsByArticle(law);
  const shown = (law?.articles ?? []).filter((article) =>
    speaksOf(article, formatArticle(article.id, language).full, typed),
  );
  const set = new Set(law?.settings.map(({ article }) => article));
  const years = law?.calendar_years.map(({ year }) => year) ?? [];
  const clear = () => {
    setTyped('');
  };
  const actions = (
    <>
      <Input
        ref={search}
        allowClear
        style={{ width: 260 }}
        aria-label={t('search.label')}
        placeholder={t('search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <Button
        onClick={() => {
          globalThis.print();
        }}
      >
        {t('print')}
      </Button>
    </>
  );
  const below =
    law &&
    t('below', {
      count: law.articles.length,
      years: years.length === 0 ? '—' : `${String(Math.min(...years))}–${String(Math.max(...years))}`,
    });
  return (
    <Page title={t('title')} below={below} actions={actions}>
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {law !== undefined && shown.length === 0 && (
        <EmptyState
          title={t('none.title')}
          action={<Button onClick={clear}>{t('none.clear')}</Button>}
        >
          {t('none.text')}
        </EmptyState>
      )}
      {bySource(shown).map(({ source, articles }) => (
        <Section key={source} title={t(`source.${source}`)} count={articles.length}>
          <table className="ledger law">
            <tbody>
              {articles.map((article) => (
                <ArticleRow
                  key={article.id}
                  article={article}
                  counts={seesAll ? (counts?.get(article.id) ?? noCounts) : undefined}
                  isSet={set.has(article.id)}
                />
              ))}
            </tbody>
          </table>
        </Section>
      ))}
    </Page>
  );
}
