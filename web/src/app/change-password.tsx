import { App, Form, Input } from 'antd';
import { answer, api, useSession } from '@/shared/api/client';
import { DialogForm } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { words } from './words';

interface Fields {
  current: string;
  next: string;
  again: string;
}

export function ChangePassword({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const { message } = App.useApp();
  const name = useSession().session?.account.sign_in_name ?? '';
  const change = async ({ current, next }: Fields) => {
    await answer(api.PUT('/api/session/password', { body: { current, next } }));
    message.success(t('password.done'));
  };
  const required = { required: true, message: t('password.required') };
  return (
    <DialogForm<Fields>
      open={open}
      title={t('changePassword')}
      okText={t('save')}
      cancelText={t('cancel')}
      width={440}
      send={change}
      onClose={onClose}
    >
      {/* Tells password stores whose password this is. */}
      <input type="text" autoComplete="username" value={name} readOnly hidden />
      <Form.Item name="current" label={t('password.current')} rules={[required]}>
        <Input.Password data-first autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('password.next')}
        rules={[required, { min: 10, message: t('password.short') }]}
        extra={t('password.hint')}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('password.again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </DialogForm>
  );
}
