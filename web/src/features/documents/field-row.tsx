import { memo } from 'react';
import type { DraftConflict, FieldFault, FormField } from '@/shared/api/client';
import { usePick, useWords } from '@/shared/words/words';
import { ConflictBox } from './conflict-box';
import { FieldInput } from './field-input';
import { agrees, type Known } from './known';
import { useTelling } from './use-telling';
import { isEmpty, isWide, lengthOf, tell, textOf, type Value } from './values';
import { words } from './words';

interface Props {
  field: FormField;
  value: Value;
  known: Known | undefined;
  /** Nothing was typed yet: what is filled came from the house. */
  isFresh: boolean;
  faults: readonly FieldFault[];
  conflicts: readonly DraftConflict[];
  isTaken: boolean;
  put: (field: string, value: Value) => void;
  settle: (conflict: DraftConflict, value?: Value) => void;
}

export const fieldId = (name: string) => `field-${name}`;
export const inputId = (name: string) => `input-${name}`;

const comparable = new Set(['text', 'time', 'span', 'people']);
const tellCountFrom = 0.8;

function Origin({ field, value, known, isFresh, put }: Props) {
  const t = useWords(words);
  const telling = useTelling();
  if (field.from === undefined) return null;
  if (known === undefined || !comparable.has(field.kind)) {
    return isFresh && !isEmpty(value) ? <span className="origin">{t('from.house')}</span> : null;
  }
  if (agrees(field, value, known)) return <span className="origin">{t(`from.${known.source}`)}</span>;
  const text = tell(field, known.value, telling).replaceAll('\n', '、');
  return (
    <span className="origin origin--other">
      <span className="clip" title={text}>
        {t(`from.${known.source}.other`, { text })}
      </span>
      {field.kind !== 'people' && (
        <button
          type="button"
          className="quiet-button"
          onClick={() => {
            put(field.name, known.value);
          }}
        >
          {t('from.use')}
        </button>
      )}
    </span>
  );
}

function Counter({ field, value }: { field: FormField; value: Value }) {
  const t = useWords(words);
  if (field.kind !== 'text' && field.kind !== 'long_text') return null;
  const count = lengthOf(textOf(value));
  if (count < field.max * tellCountFrom) return null;
  return (
    <span className={count > field.max ? 'field__count field__count--over' : 'field__count'}>
      {t('field.count', { count, max: field.max })}
    </span>
  );
}

/** Which row a fault is in; rows count from 0 in the contract and from 1 for people. */
export function useFaultText() {
  const t = useWords(words);
  const pick = usePick();
  return ({ place, sentence }: FieldFault) => {
    const row = /^\d+/.exec(place)?.[0];
    const text = pick(sentence.zh, sentence.en);
    return row === undefined ? text : t('fault.row', { row: Number(row) + 1, text });
  };
}

const singles = new Set(['text', 'long_text', 'day', 'time', 'count', 'money_yuan', 'choice']);

export const FieldRow = memo(function FieldRow(props: Props) {
  const { field, value, faults, conflicts, isTaken, put, settle } = props;
  const t = useWords(words);
  const pick = usePick();
  const faultText = useFaultText();
  const id = inputId(field.name);
  const shape = `field${isWide(field) ? ' field--wide' : ''}`;
  const label = pick(field.label.zh, field.label.en);
  return (
    <div
      id={fieldId(field.name)}
      className={`${shape}${faults.length > 0 ? ' field--fault' : ''}${isTaken ? ' field--taken' : ''}`}
      {...(!singles.has(field.kind) && { role: 'group', 'aria-label': label })}
    >
      <div className="field__head">
        <label htmlFor={id}>{label}</label>
        {field.required && <i className="field__must">{t('field.must')}</i>}
        {isTaken && <span className="field__taken">{t('field.taken')}</span>}
        <Origin {...props} />
        <Counter field={field} value={value} />
      </div>
      <FieldInput
        field={field}
        id={id}
        value={value}
        onChange={(next) => {
          put(field.name, next);
        }}
      />
      {field.help && faults.length === 0 && <p className="field__help">{pick(field.help.zh, field.help.en)}</p>}
      {faults.map((fault) => (
        <p
          key={`${fault.place} ${fault.code}`}
          className={faults.length === 1 ? 'field__error field__error--one' : 'field__error'}
          title={faultText(fault)}
        >
          {faultText(fault)}
        </p>
      ))}
      {conflicts.map((conflict, at) => (
        <ConflictBox key={at} field={field} conflict={conflict} now={value} settle={settle} />
      ))}
    </div>
  );
});

/** Goes to the place of a fault and puts the caret there. */
export function goTo(fault: Pick<FieldFault, 'field' | 'place'>): void {
  const field = document.getElementById(fieldId(fault.field));
  if (field === null) return;
  const places = [fault.place, fault.place.split('/')[0] ?? ''].filter((place) => place !== '');
  const part = places
    .map((place) => field.querySelector(`[data-place="${CSS.escape(place)}"]`))
    .find((found) => found !== null);
  field.scrollIntoView({ block: 'center' });
  const controls = 'input, textarea, button:not(:disabled)';
  // Past the buttons of the head: "take it from the case" is not where one types.
  const input =
    (part ?? undefined)?.querySelector<HTMLElement>(controls) ??
    document.getElementById(inputId(fault.field));
  const inner = input?.matches('input, textarea, button') ? input : input?.querySelector('input');
  inner?.focus({ preventScroll: true });
}
