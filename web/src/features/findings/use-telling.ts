import { useMemo } from 'react';
import type { Finding, LawSubject, SubjectFact } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { useLawWord } from '@/shared/words/law-terms';
import { useLanguage, useWords } from '@/shared/words/words';
import type { Telling } from './sentences';
import { words } from './words';

/** What sentences of a finding need: the words, and the names of the facts it speaks of. */
export function useTelling(subjects: readonly LawSubject[]): (finding: Finding) => Telling {
  const t = useWords(words);
  const language = useLanguage();
  const wordOf = useLawWord();
  const { durationWords } = useFormat();
  return useMemo(() => {
    const known = new Map<string, Map<string, SubjectFact>>();
    for (const { kind, facts } of subjects) {
      if (!known.has(kind)) known.set(kind, new Map(facts.map((fact) => [fact.name, fact])));
    }
    return (finding) => ({
      t,
      language,
      wordOf,
      duration: durationWords,
      labelOf: (name) =>
        (finding.fact_names[name] ?? known.get(finding.subject_kind)?.get(name)?.label)?.[language],
      typeOf: (name) => known.get(finding.subject_kind)?.get(name)?.type,
    });
  }, [subjects, t, language, wordOf, durationWords]);
}
