import { memo, useRef, type ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { useDevices, usePeople, type LiuhenRecord } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { CutTag, StatusTag, Thumbnail, useRowKeys, type Tone } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { useCaseOf } from './use-record';
import { isViewable } from './viewable';
import { useWindow } from './use-window';
import { words } from './words';

const ROW_HEIGHT = 65; // as in records.css

type StateWord = 'cut' | 'ready' | 'probing' | 'probeFailed' | 'preparing' | 'notPlayable';

function stateOf(record: LiuhenRecord): [Tone, StateWord] {
  if (record.probe_state === 'waiting') return ['waiting', 'probing'];
  if (record.probe_state === 'failed') return ['due', 'probeFailed'];
  if (record.is_cut) return ['due', 'cut'];
  if (record.playable === 'waiting') return ['waiting', 'preparing'];
  if (record.playable === 'none' && !isViewable(record)) return ['explained', 'notPlayable'];
  return ['done', 'ready'];
}

function Two({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <>
      <div className="clip">{first}</div>
      <div className="clip muted">{second}</div>
    </>
  );
}

function CaseCells({ record }: { record: LiuhenRecord }) {
  const term = useTerms();
  const found = useCaseOf(record.case_id).data;
  const act = found?.acts.find((each) => each.id === record.act_id);
  return (
    <>
      <td title={found?.title}>
        <Two first={found?.number ?? '…'} second={found?.title ?? ''} />
      </td>
      <td title={act?.title}>
        <Two first={act ? term('act', act.kind) : '…'} second={act?.title ?? ''} />
      </td>
    </>
  );
}

interface RowProps {
  record: LiuhenRecord;
  row: number;
  chosen: boolean;
}

const RecordRow = memo(function RecordRow({ record, row, chosen }: RowProps) {
  const t = useWords(words);
  const term = useTerms();
  const format = useFormat();
  const navigate = useNavigate();
  const { nameOf } = usePeople();
  const { deviceNumber } = useDevices();
  const address = `/records/${record.id}`;
  const [tone, state] = stateOf(record);
  const recorded = record.recorded_from && format.time(record.recorded_from);
  return (
    <tr
      data-row={row}
      aria-rowindex={row + 2}
      aria-selected={chosen}
      className={chosen ? 'is-link is-chosen' : 'is-link'}
      onClick={() => void navigate(address)}
    >
      <td className="records__thumb">
        <Thumbnail record={record} />
      </td>
      <td>
        <Two
          first={
            <Link
              to={address}
              title={record.file_name}
              onClick={(event) => {
                event.stopPropagation();
              }}
            >
              {record.file_name}
            </Link>
          }
          second={[term('record', record.record_kind), recorded].filter(Boolean).join(' · ')}
        />
      </td>
      <CaseCells record={record} />
      <td>{deviceNumber(record.device_id) ?? <span className="muted">—</span>}</td>
      <td className="figure">
        <Two first={format.duration(record.duration_ms)} second={format.size(record.size_bytes)} />
      </td>
      <td>
        <Two first={format.time(record.deposited_at)} second={nameOf(record.deposited_by)} />
      </td>
      <td>
        {state === 'cut' ? (
          <CutTag record={record} />
        ) : (
          <StatusTag tone={tone}>{t(`state.${state}`)}</StatusTag>
        )}
      </td>
    </tr>
  );
});

function Spacer({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={8} style={{ height: rows * ROW_HEIGHT, padding: 0, border: 0 }} />
    </tr>
  );
}

const columns = [
  'picture',
  'file',
  'case',
  'act',
  'device',
  'duration',
  'deposited',
  'state',
] as const;

export function RecordsTable({ records }: { records: readonly LiuhenRecord[] }) {
  const t = useWords(words);
  const navigate = useNavigate();
  const body = useRef<HTMLTableSectionElement>(null);
  const { first, end } = useWindow(body, records.length, ROW_HEIGHT);
  const chosen = useRowKeys({
    count: records.length,
    within: body,
    open: (row) => {
      const record = records[row];
      if (record) void navigate(`/records/${record.id}`);
    },
  });
  return (
    <table className="ledger records__table" aria-rowcount={records.length + 1}>
      <thead>
        <tr aria-rowindex={1}>
          {columns.map((column) => (
            <th key={column} className={`is-${column}`}>
              {column === 'picture' ? '' : t(`list.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        <Spacer rows={first} />
        {records.slice(first, end).map((record, at) => (
          <RecordRow
            key={record.id}
            record={record}
            row={first + at}
            chosen={chosen === first + at}
          />
        ))}
        <Spacer rows={records.length - end} />
      </tbody>
    </table>
  );
}
