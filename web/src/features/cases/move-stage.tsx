import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Select } from 'antd';
import { answer, api, keys, type Case, type Stage } from '@/shared/api/client';
import { DialogForm } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { stages } from './stages';
import { words } from './words';

interface Fields {
  stage: Stage;
  reason: string;
}

interface Props {
  found: Case;
  open: boolean;
  onClose: () => void;
}

/** Moves a case to another stage; the reason stays in the log. */
export function MoveStage({ found, open, onClose }: Props) {
  const t = useWords(words);
  const term = useTerms();
  const client = useQueryClient();
  const { message } = App.useApp();
  const next = stages[stages.indexOf(found.stage) + 1];

  const move = async (body: Fields) => {
    const params = { path: { case_id: found.id } };
    await answer(api.PUT('/api/cases/{case_id}/stage', { params, body }));
    void client.invalidateQueries({ queryKey: keys.case(found.id) });
    void client.invalidateQueries({ queryKey: keys.cases });
    message.success(t('move.done'));
  };

  return (
    <DialogForm<Fields>
      open={open}
      title={t('move.title')}
      okText={t('move.button')}
      cancelText={t('cancel')}
      initial={next === undefined ? {} : { stage: next }}
      send={move}
      onClose={onClose}
    >
      <Form.Item
        name="stage"
        label={t('move.to')}
        rules={[{ required: true, message: t('choose') }]}
      >
        <Select
          placeholder={t('choose')}
          options={stages.map((stage) => ({
            value: stage,
            label: term('stage', stage),
            disabled: stage === found.stage,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('move.reason')}
        rules={[{ required: true, whitespace: true, message: t('required') }]}
        extra={t('move.note')}
      >
        <Input.TextArea
          data-first=""
          rows={3}
          maxLength={500}
          placeholder={t('move.reason.hint')}
        />
      </Form.Item>
    </DialogForm>
  );
}
