import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useNavigate } from 'react-router-dom';
import { answer, api, keys, type FinalDocument } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { Digest, ProblemNotice, Waiting } from '@/shared/ui/ui';
import { usePick, useWords } from '@/shared/words/words';
import { words } from './words';

/** Number and receipt of what has just become final. */
export function FinalReceipt({ made, onClose }: { made: FinalDocument; onClose: () => void }) {
  const t = useWords(words);
  const pick = usePick();
  const format = useFormat();
  const navigate = useNavigate();
  const query = useQuery({
    queryKey: keys.recordPart(made.record_id, 'receipt'),
    queryFn: () =>
      answer(
        api.GET('/api/records/{record_id}/receipt', {
          params: { path: { record_id: made.record_id } },
        }),
      ),
  });
  const receipt = query.data;
  return (
    <Modal
      open
      width={620}
      title={t('final.title', { title: pick(made.title.zh, made.title.en) })}
      maskClosable={false}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('final.back')}</Button>
          <Button
            type="primary"
            autoFocus
            onClick={() => void navigate(`/records/${made.record_id}`)}
          >
            {t('final.open')}
          </Button>
        </>
      }
    >
      {made.number !== '' && <p className="final__number">{made.number}</p>}
      <p>{t('final.text')}</p>
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {receipt !== undefined && (
        <dl className="facts final__facts">
          <dt>{t('final.at')}</dt>
          <dd>{format.timeToSecond(receipt.deposited_at)}</dd>
          <dt>{t('final.entry')}</dt>
          <dd>{made.entry_index}</dd>
          <dt>SHA-256</dt>
          <dd>
            <Digest value={receipt.sha256} />
          </dd>
          <dt>SM3</dt>
          <dd>
            <Digest value={receipt.sm3} />
          </dd>
        </dl>
      )}
    </Modal>
  );
}
