import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { CopyButton } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { words } from './words';

/** A password that is shown this once: large, to be read out or copied. */
export function OneTime({ password, children }: { password: string; children: ReactNode }) {
  return (
    <>
      <p className="one-time">
        <code>{password}</code>
        <CopyButton text={password} />
      </p>
      <p className="muted">{children}</p>
    </>
  );
}

export interface Created {
  name: string;
  signInName: string;
  password: string;
}

/** The first password of a new account; left only by saying that it was handed over. */
export function FirstPassword({ created, onClose }: { created: Created; onClose: () => void }) {
  const t = useWords(words);
  return (
    <Modal
      open
      title={t('account.given', { name: created.name })}
      maskClosable={false}
      closable={false}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('reset.close')}
        </Button>
      }
    >
      <p>{t('account.given.text', { name: created.signInName })}</p>
      <OneTime password={created.password}>{t('account.given.once')}</OneTime>
    </Modal>
  );
}
