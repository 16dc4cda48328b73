import './findings.css';
import { useCaseFindings, type Finding } from '@/shared/api/client';
import { formatArticle } from '@/shared/format/article';
import { StatusTag } from '@/shared/ui/ui';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { groupByArticle, type ArticleGroup } from './grouping';
import { textOf } from './sentences';
import { useTelling } from './use-telling';
import { words } from './words';

function GateRow({ group, text }: { group: ArticleGroup; text: string }) {
  const t = useWords(words);
  const pick = usePick();
  const language = useLanguage();
  const title = group.checks[0].findings[0].article_title;
  const count = group.open + group.answered;
  return (
    <li className="gate__row">
      <span className="gate__title">
        {title ? pick(title.zh, title.en) : ''}{' '}
        <span className="muted">{formatArticle(group.article, language).short}</span>
      </span>
      <StatusTag tone={group.tone}>{t('group.open', { count })}</StatusTag>
      <span className="gate__text">{text}</span>
    </li>
  );
}

/** What a gate finds missing, by article. */
export default function GateMissing(props: { caseId: string; missing: readonly Finding[] }) {
  const t = useWords(words);
  const pick = usePick();
  const subjects = useCaseFindings(props.caseId).data?.subjects ?? [];
  const telling = useTelling(subjects);
  const groups = groupByArticle(props.missing);
  if (groups.length === 0) return <p className="gate__clear">{t('gate.clear')}</p>;
  return (
    <div className="gate">
      <p>{t('gate.missing', { count: props.missing.length, articles: groups.length })}</p>
      <ul className="gate__rows" tabIndex={0}>
        {groups.map((group) => {
          const texts = group.checks.flatMap(({ findings: [first] }) => [
            ...(first.asks ? [pick(first.asks.zh, first.asks.en)] : []),
            textOf(first, telling(first)),
          ]);
          return <GateRow key={group.article} group={group} text={texts.join(' ')} />;
        })}
      </ul>
    </div>
  );
}
