import { App, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import {
  answer,
  api,
  freshKey,
  ProblemError,
  usePeople,
  type LawSubject,
  type SubjectFact,
} from '@/shared/api/client';
import { formatLawValue } from '@/shared/format/law-value';
import { useFormat } from '@/shared/format/use-format';
import { DialogForm } from '@/shared/ui/ui';
import { useLawWord } from '@/shared/words/law-terms';
import { useLanguage, useWords } from '@/shared/words/words';
import { AboutField } from './about-field';
import { FactField } from './fact-field';
import { oneByOne, type Progress } from './one-by-one';
import { factsToState, sharedValue, type FactValues } from './statement-form';
import { useRefreshFindings } from './use-refresh';
import { words } from './words';

interface Fields {
  facts: FactValues;
  about?: string[];
  reason?: string;
}

interface Props {
  caseId: string;
  title: string;
  subjects: readonly LawSubject[];
  /** Which facts are asked; all of one kind of subject. */
  facts: readonly SubjectFact[];
  onClose: () => void;
}

/** What stands already, and who said so; only where there is one subject. */
function useKnownHint(subjects: readonly LawSubject[]): (fact: SubjectFact) => string | undefined {
  const t = useWords(words);
  const language = useLanguage();
  const wordOf = useLawWord();
  const format = useFormat();
  const { nameOf } = usePeople();
  return (fact) => {
    if (subjects.length !== 1 || fact.value === undefined) return undefined;
    const value = formatLawValue(fact.value, {
      language,
      wordOf: (word) => wordOf(word, fact.name),
    });
    if (fact.stated_at === undefined) return t('state.known.house', { value });
    const name = nameOf(fact.stated_by);
    return t('state.known', { value, name, time: format.time(fact.stated_at) });
  };
}

/** States facts about one or several subjects; each gets an entry of its own. */
export function StateDialog({ caseId, title, subjects, facts, onClose }: Props) {
  const t = useWords(words);
  const { message } = App.useApp();
  const refresh = useRefreshFindings(caseId);
  const hintOf = useKnownHint(subjects);
  const [progress, setProgress] = useState<Progress>();
  const stated = useRef(new Set<string>());
  const kind = subjects[0]?.kind ?? '';
  const before: FactValues = Object.fromEntries(
    facts.map((fact) => [fact.name, sharedValue(fact.name, subjects)]),
  );

  const send = async ({ facts: values, about, reason }: Fields) => {
    const changed = factsToState(values, before);
    if (Object.keys(changed).length === 0) {
      const sentence = t('state.nothing');
      throw new ProblemError({
        ...{ type: 'bad-input', title: '', status: 400 },
        ...{ detail_zh: sentence, detail_en: sentence },
      });
    }
    const chosen = subjects.filter(({ id }) => about === undefined || about.includes(id));
    const left = chosen.filter(({ id }) => !stated.current.has(id));
    const state = async (subject: LawSubject) => {
      const body = {
        subject_kind: subject.kind,
        subject_id: subject.id,
        facts: changed as Record<string, never>,
        ...(reason?.trim() ? { reason: reason.trim() } : {}),
      };
      const params = { path: { case_id: caseId }, header: { 'Idempotency-Key': freshKey() } };
      await answer(api.POST('/api/cases/{case_id}/statements', { params, body }));
      stated.current.add(subject.id);
    };
    try {
      await oneByOne(left, state, setProgress);
    } finally {
      setProgress(undefined);
      await refresh();
    }
    message.success(t('state.done', { count: chosen.length }));
  };

  return (
    <DialogForm<Fields>
      open
      title={t('state.title', { title })}
      okText={progress === undefined ? t('do.state') : t('state.progress', { ...progress })}
      cancelText={t('cancel')}
      width={640}
      initial={{ facts: before, about: subjects.map(({ id }) => id) }}
      send={send}
      onClose={onClose}
    >
      <AboutField
        label={t('state.about')}
        among={subjects.map(({ id, title: name }) => ({ key: id, title: name }))}
      />
      <div className="fact-fields">
        {facts.map((fact) => {
          const hint = hintOf(fact);
          return (
            <FactField
              key={fact.name}
              fact={fact}
              kind={kind}
              {...(hint === undefined ? {} : { hint })}
            />
          );
        })}
      </div>
      <Form.Item name="reason" label={t('state.reason')}>
        <Input.TextArea rows={2} maxLength={500} placeholder={t('state.reason.hint')} />
      </Form.Item>
      <p className="muted">{t('state.note')}</p>
    </DialogForm>
  );
}
