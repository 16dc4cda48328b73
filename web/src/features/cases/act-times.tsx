import { useQueryClient } from '@tanstack/react-query';
import { App, Form } from 'antd';
import { answer, api, keys, type Act, type ActTimes } from '@/shared/api/client';
import { DialogForm, WallClockPicker } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { useOrderRule } from './use-order-rule';
import { words } from './words';

interface Props {
  act: Act;
  open: boolean;
  onClose: () => void;
}

/** States when an act really began and ended; every statement stays in the log. */
export function ActTimesDialog({ act, open, onClose }: Props) {
  const t = useWords(words);
  const client = useQueryClient();
  const { message } = App.useApp();
  const order = useOrderRule('started_at');
  const started = act.started_at ?? act.planned_at;

  const state = async (body: ActTimes) => {
    const params = { path: { act_id: act.id } };
    await answer(api.PUT('/api/acts/{act_id}/times', { params, body }));
    void client.invalidateQueries({ queryKey: keys.case(act.case_id) });
    void client.invalidateQueries({ queryKey: keys.myWork });
    message.success(t('times.done'));
  };

  return (
    <DialogForm<ActTimes>
      open={open}
      title={t('times.title')}
      okText={t('save')}
      cancelText={t('cancel')}
      initial={{
        ...(started !== undefined && { started_at: started }),
        ...(act.ended_at !== undefined && { ended_at: act.ended_at }),
      }}
      send={state}
      onClose={onClose}
    >
      <p className="soft form__hint">{act.title}</p>
      <div className="form__two">
        <Form.Item
          name="started_at"
          label={t('act.started')}
          rules={[{ required: true, message: t('required') }]}
        >
          <WallClockPicker />
        </Form.Item>
        <Form.Item
          name="ended_at"
          label={t('act.ended')}
          dependencies={['started_at']}
          rules={[order]}
        >
          <WallClockPicker />
        </Form.Item>
      </div>
      <p className="muted">{t('times.note')}</p>
    </DialogForm>
  );
}
