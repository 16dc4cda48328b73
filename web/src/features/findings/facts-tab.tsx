import { Button } from 'antd';
import { useState } from 'react';
import { usePeople, useSession, type LawSubject, type SubjectFact } from '@/shared/api/client';
import { formatLawValue } from '@/shared/format/law-value';
import { useFormat } from '@/shared/format/use-format';
import { useLawWord } from '@/shared/words/law-terms';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { useCaseLaw } from './asking';
import { statable } from './statement-form';
import { words } from './words';

function FactLine({ fact }: { fact: SubjectFact }) {
  const t = useWords(words);
  const pick = usePick();
  const language = useLanguage();
  const wordOf = useLawWord();
  const format = useFormat();
  const { nameOf } = usePeople();
  const isKnown = fact.value !== undefined;
  const value = formatLawValue(fact.value, { language, wordOf: (word) => wordOf(word, fact.name) });
  return (
    <>
      <dt>{pick(fact.label.zh, fact.label.en)}</dt>
      <dd>
        {isKnown ? value : <span className="muted">{t('facts.unknown')}</span>}
        {fact.stated_at !== undefined && (
          <div className="fact__who">
            {t('facts.stated', { name: nameOf(fact.stated_by), time: format.time(fact.stated_at) })}
            {fact.reason !== undefined && <> · {t('facts.reason', { text: fact.reason })}</>}
          </div>
        )}
        {isKnown && fact.stated_at === undefined && (
          <div className="fact__who">{t('facts.derived')}</div>
        )}
      </dd>
    </>
  );
}

function SubjectFacts({ subject }: { subject: LawSubject }) {
  const t = useWords(words);
  const { can } = useSession();
  const { ask } = useCaseLaw();
  const [isOpen, setOpen] = useState(false);
  const facts = statable([subject]);
  const known = subject.facts.filter((fact) => fact.value !== undefined).length;
  return (
    <li className="subject">
      <button
        type="button"
        className="subject__head"
        aria-expanded={isOpen}
        onClick={() => {
          setOpen(!isOpen);
        }}
      >
        <span>{subject.title}</span>
        <span className="muted nowrap">
          {t('facts.known', { known, all: subject.facts.length })}
        </span>
      </button>
      <div className="subject__body" hidden={!isOpen}>
        {can('state_facts') && facts.length > 0 && (
          <Button
            size="small"
            className="no-print"
            onClick={() => {
              ask({ what: 'state', title: subject.title, subjects: [subject], facts });
            }}
          >
            {t('facts.state')}
          </Button>
        )}
        <dl className="facts">
          {subject.facts.map((fact) => (
            <FactLine key={fact.name} fact={fact} />
          ))}
        </dl>
      </div>
    </li>
  );
}

/** Everything known about the subjects of the case: derived or stated, by whom and when. */
export function FactsTab() {
  const t = useWords(words);
  const pick = usePick();
  const { found } = useCaseLaw();
  const kinds = new Map<string, LawSubject[]>();
  for (const subject of found.subjects) {
    kinds.set(subject.kind, [...(kinds.get(subject.kind) ?? []), subject]);
  }
  return (
    <>
      <p className="muted law-side__hint">{t('facts.text')}</p>
      {[...kinds].map(([kind, subjects]) => {
        const label = subjects[0]?.kind_label;
        return (
          <section key={kind} className="subject-kind">
            <h3>
              {t('facts.kind', {
                kind: label ? pick(label.zh, label.en) : kind,
                count: subjects.length,
              })}
            </h3>
            <ul>
              {subjects.map((subject) => (
                <SubjectFacts key={subject.id} subject={subject} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
