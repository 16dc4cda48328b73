import { Button, Input } from 'antd';
import { useState } from 'react';
import type { LiuhenRecord } from '@/shared/api/client';
import { CutNotice, ProblemNotice } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import type { useViewing } from './use-viewing';
import { words } from './words';

const usual = [
  'purpose.case',
  'purpose.check',
  'purpose.review',
  'purpose.supervise',
  'purpose.archive',
  'purpose.party',
] as const;

interface Props {
  viewing: ReturnType<typeof useViewing>;
  record: LiuhenRecord;
}

/** Stands where the content will be: nothing is shown before the purpose is in the log. */
export function PurposePanel({ viewing, record }: Props) {
  const t = useWords(words);
  const [purpose, setPurpose] = useState('');
  const stated = purpose.trim();
  return (
    <form
      className="purpose"
      onSubmit={(event) => {
        event.preventDefault();
        if (stated !== '') void viewing.open(stated);
      }}
    >
      <CutNotice record={record} />
      <h3>{t('purpose.title')}</h3>
      <p>{t(viewing.expired ? 'purpose.expired' : 'purpose.text')}</p>
      <div className="purpose__usual">
        {usual.map((word) => (
          <button
            key={word}
            type="button"
            aria-pressed={purpose === t(word)}
            onClick={() => {
              setPurpose(t(word));
            }}
          >
            {t(word)}
          </button>
        ))}
      </div>
      <div className="purpose__line">
        <Input
          value={purpose}
          maxLength={500}
          aria-label={t('purpose.label')}
          placeholder={t('purpose.placeholder')}
          onChange={(event) => {
            setPurpose(event.target.value);
          }}
        />
        <Button type="primary" htmlType="submit" loading={viewing.busy} disabled={stated === ''}>
          {t('purpose.open')}
        </Button>
      </div>
      <ProblemNotice error={viewing.error} />
    </form>
  );
}
