import './proof.css';
import { Button, Drawer, Input } from 'antd';
import { useRef, useState } from 'react';
import { downloadJson } from '@/shared/digest/download-json';
import { ProblemNotice } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { canonicalJson } from './canonical-json';
import { verdictOf } from './entry-proof';
import { FileCheck } from './file-check';
import type { ProofWanted } from './open-proof';
import { pinKey, usePinnedKey } from './pinned-key';
import { ProofSteps } from './proof-steps';
import { useProof } from './use-proof';
import { words } from './words';

// Indented for reading; what is hashed is the canonical text itself.
function readable(entry: string): string {
  try {
    const value: unknown = JSON.parse(entry);
    return canonicalJson(value) === entry ? JSON.stringify(value, null, 2) : entry;
  } catch {
    return entry;
  }
}

function PasteKey() {
  const t = useWords(words);
  const [pasted, setPasted] = useState('');
  const [bad, setBad] = useState(false);
  const use = () => {
    setBad(!pinKey(pasted));
  };
  return (
    <>
      <Input
        value={pasted}
        placeholder={t('pin.paste')}
        aria-label={t('pin.paste')}
        {...(bad && { status: 'error' as const })}
        onChange={(event) => {
          setPasted(event.target.value);
          setBad(false);
        }}
        onPressEnter={use}
        suffix={
          <button type="button" className="quiet-button" onClick={use}>
            {t('pin.use')}
          </button>
        }
      />
      {bad && <span className="known-key__bad">{t('pin.bad')}</span>}
    </>
  );
}

/** Where the reader says which key he knows; the focus stays here when its buttons change. */
function KnownKey({ vkey }: { vkey: string }) {
  const t = useWords(words);
  const known = usePinnedKey() === vkey;
  const frame = useRef<HTMLDivElement>(null);
  const pin = (key: string | undefined) => {
    frame.current?.focus();
    pinKey(key);
  };
  return (
    <div className="known-key" ref={frame} tabIndex={-1}>
      {known ? (
        <>
          {t('pin.remembered')}
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              pin(undefined);
            }}
          >
            {t('pin.forget')}
          </button>
        </>
      ) : (
        <>
          <Button
            onClick={() => {
              pin(vkey);
            }}
          >
            {t('pin.remember')}
          </Button>
          <PasteKey />
        </>
      )}
    </div>
  );
}

function Body({ wanted }: { wanted: ProofWanted }) {
  const t = useWords(words);
  const { query, proof, report } = useProof(wanted);
  const { sha256, size_bytes: sizeBytes } = wanted.claim.members;
  if (query.error) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  if (proof === undefined || report === undefined)
    return <p className="waiting">{t('computing')}</p>;
  const verdict = verdictOf(report);
  return (
    <>
      <div className={`proof-verdict is-${verdict}`} role="status">
        <b>{t(`verdict.${verdict}`)}</b>
        <p>{t(`verdict.${verdict}Text`)}</p>
      </div>
      <ProofSteps report={report} underKey={<KnownKey vkey={proof.vkey} />} />
      {typeof sha256 === 'string' && typeof sizeBytes === 'number' && (
        <FileCheck sha256={sha256} sizeBytes={sizeBytes} />
      )}
      <details className="proof-entry">
        <summary>{t('showEntry')}</summary>
        <pre>{readable(proof.entry)}</pre>
      </details>
      <div className="proof-foot">
        <Button
          onClick={() => {
            downloadJson(proof, `proof-${String(proof.index)}.json`);
          }}
        >
          {t('download')}
        </Button>
        <Button type="text" onClick={() => void query.refetch()}>
          {t('again')}
        </Button>
      </div>
    </>
  );
}

/** Follows one claim of the page down to the log's signatures, before the reader's eyes. */
export function ProofPanel(props: { wanted: ProofWanted | undefined; onClose: () => void }) {
  const t = useWords(words);
  const index = props.wanted?.index ?? 0;
  return (
    <Drawer
      open={props.wanted !== undefined}
      onClose={props.onClose}
      width={620}
      title={`${t('title')} · ${t('entryTitle', { index })}`}
      destroyOnHidden
    >
      {props.wanted !== undefined && <Body wanted={props.wanted} />}
    </Drawer>
  );
}
