import { App, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { answer, api, freshKey, type Finding, type FindingAnswer } from '@/shared/api/client';
import { DialogForm } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { AboutField } from './about-field';
import { oneByOne, type Progress } from './one-by-one';
import { subjectKey } from './statement-form';
import { useRefreshFindings } from './use-refresh';
import { words } from './words';

export type AnswerKind = FindingAnswer['answer'];

interface Fields {
  text: string;
  about?: string[];
}

interface Props {
  caseId: string;
  title: string;
  kind: AnswerKind;
  findings: readonly Finding[];
  onClose: () => void;
}

/** Explains findings of one article, or decides on their explanations; each gets its entry. */
export function AnswerDialog({ caseId, title, kind, findings, onClose }: Props) {
  const t = useWords(words);
  const { message } = App.useApp();
  const refresh = useRefreshFindings(caseId);
  const [progress, setProgress] = useState<Progress>();
  const answered = useRef(new Set<string>());

  const send = async ({ text, about }: Fields) => {
    const left = findings.filter((finding) => {
      const key = subjectKey(finding);
      return (about === undefined || about.includes(key)) && !answered.current.has(key);
    });
    const give = async (finding: Finding) => {
      const { subject_kind, subject_id, article, check } = finding;
      const body = { subject_kind, subject_id, article, check, answer: kind, text: text.trim() };
      const params = { path: { case_id: caseId }, header: { 'Idempotency-Key': freshKey() } };
      await answer(api.POST('/api/cases/{case_id}/answers', { params, body }));
      answered.current.add(subjectKey(finding));
    };
    try {
      await oneByOne(left, give, setProgress);
    } finally {
      setProgress(undefined);
      await refresh();
    }
    message.success(t('answer.done'));
  };

  const words_ = { explained: 'do.explain', accepted: 'do.accept', rejected: 'do.reject' } as const;
  return (
    <DialogForm<Fields>
      open
      title={t(`answer.title.${kind}`, { title })}
      okText={progress === undefined ? t(words_[kind]) : t('answer.progress', { ...progress })}
      cancelText={t('cancel')}
      width={600}
      initial={{ about: findings.map(subjectKey) }}
      send={send}
      onClose={onClose}
    >
      <AboutField
        label={t('answer.about')}
        among={findings.map((finding) => ({ key: subjectKey(finding), title: finding.title }))}
      />
      <Form.Item
        name="text"
        label={t(`answer.text.${kind}`)}
        rules={[{ required: true, whitespace: true, message: t('required') }]}
        extra={t(`answer.note.${kind}`)}
      >
        <Input.TextArea
          data-first=""
          rows={4}
          maxLength={1000}
          placeholder={t(`answer.hint.${kind}`)}
        />
      </Form.Item>
    </DialogForm>
  );
}
