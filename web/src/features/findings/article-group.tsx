import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useArticle, useSession, type Finding } from '@/shared/api/client';
import { ArticleTag, StatusTag } from '@/shared/ui/ui';
import { usePick, useWords } from '@/shared/words/words';
import { useCaseLaw } from './asking';
import { FindingActions } from './finding-actions';
import { FindingLine } from './finding-line';
import type { ArticleGroup, CheckGroup } from './grouping';
import { mendingOf } from './places';
import { textOf } from './sentences';
import { askedFacts, factsOfCheck, subjectsOf } from './statement-form';
import { words } from './words';

const LINES_SHOWN = 6;

/** The sentence that holds for all subjects of a group; empty where they differ. */
function useCommonText(findings: readonly Finding[]): string {
  const { telling } = useCaseLaw();
  const texts = new Set(findings.map((finding) => textOf(finding, telling(finding))));
  const [text = ''] = texts;
  return texts.size === 1 ? text : '';
}

function useStatableFacts({ check: name, findings }: CheckGroup, enabled: boolean) {
  const { found } = useCaseLaw();
  const article = useArticle(findings[0].article, enabled).data;
  const check = article?.versions
    .flatMap(({ checks }) => checks)
    .find((one) => one.name === name);
  const ofCheck = check === undefined ? [] : factsOfCheck(check.parameters);
  return askedFacts(findings, subjectsOf(findings, found.subjects), ofCheck);
}

function Wording({ finding }: { finding: Finding }) {
  const t = useWords(words);
  const pick = usePick();
  const [shown, setShown] = useState(false);
  const text = finding.article_text;
  if (text === undefined) return null;
  return (
    <>
      <button
        type="button"
        className="quiet-button no-print"
        aria-expanded={shown}
        onClick={() => {
          setShown(!shown);
        }}
      >
        {t(shown ? 'wording.hide' : 'wording')}
      </button>
      {shown && (
        <blockquote className="wording">
          {pick(text.zh, text.en)} <Link to={`/law/${finding.article}`}>{t('wording.open')}</Link>
        </blockquote>
      )}
    </>
  );
}

function MendingNote({ finding }: { finding: Finding }) {
  const t = useWords(words);
  const { can } = useSession();
  const mending = mendingOf(finding);
  if (mending === 'documents') {
    return (
      <p>
        <Link to="?part=documents">{t('place.documents')}</Link>
      </p>
    );
  }
  const isPower = mending === 'certificate' || mending === 'training';
  if (isPower && !can('record_powers')) return <p className="muted">{t('do.powers.note')}</p>;
  return null;
}

/** One question of the article: what it finds, what is to be done, and about which subjects. */
function CheckBlock({ group, isOpen }: { group: CheckGroup; isOpen: boolean }) {
  const t = useWords(words);
  const pick = usePick();
  const [all, setAll] = useState(false);
  const facts = useStatableFacts(group, isOpen);
  const said = useCommonText(group.findings);
  const { findings } = group;
  const [first] = findings;
  const shown = all ? findings : findings.slice(0, LINES_SHOWN);
  const left = findings.length - shown.length;
  return (
    <div className="group__check">
      {first.asks && <p className="group__asks">{pick(first.asks.zh, first.asks.en)}</p>}
      {said !== '' && <p>{said}</p>}
      {first.remedy && (
        <p className="group__remedy">
          <b>{t('remedy')}</b> {pick(first.remedy.zh, first.remedy.en)}
        </p>
      )}
      <MendingNote finding={first} />
      <div className="group__deeds">
        <FindingActions findings={findings} facts={facts} />
        <Wording finding={first} />
      </div>
      <ul>
        {shown.map((finding) => (
          <FindingLine
            key={finding.subject_id}
            finding={finding}
            facts={facts}
            said={said}
            only={findings.length === 1}
          />
        ))}
      </ul>
      {left > 0 && (
        <button
          type="button"
          className="quiet-button no-print"
          onClick={() => {
            setAll(true);
          }}
        >
          {t('more', { count: left })}
        </button>
      )}
    </div>
  );
}

interface Props {
  group: ArticleGroup;
  isOpen: boolean;
  onToggle: () => void;
}

/** One article: what it asks, how many it finds, and how each is mended. */
export function ArticleGroupRow({ group, isOpen, onToggle }: Props) {
  const t = useWords(words);
  const pick = usePick();
  const [first] = group.checks[0].findings;
  const title = first.article_title;
  const bodyId = `group-${group.article}`;
  return (
    <li className="group" id={`finding-${group.article}`}>
      <button
        type="button"
        className="group__head"
        aria-expanded={isOpen}
        aria-controls={bodyId}
        onClick={onToggle}
      >
        <span className="group__title">{title ? pick(title.zh, title.en) : group.article}</span>
        <span className="group__count">
          {group.open > 0 && (
            <StatusTag tone={group.tone}>{t('group.open', { count: group.open })}</StatusTag>
          )}
          {group.answered > 0 && (
            <StatusTag tone="explained">{t('group.answered', { count: group.answered })}</StatusTag>
          )}
        </span>
        <span className="group__article">
          <ArticleTag article={group.article} />
          {first.also.map((article) => (
            <ArticleTag key={article} article={article} />
          ))}
        </span>
      </button>
      <div className="group__body" id={bodyId} hidden={!isOpen}>
        {group.checks.map((check) => (
          <CheckBlock key={check.check} group={check} isOpen={isOpen} />
        ))}
      </div>
    </li>
  );
}
