import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useServerEvent } from '../api/events';
import type { LiuhenRecord } from '../api/types';
import { useFormat } from '../format/use-format';
import { useTerms } from '../words/terms';
import { useWords } from '../words/words';
import { CutTag } from './cut';
import { words } from './words';

/** The poster of a record from the cache of derived pictures; a word while there is none. */
export function Thumbnail({ record }: { record: LiuhenRecord }) {
  const t = useWords(words);
  const term = useTerms();
  const { duration } = useFormat();
  const [made, setMade] = useState(false);
  const [failed, setFailed] = useState(false);
  const missing = failed || !(record.poster || made);
  const [attempt, setAttempt] = useState(0);
  useServerEvent('derived', (event) => {
    if (event.record_id !== record.id || event.name !== 'poster.jpg') return;
    setAttempt((count) => count + 1);
    setFailed(false);
    setMade(true);
  });
  const again = attempt > 0 ? `?again=${String(attempt)}` : '';
  const poster = `/api/records/${record.id}/derived/poster.jpg${again}`;
  return (
    <span className="thumb">
      {missing ? (
        <span>
          {record.probe_state === 'waiting' ? t('making') : term('media', record.media_kind)}
        </span>
      ) : (
        <img
          src={poster}
          alt={t('picture')}
          loading="lazy"
          onError={() => {
            setFailed(true);
          }}
        />
      )}
      {record.duration_ms !== undefined && (
        <span className="thumb__length">{duration(record.duration_ms)}</span>
      )}
    </span>
  );
}

/** One record in a list: picture, name, what it is and when it was recorded. */
export function RecordLine({ record, side }: { record: LiuhenRecord; side?: ReactNode }) {
  const term = useTerms();
  const format = useFormat();
  const t = useWords(words);
  const recorded = record.recorded_from && format.span(record.recorded_from, record.recorded_to);
  return (
    <Link to={`/records/${record.id}`} className="record-line">
      <Thumbnail record={record} />
      <span className="record-line__what">
        <span
          className="record-line__name clip"
          title={record.file_name}
          style={{ display: 'block' }}
        >
          {record.file_name}
        </span>
        <span className="record-line__facts record-line__parts">
          <span className="nowrap">
            {term('record', record.record_kind)} · {format.size(record.size_bytes)}
          </span>
          {recorded && <span className="nowrap">{recorded}</span>}
          <CutTag record={record} />
        </span>
      </span>
      <span className="record-line__side record-line__facts">
        {side ?? t('deposited', { time: format.time(record.deposited_at) })}
      </span>
    </Link>
  );
}
