import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { digestFile } from '@/shared/digest/digest-file';
import { useFormat } from '@/shared/format/use-format';
import { useWords } from '@/shared/words/words';
import { words } from './words';

type State =
  | { name: 'idle' }
  | { name: 'busy'; file: File; percent: number }
  | { name: 'done'; file: File; sha256: string }
  | { name: 'size'; file: File }
  | { name: 'failed'; file: File; why: string };

interface Props {
  sha256: string;
  sizeBytes: number;
}

function useFileCheck(sizeBytes: number) {
  const [state, setState] = useState<State>({ name: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );
  const stop = () => {
    running.current?.abort();
    setState({ name: 'idle' });
  };
  const check = async (file: File) => {
    running.current?.abort();
    if (file.size !== sizeBytes) {
      setState({ name: 'size', file });
      return;
    }
    const { signal } = (running.current = new AbortController());
    setState({ name: 'busy', file, percent: 0 });
    const onProgress = (doneBytes: number) => {
      setState({ name: 'busy', file, percent: Math.floor((100 * doneBytes) / file.size) });
    };
    try {
      const sha256 = await digestFile(file, { signal, onProgress });
      setState({ name: 'done', file, sha256 });
    } catch (error) {
      if (signal.aborted) return;
      setState({
        name: 'failed',
        file,
        why: error instanceof Error ? error.message : String(error),
      });
    }
  };
  return { state, check, stop };
}

function Verdict({ state, sha256, sizeBytes }: { state: State } & Props) {
  const t = useWords(words);
  if (state.name === 'idle' || state.name === 'busy') return null;
  if (state.name === 'failed')
    return <p className="is-bad">{t('file.failed', { why: state.why })}</p>;
  if (state.name === 'size') {
    const sizes = { here: state.file.size, there: sizeBytes };
    return (
      <>
        <p className="is-bad">{t('file.differs')}</p>
        <p>{t('file.sizeDiffers', sizes)}</p>
      </>
    );
  }
  const same = state.sha256 === sha256;
  return (
    <>
      <p className={same ? 'is-good' : 'is-bad'}>{t(same ? 'file.same' : 'file.differs')}</p>
      <code>{state.sha256}</code>
    </>
  );
}

/** Takes a file and says whether it is the record: hashed here, nothing is sent. */
export function FileCheck({ sha256, sizeBytes }: Props) {
  const t = useWords(words);
  const { size } = useFormat();
  const { state, check, stop } = useFileCheck(sizeBytes);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (file: File | undefined) => {
    setOver(false);
    if (file !== undefined) void check(file);
  };
  return (
    <section
      className={over ? 'file-check is-over' : 'file-check'}
      aria-label={t('file.title')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer.files[0]);
      }}
    >
      <h4>{t('file.title')}</h4>
      <p className="muted">{t('file.text')}</p>
      <div className="file-check__line">
        {state.name === 'busy' ? (
          <Button onClick={stop}>{t('file.stop')}</Button>
        ) : (
          <Button onClick={() => input.current?.click()}>{t('file.choose')}</Button>
        )}
        {state.name !== 'idle' && (
          <span className="clip">
            {state.file.name} · {size(state.file.size)}
          </span>
        )}
      </div>
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <div role="status" className="file-check__verdict">
        {state.name === 'busy' && (
          <>
            <p>{t('file.computing', { percent: state.percent })}</p>
            <progress max={100} value={state.percent} />
          </>
        )}
        <Verdict state={state} sha256={sha256} sizeBytes={sizeBytes} />
      </div>
    </section>
  );
}
