import './upload-tray.css';
import { useState } from 'react';
import { useFormat } from '@/shared/format/use-format';
import { useWords } from '@/shared/words/words';
import { timeLeftMs } from './rate';
import { ReceiptView } from './receipt-view';
import { activeStates, endedStates, unsentStates, wipeWord } from './row';
import type { Row, Totals } from './row';
import { UploadRow } from './upload-row';
import { useUploadsAtWork, useUploadStore } from './uploads';
import { useWindow } from './use-window';
import { words } from './words';

const ROW_HEIGHT = 58;
const BOX_HEIGHT_MAX = 348;

function Summary({ totals, sending }: { totals: Totals; sending: boolean }) {
  const t = useWords(words);
  const { size, duration } = useFormat();
  const counts = { done: totals.done, count: totals.count };
  const allDone = totals.done === totals.count;
  const leftMs = timeLeftMs(totals.sizeBytes - totals.sentBytes, totals.bytesPerSecond);
  const facts = [
    sending && totals.bytesPerSecond > 0 && t('rate', { rate: size(totals.bytesPerSecond) }),
    sending && leftMs !== undefined && leftMs > 0 && t('timeLeft', { time: duration(leftMs) }),
    totals.broken > 0 && t('broken', { count: totals.broken }),
  ].filter(Boolean);
  return (
    <span className="tray__summary" role="status">
      <b>{t(allDone ? 'summaryDone' : sending ? 'summaryBusy' : 'summaryIdle', counts)}</b>
      <span>{facts.join(' · ')}</span>
    </span>
  );
}

function RowList({ rows, onReceipt }: { rows: readonly Row[]; onReceipt: (row: Row) => void }) {
  const boxHeight = Math.min(rows.length * ROW_HEIGHT, BOX_HEIGHT_MAX);
  const view = useWindow(rows.length, ROW_HEIGHT, boxHeight);
  return (
    <div className="tray__rows" style={{ height: boxHeight }} onScroll={view.onScroll}>
      <div style={{ height: view.height }}>
        <ul style={{ transform: `translateY(${String(view.offset)}px)` }}>
          {rows.slice(view.first, view.end).map((row) => (
            <UploadRow key={row.id} row={row} onReceipt={onReceipt} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function Foot({ rows, totals }: { rows: readonly Row[]; totals: Totals }) {
  const t = useWords(words);
  const { store } = useUploadStore();
  const canPause = rows.some((row) => activeStates.has(row.state) || row.state === 'queued');
  const canResume = rows.some((row) => row.state === 'paused' || row.state === 'failed');
  const canClear = rows.some((row) => endedStates.has(row.state));
  const button = (word: 'pauseAll' | 'resumeAll' | 'clearEnded', act: () => void) => (
    <button type="button" className="quiet-button" onClick={act}>
      {t(word)}
    </button>
  );
  return (
    <footer className="tray__foot">
      <p className={totals.safeToWipe ? 'tray__wipe is-safe' : 'tray__wipe'}>
        {t(wipeWord(totals))}
      </p>
      <div className="tray__actions">
        {canPause &&
          button('pauseAll', () => {
            store.pauseAll();
          })}
        {canResume &&
          button('resumeAll', () => {
            store.resumeAll();
          })}
        {canClear &&
          button('clearEnded', () => {
            store.clearEnded();
          })}
      </div>
    </footer>
  );
}

/** Bottom right on every page: each file's way from this computer to its receipt. */
export function UploadTray() {
  useUploadsAtWork();
  const t = useWords(words);
  const { snapshot } = useUploadStore();
  const [open, setOpen] = useState(true);
  const [receiptRow, setReceiptRow] = useState<string>();
  const { rows, totals } = snapshot;
  if (rows.length === 0) return null;
  const sending = rows.some((row) => unsentStates.has(row.state) && row.state !== 'paused');
  const share = totals.sizeBytes === 0 ? 1 : totals.sentBytes / totals.sizeBytes;
  const shown = rows.find((row) => row.id === receiptRow);
  return (
    <aside className="tray no-print" aria-label={t('title')}>
      <button
        type="button"
        className="tray__head"
        aria-expanded={open}
        title={t(open ? 'collapse' : 'expand')}
        onClick={() => {
          setOpen(!open);
        }}
      >
        <Summary totals={totals} sending={sending} />
        <span className={open ? 'tray__arrow is-open' : 'tray__arrow'} aria-hidden="true" />
        <span className="tray__share" style={{ transform: `scaleX(${String(share)})` }} />
      </button>
      {open && (
        <>
          <RowList
            rows={rows}
            onReceipt={(row) => {
              setReceiptRow(row.id);
            }}
          />
          <Foot rows={rows} totals={totals} />
        </>
      )}
      {shown?.receipt !== undefined && (
        <ReceiptView
          row={shown}
          receipt={shown.receipt}
          onClose={() => {
            setReceiptRow(undefined);
          }}
        />
      )}
    </aside>
  );
}
