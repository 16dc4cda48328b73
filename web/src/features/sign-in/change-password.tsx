import { App } from 'antd';
import { answer, api } from '@/shared/api/client';
import { DialogForm } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { PasswordFields, type PasswordChange } from './password-fields';
import { words } from './words';

export function ChangePassword({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(words);
  const { message } = App.useApp();
  const change = async ({ current, next }: PasswordChange) => {
    await answer(api.PUT('/api/session/password', { body: { current, next } }));
    message.success(t('change.done'));
  };
  return (
    <DialogForm<PasswordChange>
      open={open}
      title={t('change')}
      okText={t('save')}
      cancelText={t('cancel')}
      width={440}
      send={change}
      onClose={onClose}
    >
      <PasswordFields />
    </DialogForm>
  );
}
