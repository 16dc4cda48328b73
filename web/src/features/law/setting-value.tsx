import { InputNumber, Select } from 'antd';
import { formatLawValue } from '@/shared/format/law-value';
import { useLawWord } from '@/shared/words/law-terms';
import { useLanguage, useWords } from '@/shared/words/words';
import { inOrder, tableRows } from './parameters';
import { kindOf, wordsAround, type SettingNow, type Table } from './settings';
import { words } from './words';

const byOf = ({ check }: SettingNow) => {
  const by = (check.parameters as Readonly<Record<string, unknown>>)['by'];
  return typeof by === 'string' ? by : '';
};

/** A value as people write it; a table as lines. */
export function SettingValue({ now, value }: { now: SettingNow; value: unknown }) {
  const language = useLanguage();
  const wordOf = useLawWord();
  const by = byOf(now);
  if (kindOf(now.setting) === 'table') {
    return (
      <ul className="setting-table">
        {tableRows(value, by, wordOf).map(([row, wanted]) => (
          <li key={row}>
            <b>{row}</b> {wanted}
          </li>
        ))}
      </ul>
    );
  }
  return <>{formatLawValue(value, { language, wordOf: (word) => wordOf(word, by) })}</>;
}

interface FieldProps {
  now: SettingNow;
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
}

function TableField({ now, value, onChange }: FieldProps) {
  const wordOf = useLawWord();
  const table = (value ?? {}) as Table;
  const known = wordsAround(now.setting, now.value);
  return (
    <div className="setting-rows">
      {inOrder(Object.entries(table)).map(([row, wanted]) => (
        <label key={row}>
          <span>{wordOf(row, byOf(now))}</span>
          <Select
            mode="multiple"
            value={[...wanted]}
            options={known.map((word) => ({ value: word, label: wordOf(word) }))}
            onChange={(chosen: string[]) => onChange?.({ ...table, [row]: chosen })}
          />
        </label>
      ))}
    </div>
  );
}

const actKinds = [
  ...['on_site_inspection', 'inquiry', 'sampling', 'preservation', 'measure', 'hearing'],
  ...['notice', 'service', 'execution', 'other'],
];

/** The input for a setting, within its bounds. */
export function SettingField({ now, id, value, onChange }: FieldProps) {
  const t = useWords(words);
  const wordOf = useLawWord();
  const { setting } = now;
  const named = id === undefined ? {} : { id };
  switch (kindOf(setting)) {
    case 'choice':
      return (
        <Select
          {...named}
          value={value}
          placeholder={t('choose')}
          options={setting.choices.map((choice) => ({
            value: choice,
            label: typeof choice === 'string' ? wordOf(choice) : String(choice),
          }))}
          onChange={onChange}
        />
      );
    case 'number':
      return (
        <InputNumber
          {...named}
          value={value as number}
          precision={0}
          {...(setting.at_least === undefined ? {} : { min: setting.at_least })}
          {...(setting.at_most === undefined ? {} : { max: setting.at_most })}
          onChange={(typed) => onChange?.(typed)}
        />
      );
    case 'list': {
      const known = [...new Set([...wordsAround(setting, now.value), ...actKinds])];
      return (
        <Select
          {...named}
          mode="multiple"
          value={value as string[]}
          options={known.map((word) => ({ value: word, label: wordOf(word, byOf(now)) }))}
          onChange={onChange}
        />
      );
    }
    default:
      return <TableField now={now} value={value} {...(onChange ? { onChange } : {})} />;
  }
}
