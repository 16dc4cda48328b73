import { Button } from 'antd';
import { useMemo } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import type { Form, ProblemError } from '@/shared/api/client';
import { CopyButton, EmptyState } from '@/shared/ui/ui';
import { useLanguage, usePick, useWords } from '@/shared/words/words';
import { forgetCopies, localCopies } from './local-copies';
import { useTelling } from './use-telling';
import { tell } from './values';
import { words } from './words';

interface Props {
  error: ProblemError;
  draftId: string;
  accountId: string;
  form: Form | undefined;
}

const isRecord = (field: string | undefined) => /^[0-9a-f-]{36}$/.test(field ?? '');

/** The draft became final or was thrown away; what this browser had not saved can be copied out. */
export function LostDraft({ error, draftId, accountId, form }: Props) {
  const t = useWords(words);
  const pick = usePick();
  const language = useLanguage();
  const telling = useTelling();
  const navigate = useNavigate();
  const { caseId = '' } = useParams();
  const copy = useMemo(() => localCopies(accountId, draftId).at(-1)?.copy, [accountId, draftId]);
  const lines = Object.entries(copy?.values ?? {}).map(([name, value]) => {
    const field = form?.fields.find((one) => one.name === name);
    const label = field === undefined ? name : pick(field.label.zh, field.label.en);
    return `${label}：${tell(field, value, telling)}`;
  });
  const isFinal = error.status === 409 && isRecord(error.field);
  const back = `/cases/${caseId}?part=documents`;
  return (
    <>
      <EmptyState
        title={t(isFinal ? 'lost.final' : 'lost.gone')}
        action={
          <>
            {isFinal && (
              <Button type="primary" onClick={() => void navigate(`/records/${error.field ?? ''}`)}>
                {t('lost.open')}
              </Button>
            )}
            <Button onClick={() => void navigate(back)}>{t('draft.back')}</Button>
          </>
        }
      >
        {error.sentence(language)}
      </EmptyState>
      {lines.length > 0 && (
        <div className="lost-copy">
          <p>{t('lost.copy')}</p>
          <pre>{lines.join('\n')}</pre>
          <CopyButton text={lines.join('\n')} />{' '}
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              forgetCopies(accountId, draftId);
              void navigate(back);
            }}
          >
            {t('lost.forget')}
          </button>
        </div>
      )}
    </>
  );
}
