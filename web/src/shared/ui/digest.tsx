import { useEffect, useState } from 'react';
import { shortDigest } from '../format/format';
import { useWords } from '../words/words';
import { words } from './words';

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // no clipboard outside a secure context
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}

export function CopyButton({ text }: { text: string }) {
  const t = useWords(words);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => {
      setCopied(false);
    }, 1500);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);
  return (
    <button
      type="button"
      className="quiet-button no-print"
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void copyText(text).then(setCopied);
      }}
    >
      {copied ? t('copied') : t('copy')}
    </button>
  );
}

/** A digest with its copy button; shortened unless `full`. The whole always stands in the title. */
export function Digest({ value, full = false }: { value: string; full?: boolean }) {
  return (
    <span className="digest">
      <code title={value}>{full ? value : shortDigest(value)}</code>
      <CopyButton text={value} />
    </span>
  );
}
