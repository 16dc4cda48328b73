import { Form, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactElement } from 'react';
import type { SubjectFact } from '@/shared/api/client';
import { DayPicker, WallClockPicker } from '@/shared/ui/ui';
import { useLawWord, type LawWord } from '@/shared/words/law-terms';
import { usePick, useWords } from '@/shared/words/words';
import type { FindingSay } from './sentences';
import { choicesOf } from './statement-form';
import { words } from './words';

interface FieldWords {
  t: FindingSay;
  wordOf: LawWord;
}

/** The right input for the type of a fact; the form item gives it value and change. */
function inputFor(fact: SubjectFact, kind: string, { t, wordOf }: FieldWords): ReactElement {
  const choices = choicesOf(kind, fact.name)?.map((word) => ({
    value: word,
    label: wordOf(word, fact.name),
  }));
  switch (fact.type) {
    case 'time':
      return <WallClockPicker />;
    case 'day':
      return <DayPicker />;
    case 'count':
      return <InputNumber min={0} max={1_000_000_000} precision={0} />;
    case 'flag':
      return (
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: t('flag.yes') },
            { value: false, label: t('flag.no') },
          ]}
        />
      );
    case 'list':
      return choices === undefined ? (
        <Select mode="tags" open={false} placeholder={t('list.typed')} />
      ) : (
        <Select mode="multiple" options={choices} placeholder={t('choose')} />
      );
    default:
      return choices === undefined ? (
        <Input maxLength={500} />
      ) : (
        <Select allowClear options={choices} placeholder={t('choose')} />
      );
  }
}

interface Props {
  fact: SubjectFact;
  kind: string;
  hint?: string;
}

/** One fact of the form, with its name. */
export function FactField({ fact, kind, hint }: Props) {
  const pick = usePick();
  const t = useWords(words);
  const wordOf = useLawWord();
  return (
    <Form.Item
      name={['facts', fact.name]}
      label={pick(fact.label.zh, fact.label.en)}
      {...(hint === undefined ? {} : { extra: hint })}
    >
      {inputFor(fact, kind, { t, wordOf })}
    </Form.Item>
  );
}
