import { Button, Modal } from 'antd';
import { useState } from 'react';
import { answer, api, type Account } from '@/shared/api/client';
import { ProblemNotice } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { OneTime } from './one-time';
import { words } from './words';

/**
 * A one-time password for somebody who forgot theirs. It is kept nowhere on the page's side, so the
 * dialog stays open while it is being made: the old password would be gone, the new one unseen.
 */
export function ResetPassword({ account, onClose }: { account: Account; onClose: () => void }) {
  const t = useWords(words);
  const [given, setGiven] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const reset = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const params = { path: { account_id: account.id } };
      const made = await answer(api.POST('/api/accounts/{account_id}/password', { params }));
      setGiven(made.one_time_password);
    } catch (caught) {
      setError(caught);
    }
    setBusy(false);
  };
  const cancel = (
    <Button key="cancel" disabled={busy} onClick={onClose}>
      {t('cancel')}
    </Button>
  );
  const go = (
    <Button key="go" type="primary" loading={busy} onClick={() => void reset()}>
      {t('reset.go')}
    </Button>
  );
  const closeIt = (
    <Button key="close" type="primary" onClick={onClose}>
      {t('reset.close')}
    </Button>
  );
  return (
    <Modal
      open
      title={t(given === undefined ? 'reset.title' : 'reset.given', { name: account.name })}
      maskClosable={false}
      closable={given === undefined && !busy}
      keyboard={given === undefined && !busy}
      onCancel={() => {
        if (!busy) onClose();
      }}
      footer={given === undefined ? [cancel, go] : [closeIt]}
    >
      <ProblemNotice error={error} />
      {given === undefined && <p>{t('reset.ask')}</p>}
      {given !== undefined && <OneTime password={given}>{t('reset.once')}</OneTime>}
    </Modal>
  );
}
