import { Button } from 'antd';
import type { ReactNode } from 'react';
import {
  asProblem,
  usePeople,
  type DraftCheck,
  type FieldFault,
  type Form,
} from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { ProblemNotice, StatusTag, Waiting } from '@/shared/ui/ui';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import type { Sight } from './draft-keeper';
import { goTo, useFaultText } from './field-row';
import { words } from './words';

/** One line that says where the words are. */
export function SaveLine({ sight, onRetry }: { sight: Sight; onRetry: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { state, savedAt } = sight;
  const tone = state === 'refused' || state === 'retrying' ? 'due' : 'done';
  const text =
    state === 'saved'
      ? t('save.saved', { time: format.clock(savedAt) })
      : state === 'retrying'
        ? t('save.retrying')
        : state === 'refused'
          ? t('save.refused')
          : t('save.saving');
  return (
    <div className={`save-line save-line--${state}`} role="status" aria-live="polite">
      <StatusTag tone={state === 'typed' || state === 'saving' ? 'open' : tone}>{text}</StatusTag>
      {tone === 'due' && (
        <button type="button" className="quiet-button" onClick={onRetry}>
          {t('save.now')}
        </button>
      )}
    </div>
  );
}

/** Why it is not saved, and where the words are meanwhile; below the buttons, so that they stay. */
export function SaveTrouble({ sight }: { sight: Sight }) {
  const t = useWords(words);
  const language = useLanguage();
  const { state, problem, keptHere } = sight;
  if (state !== 'refused' && state !== 'retrying') return null;
  return (
    <p className="save-trouble" role="alert">
      {asProblem(problem).sentence(language)}
      {t(keptHere ? 'save.keptHere' : 'save.notKept')}
    </p>
  );
}

export function TakenNote(props: { sight: Sight; form: Form; onClose: () => void }) {
  const t = useWords(words);
  const pick = usePick();
  const format = useFormat();
  const { nameOf } = usePeople();
  const { taken } = props.sight;
  if (taken === undefined) return null;
  const labels = taken.fields.map((name) => {
    const field = props.form.fields.find((one) => one.name === name);
    return field === undefined ? name : pick(field.label.zh, field.label.en);
  });
  return (
    <div className="side-note" role="status">
      <p>
        {t('taken.text', {
          name: taken.by === undefined ? t('taken.somebody') : nameOf(taken.by),
          time: format.clock(taken.at),
          fields: labels.join(t('between')),
        })}
      </p>
      <button type="button" className="quiet-button" onClick={props.onClose}>
        {t('taken.seen')}
      </button>
    </div>
  );
}

interface FaultListProps {
  form: Form;
  check: DraftCheck;
  /** Places where two wrote and nobody has chosen yet. */
  unsettled: readonly string[];
}

function FaultList({ form, check, unsettled }: FaultListProps) {
  const t = useWords(words);
  const pick = usePick();
  const labelOf = (name: string) => {
    const field = form.fields.find((one) => one.name === name);
    return field === undefined ? name : pick(field.label.zh, field.label.en);
  };
  const faultText = useFaultText();
  const order = new Map(form.fields.map(({ name }, at) => [name, at]));
  const faults = [...check.faults].sort(
    (one, other) => (order.get(one.field) ?? 999) - (order.get(other.field) ?? 999),
  );
  const rows: { key: string; fault: Pick<FieldFault, 'field' | 'place'>; text: ReactNode }[] = [
    ...unsettled.map((field) => ({
      key: `two ${field}`,
      fault: { field, place: '' },
      text: t('check.unsettled'),
    })),
    ...faults.map((fault) => ({
      key: `${fault.field} ${fault.place} ${fault.code}`,
      fault,
      // The name stands above already.
      text:
        fault.code === 'missing' && fault.place === ''
          ? t('check.missing')
          : faultText(fault),
    })),
  ];
  if (rows.length === 0) return <p className="check__clear">{t('check.clear')}</p>;
  return (
    <>
      <p className="check__count">{t('check.count', { count: rows.length })}</p>
      <ol className="check__faults">
        {rows.map(({ key, fault, text }) => (
          <li key={key}>
            <button
              type="button"
              onClick={() => {
                goTo(fault);
              }}
            >
              <b>{labelOf(fault.field)}</b>
              <span>{text}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

interface CheckPanelProps extends Omit<FaultListProps, 'check'> {
  check: DraftCheck | undefined;
  error: unknown;
  isAsked: boolean;
}

export function CheckPanel({ check, error, isAsked, ...rest }: CheckPanelProps) {
  const t = useWords(words);
  if (!isAsked) return <p className="muted">{t('check.hint')}</p>;
  if (error) return <ProblemNotice error={error} />;
  if (check === undefined) return <Waiting />;
  return (
    <>
      <FaultList check={check} {...rest} />
      {check.next_number !== undefined && (
        <p className="muted">{t('check.number', { number: check.next_number })}</p>
      )}
    </>
  );
}

/** Who signs, where the form is from, what is not settled about it. */
export function AboutForm({ form }: { form: Form }) {
  const t = useWords(words);
  const pick = usePick();
  return (
    <div className="about-form">
      <h3>{t('signatures')}</h3>
      <ul>
        {form.signatures.map((one, at) => {
          const traits = [
            one.at_least > 1 && t('signature.atLeast', { count: one.at_least }),
            one.at_least === 0 && t('signature.mayMiss'),
            one.certificate_number && t('signature.certificate'),
            one.each_page && t('signature.eachPage'),
            one.fingerprint && t('signature.fingerprint'),
            one.seal && t('signature.seal'),
            one.may_refuse && t('signature.mayRefuse'),
          ].filter((trait) => trait !== false);
          return (
            <li key={at}>
              {pick(one.label.zh, one.label.en)}
              {traits.length > 0 && <span className="muted"> {traits.join(t('between'))}</span>}
            </li>
          );
        })}
        {form.signatures.length === 0 && <li className="muted">{t('signatures.none')}</li>}
      </ul>
      {form.uncertain && (
        <p className="about-form__note muted">
          {pick(form.uncertain.zh, form.uncertain.en)}
        </p>
      )}
    </div>
  );
}

interface DeedsProps {
  onCheck: () => void;
  onPreview: () => void;
  onFinalise: () => void;
  isReady: boolean;
}

export function Deeds({ onCheck, onPreview, onFinalise, isReady }: DeedsProps) {
  const t = useWords(words);
  return (
    <div className="draft-deeds">
      <Button onClick={onCheck} type={isReady ? 'default' : 'primary'}>
        {t('check')}
      </Button>
      <Button onClick={onPreview}>{t('preview')}</Button>
      <Button onClick={onFinalise} type={isReady ? 'primary' : 'default'}>
        {t('finalise')}
      </Button>
    </div>
  );
}
