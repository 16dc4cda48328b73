import { Button, Form as AntForm, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useSession } from '@/shared/api/client';
import { useWords } from '@/shared/words/words';
import { words } from './words';

const volumes = ['main', 'secondary'] as const;
const orders = ['procedure', 'result'] as const;

/** Which volume, in which order; the bound PDF opens in a window of its own. */
export function CaseFileButton({ caseId }: { caseId: string }) {
  const t = useWords(words);
  const { can } = useSession();
  const [open, setOpen] = useState(false);
  const [volume, setVolume] = useState<(typeof volumes)[number]>('main');
  const [order, setOrder] = useState<(typeof orders)[number]>('procedure');
  if (!can('view_content')) return null;
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('file')}
      </Button>
      <Modal
        open={open}
        width={480}
        title={t('file.title')}
        onCancel={close}
        footer={
          <>
            <Button onClick={close}>{t('cancel')}</Button>
            <Button
              type="primary"
              href={`/api/cases/${caseId}/file?volume=${volume}&order=${order}`}
              target="_blank"
              rel="noreferrer"
              onClick={close}
            >
              {t('file.open')}
            </Button>
          </>
        }
      >
        <AntForm layout="vertical" component="div">
          <AntForm.Item label={t('file.volume')}>
            <Radio.Group
              value={volume}
              options={volumes.map((one) => ({ value: one, label: t(`file.volume.${one}`) }))}
              onChange={(event) => {
                setVolume(event.target.value);
              }}
            />
          </AntForm.Item>
          <AntForm.Item label={t('file.order')}>
            <Radio.Group
              value={order}
              options={orders.map((one) => ({ value: one, label: t(`file.order.${one}`) }))}
              onChange={(event) => {
                setOrder(event.target.value);
              }}
            />
          </AntForm.Item>
        </AntForm>
        <p className="muted">{t('file.note')}</p>
      </Modal>
    </>
  );
}
