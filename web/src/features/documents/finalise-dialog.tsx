import { Form as AntForm, Input } from 'antd';
import {
  answer,
  api,
  type DraftCheck,
  type FinalDocument,
  type Form,
} from '@/shared/api/client';
import { ArticleTag, DialogForm, WallClockPicker } from '@/shared/ui/ui';
import { usePick, useWords } from '@/shared/words/words';
import { words } from './words';

interface Fields {
  number?: string;
  completed_at?: string;
}

interface Props {
  draftId: string;
  revision: number;
  form: Form;
  check: DraftCheck;
  onFinal: (made: FinalDocument) => void;
  onClose: () => void;
}

/** Asks once more before a document becomes final, and says what that means (article 2-3). */
export function FinaliseDialog({ draftId, revision, form, check, onFinal, onClose }: Props) {
  const t = useWords(words);
  const pick = usePick();
  const send = async ({ number = '', completed_at }: Fields) => {
    const made = await answer(
      api.POST('/api/drafts/{draft_id}/final', {
        params: { path: { draft_id: draftId } },
        body: {
          revision,
          ...(number.trim() !== '' && { number: number.trim() }),
          ...(completed_at !== undefined && { completed_at }),
        },
      }),
    );
    onFinal(made);
  };
  const signed = form.signatures.length > 0;
  return (
    <DialogForm<Fields>
      open
      title={t('finalise.title', { title: pick(form.title.zh, form.title.en) })}
      okText={t('finalise.go')}
      cancelText={t('cancel')}
      width={560}
      send={send}
      onClose={onClose}
    >
      <div className="finalise__meaning">
        <p>
          {t('finalise.meaning')} <ArticleTag article="2-3" />
        </p>
        <ul>
          <li>{t('finalise.stored')}</li>
          <li>{t('finalise.fixed')}</li>
          <li>{t('finalise.facts')}</li>
        </ul>
      </div>
      {form.numbered && (
        <AntForm.Item name="number" label={t('number')} extra={t('finalise.number.hint')}>
          <Input maxLength={64} placeholder={check.next_number ?? ''} />
        </AntForm.Item>
      )}
      {signed && (
        <AntForm.Item
          name="completed_at"
          label={t('finalise.completed')}
          extra={t('finalise.completed.hint')}
        >
          <WallClockPicker />
        </AntForm.Item>
      )}
    </DialogForm>
  );
}
