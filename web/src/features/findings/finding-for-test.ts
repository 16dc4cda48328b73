import i18next from 'i18next';
import type { Finding, LawSubject } from '@/shared/api/client';
import type { Language } from '@/shared/words/language';
import { lawTerms } from '@/shared/words/law-terms';
import type { Telling } from './sentences';
import { words } from './words';

/** A broken finding; the test says what differs. */
export function findingOf(differs: Partial<Finding> = {}): Finding {
  return {
    article: '3-9a',
    also: [],
    check: 'elements',
    subject_kind: 'recording',
    subject_id: 'r1',
    title: 'a.mp4',
    state: 'breached',
    severity: 'breach',
    provisional: false,
    readings: [],
    words: {},
    fact_names: {},
    ...differs,
  };
}

const fact = (name: string, type: 'time' | 'flag' | 'text' | 'list', zh: string, derived = false) => ({
  name,
  type,
  derived,
  label: { zh, en: name.replace('_', ' ') },
});

export function recordingOf(id: string): LawSubject {
  return {
    kind: 'recording',
    kind_label: { zh: '音像记录', en: 'recording' },
    id,
    title: `${id}.mp4`,
    facts: [
      fact('has_time', 'flag', '含执法时间'),
      fact('has_party', 'flag', '含执法对象'),
      fact('notice_at', 'time', '告知时间'),
      fact('recorded_to', 'time', '录制结束时间', true),
      fact('subjects_filmed', 'list', '已摄录内容'),
      fact('late_reason', 'text', '逾期存入的理由'),
    ],
  };
}

export function tellingIn(language: Language): Telling {
  const say = i18next.getFixedT(language, words.room);
  const term = i18next.getFixedT(language, lawTerms.room);
  const { facts } = recordingOf('r1');
  return {
    t: (key, values) => say(key, values ?? {}),
    language,
    wordOf: (word) => (word in lawTerms.zh ? term(word) : word),
    labelOf: (name) => facts.find((one) => one.name === name)?.label[language],
    typeOf: (name) => facts.find((one) => one.name === name)?.type,
    duration: (ms) => `${String(ms / 86_400_000)}d`,
  };
}
