import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import type { Receipt } from '@/shared/api/client';
import { digestFile } from '@/shared/digest/digest-file';
import { downloadJson } from '@/shared/digest/download-json';
import { isDocument } from '@/shared/format/media-kind';
import { useFormat } from '@/shared/format/use-format';
import { Digest, StatusTag, useCutSentences } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { digestsAgree, isSafeToWipe } from './row';
import type { Row } from './row';
import { words } from './words';

type Comparison =
  | { state: 'idle' | 'failed' }
  | { state: 'busy'; percent: number }
  | { state: 'done'; sha256: string };

// The recorder is wiped on the word of this receipt: whoever still holds the file can compare it.
function useComparison(file: File | undefined, known: string | undefined) {
  const [comparison, setComparison] = useState<Comparison>(
    known === undefined ? { state: 'idle' } : { state: 'done', sha256: known },
  );
  const stop = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      stop.current?.abort();
    },
    [],
  );
  const compare = async () => {
    if (file === undefined) return;
    stop.current = new AbortController();
    const signal = stop.current.signal;
    setComparison({ state: 'busy', percent: 0 });
    const onProgress = (doneBytes: number) => {
      setComparison({ state: 'busy', percent: Math.floor((100 * doneBytes) / file.size) });
    };
    try {
      setComparison({ state: 'done', sha256: await digestFile(file, { signal, onProgress }) });
    } catch {
      if (!signal.aborted) setComparison({ state: 'failed' });
    }
  };
  return { comparison, compare };
}

function LocalCheck({ row, receipt }: { row: Row; receipt: Receipt }) {
  const t = useWords(words);
  const { comparison, compare } = useComparison(row.file, row.sha256);
  if (row.file === undefined) return null;
  return (
    <>
      <dt>{t('receipt.local')}</dt>
      <dd>
        {comparison.state === 'done' ? (
          <StatusTag tone={comparison.sha256 === receipt.sha256 ? 'done' : 'breach'}>
            {t(
              comparison.sha256 === receipt.sha256 ? 'receipt.localAgrees' : 'receipt.localDiffers',
            )}
          </StatusTag>
        ) : comparison.state === 'busy' ? (
          t('receipt.comparing', { percent: comparison.percent })
        ) : (
          <>
            <Button size="small" onClick={() => void compare()}>
              {t('receipt.compare')}
            </Button>
            <div className="muted receipt__hint">
              {t(comparison.state === 'failed' ? 'receipt.compareFailed' : 'receipt.compareHint')}
            </div>
          </>
        )}
      </dd>
    </>
  );
}

function useVerdict(row: Row, receipt: Receipt): string {
  const t = useWords(words);
  const cutSentences = useCutSentences();
  if (!digestsAgree(row)) return t('receipt.differsWhy');
  if (!receipt.safe_to_wipe) return t('receipt.unsafeWhy');
  if (row.wholeness === 'cut') {
    const { means, act } = cutSentences({ media_kind: row.mediaKind });
    return `${means} ${act}`;
  }
  if (row.wholeness === 'not_examined') return t('receipt.notExaminedWhy');
  if (row.wholeness === 'unreadable') return t('receipt.unreadableWhy');
  return t(row.wholeness === 'nothing_against' ? 'receipt.safeWhy' : 'receipt.identifyingWhy');
}

function headOf(row: Row) {
  if (isSafeToWipe(row)) return 'receipt.safe';
  const cutDocument = row.wholeness === 'cut' && isDocument(row.mediaKind);
  return cutDocument ? 'receipt.cutDocument' : 'receipt.unsafe';
}

export function Verdict({ row, receipt }: { row: Row; receipt: Receipt }) {
  const t = useWords(words);
  const why = useVerdict(row, receipt);
  return (
    <div
      className={isSafeToWipe(row) ? 'receipt__verdict' : 'receipt__verdict is-unsafe'}
      role="status"
    >
      <b>{t(headOf(row))}</b>
      <p>{why}</p>
      {receipt.again && <p>{t('receipt.again')}</p>}
    </div>
  );
}

interface Props {
  row: Row;
  receipt: Receipt;
  onClose: () => void;
}

export function ReceiptView({ row, receipt, onClose }: Props) {
  const t = useWords(words);
  const { size, timeToSecond } = useFormat();
  const place = { index: receipt.proof.index, size: receipt.proof.tree_size };
  const fileName = `receipt-${receipt.record_id}.json`;
  return (
    <Modal open title={t('receipt.title')} width={740} footer={null} onCancel={onClose}>
      <Verdict row={row} receipt={receipt} />
      <dl className="facts">
        <dt>{t('receipt.fileName')}</dt>
        <dd>{receipt.file_name}</dd>
        <dt>{t('receipt.size')}</dt>
        <dd>{size(receipt.size_bytes)}</dd>
        <dt>{t('receipt.depositedAt')}</dt>
        <dd>{timeToSecond(receipt.deposited_at)}</dd>
        <dt>{t('receipt.sha256')}</dt>
        <dd>
          <Digest value={receipt.sha256} full />
        </dd>
        <dt>{t('receipt.sm3')}</dt>
        <dd>
          <Digest value={receipt.sm3} full />
        </dd>
        <dt>{t('receipt.entry')}</dt>
        <dd>{t('receipt.entryAt', place)}</dd>
        <LocalCheck row={row} receipt={receipt} />
      </dl>
      <div className="receipt__foot">
        <span className="muted">{t('receipt.offline')}</span>
        <Link to={`/records/${receipt.record_id}`} onClick={onClose}>
          {t('receipt.open')}
        </Link>
        <Button
          type="primary"
          onClick={() => {
            downloadJson(receipt, fileName);
          }}
        >
          {t('receipt.download')}
        </Button>
      </div>
    </Modal>
  );
}
