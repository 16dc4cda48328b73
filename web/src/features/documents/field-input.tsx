import { AutoComplete, Input, InputNumber, Radio, Select } from 'antd';
import { usePeople, useUnits, type FormField } from '@/shared/api/client';
import { DayPicker, WallClockPicker } from '@/shared/ui/ui';
import { usePick, useWords } from '@/shared/words/words';
import { PeopleRows, TableRows } from './rows-input';
import {
  flagOf,
  numberOf,
  personOf,
  spanOf,
  textOf,
  toPerson,
  toSpan,
  wordOf,
  type Person,
  type Value,
} from './values';
import { words } from './words';

export interface InputProps {
  field: FormField;
  id: string;
  value: Value;
  onChange: (value: Value) => void;
  /** In a cell of a table. */
  small?: boolean;
}

const radiosMost = 4;

function ChoiceInput({ field, id, value, onChange, small }: InputProps) {
  const t = useWords(words);
  const pick = usePick();
  const options = (field.choices ?? []).map((choice) => ({
    value: choice.value,
    label: pick(choice.label.zh, choice.label.en),
  }));
  if (small || options.length > radiosMost) {
    return (
      <Select<string>
        id={id}
        allowClear
        showSearch
        optionFilterProp="label"
        placeholder={t('choose')}
        options={options}
        {...(wordOf(value) === undefined ? { value: null } : { value: textOf(value) })}
        onChange={(chosen) => {
          onChange(chosen);
        }}
        style={{ width: '100%' }}
      />
    );
  }
  return (
    <div className="field__radios">
      <Radio.Group
        id={id}
        options={options}
        value={wordOf(value) ?? null}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      <ClearButton shown={!field.required && wordOf(value) !== undefined} onChange={onChange} />
    </div>
  );
}

function ClearButton(props: { shown: boolean; onChange: (value: Value) => void }) {
  const t = useWords(words);
  if (!props.shown) return null;
  return (
    <button
      type="button"
      className="quiet-button"
      onClick={() => {
        props.onChange(undefined);
      }}
    >
      {t('field.clear')}
    </button>
  );
}

function YesNoInput({ field, id, value, onChange, small }: InputProps) {
  const t = useWords(words);
  const options = [
    { value: true, label: t('yes') },
    { value: false, label: t('no') },
  ];
  return (
    <div className="field__radios">
      <Radio.Group
        id={id}
        options={options}
        value={flagOf(value) ?? null}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      <ClearButton
        shown={!field.required && !small && flagOf(value) !== undefined}
        onChange={onChange}
      />
    </div>
  );
}

function SpanInput({ id, value, onChange }: InputProps) {
  const t = useWords(words);
  const span = spanOf(value);
  return (
    <div className="field__span">
      {(['start', 'end'] as const).map((end) => (
        <div key={end} data-place={end}>
          <label className="field__part" htmlFor={end === 'start' ? id : `${id}-end`}>
            {t(`field.${end}`)}
          </label>
          <WallClockPicker
            id={end === 'start' ? id : `${id}-end`}
            value={span[end]}
            onChange={(time) => {
              onChange(toSpan({ ...span, [end]: time }));
            }}
          />
        </div>
      ))}
    </div>
  );
}

/** A person by name; one of the bureau brings number and unit along. */
export function PersonInput(props: { id: string; value: Value; onChange: (value: Value) => void }) {
  const { id, value, onChange } = props;
  const t = useWords(words);
  const { accounts } = usePeople();
  const { unitName } = useUnits();
  const person = personOf(value);
  const put = (part: Partial<Person>) => {
    onChange(toPerson({ ...person, ...part }));
  };
  const offered = accounts
    .filter(({ enabled, name }) => enabled && name.includes(person.name) && name !== person.name)
    .map((account) => ({
      value: account.name,
      key: account.id,
      label: `${account.name}　${unitName(account.unit_id)}`,
    }));
  return (
    <div className="field__person">
      <AutoComplete
        id={id}
        options={offered}
        value={person.name}
        onChange={(name: string) => {
          put({ name });
        }}
        onSelect={(name: string) => {
          const account = accounts.find((one) => one.name === name && one.enabled);
          if (account === undefined) return;
          put({ name, number: account.number ?? '', unit: unitName(account.unit_id) });
        }}
      >
        <Input placeholder={t('person.name')} />
      </AutoComplete>
      <Input
        aria-label={t('person.number')}
        placeholder={t('person.number')}
        value={person.number ?? ''}
        onChange={(event) => {
          put({ number: event.target.value });
        }}
      />
      <Input
        aria-label={t('person.unit')}
        placeholder={t('person.unit')}
        value={person.unit ?? ''}
        onChange={(event) => {
          put({ unit: event.target.value });
        }}
      />
    </div>
  );
}

function NumberInput({ field, id, value, onChange }: InputProps) {
  const t = useWords(words);
  return (
    <InputNumber<number>
      id={id}
      className="field__number"
      precision={0}
      controls={false}
      value={numberOf(value)}
      {...(field.kind === 'money_yuan' && { suffix: t('yuan') })}
      onChange={(number) => {
        onChange(number !== null && Number.isSafeInteger(number) ? number : undefined);
      }}
    />
  );
}

function TextInput({ field, id, value, onChange, small }: InputProps) {
  const lines = field.kind === 'long_text';
  const put = (event: { target: { value: string } }) => {
    onChange(event.target.value);
  };
  if (!lines && !small) return <Input id={id} value={textOf(value)} onChange={put} />;
  return (
    <Input.TextArea
      id={id}
      value={textOf(value)}
      autoSize={{ minRows: small ? 1 : 3 }}
      onKeyDown={(event) => {
        // A cell of one line holds one line, however high it grows.
        if (!lines && event.key === 'Enter' && !event.nativeEvent.isComposing) {
          event.preventDefault();
        }
      }}
      onChange={(event) => {
        onChange(lines ? event.target.value : event.target.value.replaceAll('\n', ' '));
      }}
    />
  );
}

/** The input of a field by its kind; what is cleared becomes undefined or empty. */
export function FieldInput(props: InputProps) {
  const { field, id, value, onChange } = props;
  switch (field.kind) {
    case 'text':
    case 'long_text':
      return <TextInput {...props} />;
    case 'day':
      return <DayPicker id={id} value={wordOf(value)} onChange={onChange} />;
    case 'time':
      return <WallClockPicker id={id} value={wordOf(value)} onChange={onChange} />;
    case 'span':
      return <SpanInput {...props} />;
    case 'count':
    case 'money_yuan':
      return <NumberInput {...props} />;
    case 'choice':
      return <ChoiceInput {...props} />;
    case 'person':
      return <PersonInput id={id} value={value} onChange={onChange} />;
    case 'people':
      return <PeopleRows {...props} />;
    case 'table':
      return <TableRows {...props} />;
    case 'yes_no':
      return <YesNoInput {...props} />;
  }
}
