import { Button } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import {
  usePeople,
  useSession,
  type Act,
  type CaseDetail,
  type LiuhenRecord,
} from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import {
  CopyButton,
  RecordLine,
  StatusTag,
  useAddFiles,
  useDocumentPlaces,
} from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { ActTimesDialog } from './act-times';
import { depositCommand } from './deposit-command';
import { words } from './words';

/** Files dropped anywhere on the act; counts enter and leave because children send them too. */
function useDrop(take: (files: File[]) => void, enabled: boolean) {
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent) => enabled && event.dataTransfer.types.includes('Files');
  const leave = () => {
    depth.current = 0;
    setOver(false);
  };
  return {
    over,
    handlers: {
      onDragEnter: (event: DragEvent) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth.current += 1;
        setOver(true);
      },
      onDragOver: (event: DragEvent) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      },
      onDragLeave: (event: DragEvent) => {
        if (!carriesFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) leave();
      },
      onDrop: (event: DragEvent) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        leave();
        const files = Array.from(event.dataTransfer.files);
        if (files.length > 0) take(files);
      },
    },
  };
}

function AddFilesButton({ take, late }: { take: (files: File[]) => void; late: boolean }) {
  const t = useWords(words);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        onClick={() => {
          input.current?.click();
        }}
      >
        {t(late ? 'files.addLate' : 'files.add')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = Array.from(event.target.files ?? []);
          event.target.value = '';
          if (files.length > 0) take(files);
        }}
      />
    </>
  );
}

function ActWhen({ act }: { act: Act }) {
  const t = useWords(words);
  const format = useFormat();
  if (act.started_at !== undefined && act.ended_at !== undefined) {
    const long = new Date(act.ended_at).getTime() - new Date(act.started_at).getTime();
    const sameDay = format.day(act.started_at) === format.day(act.ended_at);
    return (
      <>
        <div>{format.day(act.started_at)}</div>
        <div className="act__clock">
          {sameDay
            ? format.clockSpan(act.started_at, act.ended_at)
            : `${format.clock(act.started_at)} –`}
        </div>
        {!sameDay && <div>{format.time(act.ended_at)}</div>}
        <div className="muted">{format.durationWords(long)}</div>
      </>
    );
  }
  return (
    <>
      {act.started_at !== undefined && (
        <div>{t('times.running', { time: format.time(act.started_at) })}</div>
      )}
      {act.started_at === undefined && act.planned_at !== undefined && (
        <div className="soft">{t('times.planned', { time: format.time(act.planned_at) })}</div>
      )}
      {act.started_at === undefined && <StatusTag tone="waiting">{t('times.open')}</StatusTag>}
    </>
  );
}

/** For those who deposit from a recorder's dock without a browser. */
function DepositCommand({ act, found }: { act: Act; found: CaseDetail }) {
  const t = useWords(words);
  const { session } = useSession();
  const command = depositCommand({
    caseNumber: found.number,
    act,
    acts: found.acts,
    user: session?.account.sign_in_name,
    server: location.origin,
  });
  return (
    <details className="act__command no-print">
      <summary>{t('command')}</summary>
      <p className="muted">{t('command.hint')}</p>
      <div className="act__command-line">
        <code>{command}</code>
        <CopyButton text={command} />
      </div>
    </details>
  );
}

interface ActBlockProps {
  act: Act;
  found: CaseDetail;
  records: readonly LiuhenRecord[];
  target: boolean;
}

export function ActBlock({ act, found, records, target }: ActBlockProps) {
  const t = useWords(words);
  const term = useTerms();
  const { can } = useSession();
  const { namesOf } = usePeople();
  const addFiles = useAddFiles();
  const { ActDocuments } = useDocumentPlaces();
  const [timing, setTiming] = useState(false);
  const mayDeposit = can('deposit');
  const take = (files: File[]) => {
    addFiles(files, { caseId: act.case_id, actId: act.id });
  };
  const drop = useDrop(take, mayDeposit);
  const timed = act.started_at !== undefined && act.ended_at !== undefined;
  return (
    <article
      id={`act-${act.id}`}
      className={`act${target ? ' act--target' : ''}${drop.over ? ' act--over' : ''}`}
      {...drop.handlers}
    >
      <div className="act__when">
        <div className="act__kind">{term('act', act.kind)}</div>
        <ActWhen act={act} />
      </div>
      <div className="act__body">
        <div className="act__head">
          <div>
            <h3>{act.title}</h3>
            <p className="muted">
              {[act.place, namesOf(act.officer_ids)].filter(Boolean).join(' · ')}
            </p>
          </div>
          <div className="act__actions no-print">
            {can('open_act') && (
              <Button
                type="text"
                onClick={() => {
                  setTiming(true);
                }}
              >
                {timed ? t('times.change') : t('times.button')}
              </Button>
            )}
            <ActDocuments act={act} found={found} />
            {mayDeposit && <AddFilesButton take={take} late={found.stage === 'closed'} />}
          </div>
        </div>
        {records.length === 0 && act.record_count === 0 && (
          <p className="act__empty muted">
            {mayDeposit ? t('files.none') : t('files.none.readonly')}
          </p>
        )}
        {records.map((record) => (
          <RecordLine key={record.id} record={record} />
        ))}
        {mayDeposit && <DepositCommand act={act} found={found} />}
      </div>
      {drop.over && <div className="act__drop">{t('files.drop', { title: act.title })}</div>}
      <ActTimesDialog
        act={act}
        open={timing}
        onClose={() => {
          setTiming(false);
        }}
      />
    </article>
  );
}
