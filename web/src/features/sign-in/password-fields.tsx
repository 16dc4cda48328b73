import { Form, Input } from 'antd';
import { useSession } from '@/shared/api/client';
import { useWords } from '@/shared/words/words';
import { words } from './words';

export interface PasswordChange {
  current: string;
  next: string;
  again: string;
}

/** The fields of a change of one's own password. `oneTime`: the current one was given out. */
export function PasswordFields({ oneTime = false }: { oneTime?: boolean }) {
  const t = useWords(words);
  const name = useSession().session?.account.sign_in_name ?? '';
  const required = { required: true, message: t('required') };
  return (
    <>
      {/* Tells password stores whose password this is. */}
      <input type="text" autoComplete="username" value={name} readOnly hidden />
      <Form.Item
        name="current"
        label={t(oneTime ? 'change.oneTime' : 'change.current')}
        rules={[required]}
      >
        <Input.Password data-first autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="next"
        label={t('change.next')}
        rules={[required, { min: 10, message: t('change.short') }]}
        extra={t(oneTime ? 'change.hint.oneTime' : 'change.hint')}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('change.again')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('change.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
    </>
  );
}
