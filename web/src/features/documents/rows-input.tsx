// Fields of several rows: people, and tables by their columns. Rows are added, moved and taken out.
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { FormField } from '@/shared/api/client';
import { usePick, useWords } from '@/shared/words/words';
import { FieldInput, PersonInput, type InputProps } from './field-input';
import { moved, rowsOf, withField, type Row } from './values';
import { words } from './words';

interface RowDeedsProps {
  at: number;
  rows: readonly Row[];
  onChange: (rows: readonly Row[]) => void;
}

function RowDeeds({ at, rows, onChange }: RowDeedsProps) {
  const t = useWords(words);
  const row = at + 1;
  return (
    <span className="rows__deeds">
      <button
        type="button"
        className="quiet-button"
        aria-label={t('rows.up', { row })}
        title={t('rows.up', { row })}
        disabled={at === 0}
        onClick={() => {
          onChange(moved(rows, at, at - 1));
        }}
      >
        ↑
      </button>
      <button
        type="button"
        className="quiet-button"
        aria-label={t('rows.down', { row })}
        title={t('rows.down', { row })}
        disabled={at === rows.length - 1}
        onClick={() => {
          onChange(moved(rows, at, at + 1));
        }}
      >
        ↓
      </button>
      <button
        type="button"
        className="quiet-button"
        aria-label={t('rows.remove', { row })}
        title={t('rows.remove', { row })}
        onClick={() => {
          onChange(rows.filter((_, index) => index !== at));
        }}
      >
        ×
      </button>
    </span>
  );
}

interface RowsProps {
  props: InputProps;
  add: string;
  head?: ReactNode;
  cells: (row: Row, at: number, put: (row: Row) => void) => ReactNode;
  layout: 'people' | 'table' | 'cards';
}

function Rows({ props, add, head, cells, layout }: RowsProps) {
  const { id, field, value, onChange } = props;
  const t = useWords(words);
  const rows = rowsOf(value);
  const isFull = field.max > 0 && rows.length >= field.max;
  const begin = () => {
    onChange([...rows, {}]);
    // The new row is there after the next drawing; typing goes on in it.
    requestAnimationFrame(() => {
      document.getElementById(`${id}-${String(rows.length)}`)?.focus();
    });
  };
  return (
    <div className={`rows rows--${layout}`}>
      {rows.length > 0 && head}
      {rows.map((row, at) => (
        <div className="rows__row" key={at} data-place={String(at)}>
          <span className="rows__number muted">{at + 1}</span>
          {cells(row, at, (next) => {
            onChange(rows.map((one, index) => (index === at ? next : one)));
          })}
          <RowDeeds at={at} rows={rows} onChange={onChange} />
        </div>
      ))}
      <div className="rows__foot">
        <Button
          size="small"
          {...(rows.length === 0 && { id })}
          disabled={isFull}
          onClick={begin}
        >
          {add}
        </Button>
        {field.min > 1 && <span className="muted">{t('rows.least', { count: field.min })}</span>}
      </div>
    </div>
  );
}

export function PeopleRows(props: InputProps) {
  const t = useWords(words);
  return (
    <Rows
      props={props}
      layout="people"
      add={t('people.add')}
      cells={(row, at, put) => (
        <PersonInput
          id={`${props.id}-${String(at)}`}
          value={row}
          onChange={(person) => {
            put((person ?? {}) as Row);
          }}
        />
      )}
    />
  );
}

// Wider kinds get more of the row.
const shares: Partial<Record<FormField['kind'], string>> = {
  long_text: '2.2fr',
  text: '1.5fr',
  time: 'minmax(190px, 1.3fr)',
  day: 'minmax(140px, 1fr)',
  choice: 'minmax(110px, 1fr)',
  count: 'minmax(64px, 0.6fr)',
  money_yuan: 'minmax(100px, 0.8fr)',
};

const cardColumnsFrom = 6;

export function TableRows(props: InputProps) {
  const t = useWords(words);
  const pick = usePick();
  const columns = props.field.columns ?? [];
  const isCards = columns.length >= cardColumnsFrom;
  const template = isCards
    ? undefined
    : `22px ${columns.map(({ kind }) => shares[kind] ?? '1fr').join(' ')} 78px`;
  const label = (column: FormField) => (
    <>
      {pick(column.label.zh, column.label.en)}
      {column.required && <i className="field__must">{t('field.must')}</i>}
    </>
  );
  return (
    <div
      className="rows__frame"
      style={{ ['--row-columns' as string]: template }}
    >
      <Rows
        props={props}
        layout={isCards ? 'cards' : 'table'}
        add={t('rows.add')}
        head={
          !isCards && (
            <div className="rows__row rows__head" aria-hidden="true">
              <span />
              {columns.map((column) => (
                <span key={column.name}>{label(column)}</span>
              ))}
              <span />
            </div>
          )
        }
        cells={(row, at, put) => {
          const inputs = columns.map((column, index) => {
            const base = `${props.id}-${String(at)}`;
            const id = index === 0 ? base : `${base}-${column.name}`;
            return (
              <div
                key={column.name}
                className="rows__cell"
                data-place={`${String(at)}/${column.name}`}
              >
                <label className={isCards ? 'field__part' : 'sr'} htmlFor={id}>
                  {label(column)}
                </label>
                <FieldInput
                  small
                  field={column}
                  id={id}
                  value={row[column.name]}
                  onChange={(value) => {
                    put(withField(row, column.name, value));
                  }}
                />
              </div>
            );
          });
          return isCards ? <div className="rows__card">{inputs}</div> : inputs;
        }}
      />
    </div>
  );
}
