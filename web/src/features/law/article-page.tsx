import './law.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate, useParams } from 'react-router-dom';
import {
  answer,
  api,
  isGone,
  keys,
  useArticle,
  useSession,
  type ArticlePage as Article,
  type ListedFinding,
} from '@/shared/api/client';
import { formatArticle } from '@/shared/format/article';
import { formatDue } from '@/shared/format/law-value';
import { useFormat } from '@/shared/format/use-format';
import {
  EmptyState,
  Page,
  ProblemNotice,
  Section,
  StatusTag,
  Waiting,
  type Tone,
} from '@/shared/ui/ui';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { Versions } from './checks';
import { Examples } from './examples';
import { Settings } from './settings-section';
import { words } from './words';

const FINDINGS_MAX = 50;

function toneOf({ state, severity }: ListedFinding): Tone {
  if (state === 'breached') return severity === 'breach' ? 'breach' : 'due';
  if (state === 'due' || state === 'question') return state;
  return 'explained';
}

function FindingRow({ finding }: { finding: ListedFinding }) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  return (
    <tr>
      <td className="nowrap article__state">
        <StatusTag tone={toneOf(finding)}>{t(`state.${finding.state}`)}</StatusTag>
      </td>
      <td>{finding.title}</td>
      <td className="nowrap muted">
        {finding.breached_at !== undefined
          ? t('now.since', { day: format.day(finding.breached_at) })
          : finding.due_at !== undefined &&
            t('now.due', { due: formatDue(finding.due_at, language) })}
      </td>
      <td className="nowrap figure no-print">
        {finding.case_id !== undefined && (
          <Link to={`/cases/${finding.case_id}#finding-${finding.article}`}>{t('now.open')}</Link>
        )}
      </td>
    </tr>
  );
}

function FindingsNow({ articleId }: { articleId: string }) {
  const t = useWords(words);
  const query = useQuery({
    queryKey: [...keys.findings, { article: articleId }],
    queryFn: () =>
      answer(
        api.GET('/api/findings', { params: { query: { article: articleId, limit: FINDINGS_MAX } } }),
      ),
  });
  const list = query.data;
  return (
    <Section title={t('now')} count={list?.findings.length || undefined}>
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {list?.findings.length === 0 && <p className="muted law__none">{t('now.none')}</p>}
      {list !== undefined && list.findings.length > 0 && (
        <table className="ledger">
          <tbody>
            {list.findings.map((finding) => (
              <FindingRow key={`${finding.subject_id}/${finding.check}`} finding={finding} />
            ))}
          </tbody>
        </table>
      )}
      {list?.complete === false && (
        <p className="muted law__none">{t('now.more', { count: FINDINGS_MAX })}</p>
      )}
    </Section>
  );
}

function Wording({ article }: { article: Article }) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <Section title={t('wording')}>
      <blockquote className="article__wording" lang="zh-CN">
        {article.text.zh}
      </blockquote>
      {language === 'en' && (
        <p className="article__translation">
          <span className="muted">{t('translation')}</span> {article.text.en}
        </p>
      )}
      {article.restates.length > 0 && (
        <p className="law__none">
          {t('restates.text')}{' '}
          {article.restates.map((id) => (
            <Link key={id} className="article__restated" to={`/law/${id}`}>
              {formatArticle(id, language).short}
            </Link>
          ))}
        </p>
      )}
      {!article.gathered && <p className="article__later">{t('later.text')}</p>}
    </Section>
  );
}

/** The facts' names for people, as the cases of the article give them. */
function labelsOf(article: Article, pick: (zh: string, en: string | undefined) => string) {
  const labels = new Map(
    article.cases.flatMap((one) =>
      one.facts.map((fact) => [fact.name, pick(fact.label.zh, fact.label.en)] as const),
    ),
  );
  return (fact: string) => labels.get(fact) ?? fact;
}

function Body({ article }: { article: Article }) {
  const pick = usePick();
  const seesCases = useSession().can('see_cases');
  const restatesOnly = article.versions.length === 0;
  return (
    <>
      <Wording article={article} />
      {!restatesOnly && (
        <>
          <Versions versions={article.versions} labelOf={labelsOf(article, pick)} />
          <Settings article={article} />
          {seesCases && article.gathered && <FindingsNow articleId={article.id} />}
        </>
      )}
      <Examples article={article} />
    </>
  );
}

export default function ArticlePage() {
  const t = useWords(words);
  const pick = usePick();
  const language = useLanguage();
  const navigate = useNavigate();
  const { articleId = '' } = useParams();
  const query = useArticle(articleId);
  const article = query.data;
  const { short, full } = formatArticle(articleId, language);
  const above = (
    <>
      <Link to="/law">{t('back')}</Link> / {short}
    </>
  );
  if (article === undefined) {
    return (
      <Page title={t('title')} above={above}>
        {query.isPending && <Waiting />}
        {query.error && isGone(query.error) ? (
          <EmptyState
            title={t('gone.title')}
            action={<Button onClick={() => void navigate('/law')}>{t('back')}</Button>}
          >
            {t('gone.text')}
          </EmptyState>
        ) : (
          <ProblemNotice error={query.error} retry={() => void query.refetch()} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={pick(article.title.zh, article.title.en)}
      above={above}
      below={full}
      actions={
        <Button
          onClick={() => {
            globalThis.print();
          }}
        >
          {t('print')}
        </Button>
      }
    >
      <Body article={article} />
    </Page>
  );
}
