import { Button } from 'antd';
import { useSession, type Finding, type SubjectFact } from '@/shared/api/client';
import { usePick, useWords } from '@/shared/words/words';
import { useCaseLaw } from './asking';
import { decidable } from './answers';
import { mendingOf, officerOf } from './places';
import { subjectsOf } from './statement-form';
import { words } from './words';

interface Props {
  findings: readonly Finding[];
  /** Facts that can be stated; empty: none. */
  facts: readonly SubjectFact[];
  /** Small, for one line of a list. */
  quiet?: boolean;
}

interface Deed {
  /** About how many subjects. */
  count: number;
  word: 'do.state' | 'do.explain' | 'do.accept' | 'do.reject' | 'do.certificate' | 'do.training';
  act: () => void;
}

function useDeeds(findings: readonly Finding[], facts: readonly SubjectFact[]): Deed[] {
  const { can, session } = useSession();
  const { found, ask } = useCaseLaw();
  const pick = usePick();
  const [first] = findings;
  if (first === undefined) return [];
  const title = first.article_title
    ? pick(first.article_title.zh, first.article_title.en)
    : first.article;
  const deeds: Deed[] = [];
  const mending = mendingOf(first);
  if ((mending === 'certificate' || mending === 'training') && can('record_powers')) {
    const officers = new Set(findings.map(officerOf));
    const officerId = mending === 'certificate' && officers.size === 1 ? officerOf(first) : undefined;
    deeds.push({ word: `do.${mending}`, count: 1, act: () => ask({ what: mending, officerId }) });
  }
  const unanswered = findings.filter(({ state }) => state !== 'explained' && state !== 'accepted');
  if (can('state_facts') && facts.length > 0 && unanswered.length > 0) {
    const subjects = subjectsOf(unanswered, found.subjects);
    deeds.push({
      word: 'do.state',
      count: subjects.length,
      act: () => ask({ what: 'state', title, subjects, facts }),
    });
  }
  const explainable = findings.filter(({ state }) => state === 'breached' || state === 'question');
  if (can('state_facts') && explainable.length > 0) {
    deeds.push({
      word: 'do.explain',
      count: explainable.length,
      act: () => ask({ what: 'answer', title, kind: 'explained', findings: explainable }),
    });
  }
  const waiting = decidable(findings, found.answers, session?.account.id);
  if (can('accept_finding') && waiting.length > 0) {
    for (const kind of ['accepted', 'rejected'] as const) {
      deeds.push({
        word: kind === 'accepted' ? 'do.accept' : 'do.reject',
        count: waiting.length,
        act: () => ask({ what: 'answer', title, kind, findings: waiting }),
      });
    }
  }
  return deeds;
}

/** The buttons that mend or answer these findings of one article. */
export function FindingActions({ findings, facts, quiet = false }: Props) {
  const t = useWords(words);
  const deeds = useDeeds(findings, facts);
  if (quiet) {
    return (
      <>
        {deeds.map(({ word, act }) => (
          <button key={word} type="button" className="quiet-button no-print" onClick={act}>
            {t(word)}
          </button>
        ))}
      </>
    );
  }
  return (
    <>
      {deeds.map(({ word, count, act }, index) => (
        <Button
          key={word}
          size="small"
          className="no-print"
          {...(index === 0 ? { type: 'primary' as const } : {})}
          onClick={act}
        >
          {count > 1 ? t('do.several', { deed: t(word), count }) : t(word)}
        </Button>
      ))}
    </>
  );
}
