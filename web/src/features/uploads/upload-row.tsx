import { App, Popconfirm } from 'antd';
import { memo, useRef } from 'react';
import { Link } from 'react-router-dom';
import { useDevices } from '@/shared/api/client';
import { isDocument } from '@/shared/format/media-kind';
import { useFormat } from '@/shared/format/use-format';
import { useLanguage, useWords } from '@/shared/words/words';
import { timeLeftMs } from './rate';
import { activeStates, brokenStates, digestsAgree, isInDoubt, serverStates } from './row';
import type { Row } from './row';
import { useUploadStore } from './uploads';
import { words } from './words';

function useStateText(row: Row): string {
  const t = useWords(words);
  const language = useLanguage();
  const { size, duration } = useFormat();
  if (row.problem !== undefined && row.state !== 'done') return row.problem.sentence(language);
  if (row.state === 'done') {
    if (!digestsAgree(row)) return t('state.differs');
    if (row.wholeness === 'cut') {
      return t(isDocument(row.mediaKind) ? 'state.cutDocument' : 'state.cut');
    }
    if (row.wholeness === 'not_examined') return t('state.notExamined');
    if (row.wholeness === 'unreadable') return t('state.unreadable');
    if (row.wholeness === 'waiting') return t('state.identifying');
    return t(row.receipt?.again === true ? 'state.again' : 'state.done');
  }
  if (row.state !== 'sending' || row.bytesPerSecond === 0) return t(`state.${row.state}`);
  const leftMs = timeLeftMs(row.sizeBytes - row.sentBytes, row.bytesPerSecond);
  return [
    `${size(row.sentBytes)} / ${size(row.sizeBytes)}`,
    t('rate', { rate: size(row.bytesPerSecond) }),
    leftMs !== undefined && t('timeLeft', { time: duration(leftMs) }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function ChooseAgain({ row }: { row: Row }) {
  const t = useWords(words);
  const { message } = App.useApp();
  const { store } = useUploadStore();
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    if (file === undefined || row.target === undefined) return;
    if (file.name !== row.fileName || file.size !== row.sizeBytes) {
      void message.warning(t('notTheSame', { name: row.fileName }));
      return;
    }
    store.addFiles([file], row.target);
  };
  return (
    <>
      <button type="button" className="quiet-button" onClick={() => input.current?.click()}>
        {t('chooseAgain')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </>
  );
}

function GiveUp({ row }: { row: Row }) {
  const t = useWords(words);
  const { store } = useUploadStore();
  const giveUp = () => void store.giveUp(row.id);
  if (row.state === 'refused' || row.state === 'done') {
    return (
      <button type="button" className="quiet-button" onClick={giveUp}>
        {t('remove')}
      </button>
    );
  }
  return (
    <Popconfirm title={t('giveUpAsk')} okText={t('yes')} cancelText={t('no')} onConfirm={giveUp}>
      <button type="button" className="quiet-button">
        {t('giveUp')}
      </button>
    </Popconfirm>
  );
}

function Actions({ row, onReceipt }: { row: Row; onReceipt: (row: Row) => void }) {
  const t = useWords(words);
  const { store } = useUploadStore();
  if (serverStates.has(row.state)) return null;
  const button = (word: 'pause' | 'resume' | 'retry' | 'receipt', act: () => void) => (
    <button type="button" className="quiet-button" onClick={act}>
      {t(word)}
    </button>
  );
  const broken = brokenStates.has(row.state) && row.file !== undefined;
  return (
    <span className="tray-row__actions">
      {(activeStates.has(row.state) || row.state === 'queued') &&
        button('pause', () => {
          store.pause(row.id);
        })}
      {row.state === 'paused' &&
        button('resume', () => {
          store.resume(row.id);
        })}
      {broken &&
        button('retry', () => {
          store.resume(row.id);
        })}
      {row.state === 'interrupted' && row.target !== undefined && <ChooseAgain row={row} />}
      {row.receipt !== undefined &&
        button('receipt', () => {
          onReceipt(row);
        })}
      {row.state !== 'done' && <GiveUp row={row} />}
    </span>
  );
}

function toneOf(row: Row): string {
  if (row.state === 'done' && !digestsAgree(row)) return 'broken';
  if (row.state === 'done') return isInDoubt(row) ? 'due' : 'done';
  if (brokenStates.has(row.state)) return 'broken';
  return row.state === 'waiting' || row.state === 'interrupted' ? 'due' : 'busy';
}

interface Props {
  row: Row;
  onReceipt: (row: Row) => void;
}

export const UploadRow = memo(function UploadRow({ row, onReceipt }: Props) {
  const { size } = useFormat();
  const { deviceNumber } = useDevices(row.target?.deviceId !== undefined);
  const device = deviceNumber(row.target?.deviceId);
  const text = useStateText(row);
  const share = row.sizeBytes === 0 ? 1 : row.sentBytes / row.sizeBytes;
  return (
    <li className={`tray-row tray-row--${toneOf(row)}`}>
      <div className="tray-row__line">
        <span className="tray-row__name clip" title={row.fileName}>
          {row.recordId === undefined ? (
            row.fileName
          ) : (
            <Link to={`/records/${row.recordId}`}>{row.fileName}</Link>
          )}
        </span>
        <span className="tray-row__size">
          {[device, size(row.sizeBytes)].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div className="tray-row__line">
        <span className="tray-row__state clip" title={text}>
          {text}
        </span>
        <Actions row={row} onReceipt={onReceipt} />
      </div>
      <span className="tray-row__bar">
        <span
          className={serverStates.has(row.state) ? 'is-server' : undefined}
          style={{ transform: `scaleX(${String(share)})` }}
        />
      </span>
    </li>
  );
});
