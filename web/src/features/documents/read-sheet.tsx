import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import {
  answer,
  api,
  useSession,
  type Draft,
  type FinalDocument,
  type Form,
} from '@/shared/api/client';
import { ProblemNotice } from '@/shared/ui/ui';
import { usePick, useWords } from '@/shared/words/words';
import { AboutForm } from './draft-side';
import { FinalReceipt } from './final-receipt';
import { useRefreshDocuments } from './use-draft';
import { useTelling } from './use-telling';
import { isWide, tell } from './values';
import { words } from './words';

/** A draft for reading: others' drafts, and one whose finalising has begun. */
export function ReadSheet({ draft, form }: { draft: Draft; form: Form }) {
  const t = useWords(words);
  const pick = usePick();
  const telling = useTelling();
  const { can } = useSession();
  const navigate = useNavigate();
  const refresh = useRefreshDocuments();
  const [made, setMade] = useState<FinalDocument>();
  const again = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/drafts/{draft_id}/final', {
          params: { path: { draft_id: draft.id } },
          body: { revision: draft.revision },
        }),
      ),
    onSuccess: (document) => {
      setMade(document);
      refresh(draft.case_id);
    },
  });
  const isBegun = draft.state === 'finalising';
  return (
    <div className="draft">
      <div className="draft-sheet">
        <p className="draft-sheet__title" aria-hidden="true">
          {pick(form.title.zh, form.title.en)}
        </p>
        <dl className="draft-sheet__fields">
          {form.fields.map((field) => (
            <div key={field.name} className={isWide(field) ? 'field field--wide' : 'field'}>
              <dt className="field__head">{pick(field.label.zh, field.label.en)}</dt>
              <dd className="field__read">
                {tell(field, draft.values[field.name], telling) || (
                  <span className="muted">{t('conflict.empty')}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </div>
      <aside className="draft-side">
        {isBegun && (
          <div className="side-note">
            <p>{t('finalising.text')}</p>
            {can('state_facts') && (
              <Button
                type="primary"
                loading={again.isPending}
                onClick={() => {
                  again.mutate();
                }}
              >
                {t('finalising.again')}
              </Button>
            )}
          </div>
        )}
        <ProblemNotice error={again.error} />
        <AboutForm form={form} />
      </aside>
      {made !== undefined && (
        <FinalReceipt
          made={made}
          onClose={() => void navigate(`/cases/${draft.case_id}?part=documents`)}
        />
      )}
    </div>
  );
}
