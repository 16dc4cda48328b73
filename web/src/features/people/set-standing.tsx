import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input } from 'antd';
import { answer, api, keys, type Account } from '@/shared/api/client';
import { DialogForm } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { words } from './words';

interface Fields {
  reason: string;
}

/** Enables a disabled account or disables an enabled one, with the reason. */
export function SetStanding({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useWords(words);
  const client = useQueryClient();
  const { message } = App.useApp();
  const verb = account.enabled ? 'disable' : 'enable';
  const set = async ({ reason }: Fields) => {
    const params = { path: { account_id: account.id } };
    const body = { enabled: !account.enabled, reason };
    await answer(api.PUT('/api/accounts/{account_id}/standing', { params, body }));
    void client.invalidateQueries({ queryKey: keys.accounts });
    message.success(t('standing.done'));
  };
  return (
    <DialogForm<Fields>
      open
      title={t(`standing.${verb}.title`, { name: account.name })}
      okText={t(verb)}
      cancelText={t('cancel')}
      send={set}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={t('standing.reason')}
        rules={[{ required: true, whitespace: true, message: t('required') }]}
        extra={t(`standing.${verb}.note`)}
      >
        <Input.TextArea data-first="" rows={3} maxLength={500} />
      </Form.Item>
    </DialogForm>
  );
}
