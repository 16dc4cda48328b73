import { Input, Modal, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import type {
  CaseDetail,
  CaseDocuments,
  FormSummary,
} from '@/shared/api/client';
import { ProblemNotice, Waiting } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { usePick, useWords } from '@/shared/words/words';
import { byStage } from './needed';
import { useForms } from './use-documents';
import { words } from './words';

interface Props {
  open: boolean;
  found: CaseDetail;
  documents: CaseDocuments;
  begin: (form: string) => void;
  onClose: () => void;
}

/** Those of the case's procedure whose title has the word. */
export function offeredForms(
  forms: readonly FormSummary[],
  procedure: CaseDetail['procedure'],
  typed: string,
): FormSummary[] {
  const word = typed.trim().toLowerCase();
  return forms.filter(
    (form) =>
      form.procedures.some((one) => one.procedure === procedure) &&
      (form.title.zh.includes(word) || form.title.en.toLowerCase().includes(word)),
  );
}

function FormButton(props: Omit<Props, 'open'> & { form: FormSummary }) {
  const { form, found, documents, begin, onClose } = props;
  const t = useWords(words);
  const pick = usePick();
  const term = useTerms();
  const isDone = documents.documents.some((one) => one.form === form.id);
  const isDrafted = documents.drafts.some((one) => one.form === form.id);
  const need = documents.needed.find((one) => one.form === form.id);
  const kinds = form.act_kinds;
  const hasAct = kinds.length === 0 || found.acts.some(({ kind }) => kinds.includes(kind));
  const why = !form.many && isDone
    ? t('new.done')
    : !form.many && isDrafted
      ? t('new.drafted')
      : !hasAct
        ? t('new.noAct', { kinds: kinds.map((kind) => term('act', kind)).join(t('between')) })
        : undefined;
  const note = why ?? (need?.state === 'missing' ? t('needed.missing') : undefined);
  return (
    <button
      type="button"
      className="form-choice"
      disabled={why !== undefined}
      onClick={() => {
        onClose();
        begin(form.id);
      }}
    >
      <span>{pick(form.title.zh, form.title.en)}</span>
      {note !== undefined && (
        <span className={why === undefined ? 'form-choice__due' : 'form-choice__why'}>{note}</span>
      )}
    </button>
  );
}

/** Every form of the procedure, by stage; what is typed narrows it. */
export function NewDocument(props: Props) {
  const { open, found, onClose } = props;
  const t = useWords(words);
  const term = useTerms();
  const { forms, error } = useForms();
  const [typed, setTyped] = useState('');
  const search = useRef<InputRef>(null);
  const shown = offeredForms(forms ?? [], found.procedure, typed);
  return (
    <Modal
      open={open}
      width={760}
      title={t('new')}
      footer={null}
      destroyOnHidden
      onCancel={onClose}
      afterOpenChange={(isOpen) => {
        if (isOpen) search.current?.focus();
        else setTyped('');
      }}
    >
      <Input
        ref={search}
        allowClear
        aria-label={t('new.search')}
        placeholder={t('new.search')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <ProblemNotice error={error} />
      {forms === undefined && !error && <Waiting />}
      <div className="form-choices">
        {forms !== undefined && shown.length === 0 && (
          <p className="muted">{t('new.none', { word: typed })}</p>
        )}
        {byStage(shown).map(({ stage, forms: ofStage }) => (
          <section key={stage}>
            <h3>{term('stage', stage)}</h3>
            <div className="form-choices__stage">
              {ofStage.map((form) => (
                <FormButton key={form.id} {...props} form={form} />
              ))}
            </div>
          </section>
        ))}
      </div>
    </Modal>
  );
}
