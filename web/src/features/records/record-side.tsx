import { Link } from 'react-router-dom';
import { useDevices, usePeople, type RecordDetail } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { Digest, Section } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { useOpenProof } from './proof/open-proof';
import { useCaseOf } from './use-record';
import { words } from './words';

export function Belongs({ record }: { record: RecordDetail }) {
  const t = useWords(words);
  const term = useTerms();
  const format = useFormat();
  const { deviceNumber } = useDevices(record.device_id !== undefined);
  const found = useCaseOf(record.case_id).data;
  const act = found?.acts.find((each) => each.id === record.act_id);
  return (
    <Section title={t('belongs.title')}>
      <dl className="facts">
        <dt>{t('belongs.case')}</dt>
        <dd>
          {found ? (
            <Link to={`/cases/${found.id}`}>
              {found.number} {found.title}
            </Link>
          ) : (
            '—'
          )}
        </dd>
        <dt>{t('belongs.act')}</dt>
        <dd>{act ? `${term('act', act.kind)} · ${act.title}` : '—'}</dd>
        {record.device_id !== undefined && (
          <>
            <dt>{t('belongs.device')}</dt>
            <dd>{deviceNumber(record.device_id)}</dd>
          </>
        )}
        <dt>{t('belongs.kind')}</dt>
        <dd>
          {term('record', record.record_kind)} · {term('media', record.media_kind)} ·{' '}
          {format.size(record.size_bytes)}
        </dd>
      </dl>
    </Section>
  );
}

export function Digests({ record }: { record: RecordDetail }) {
  const t = useWords(words);
  return (
    <Section title={t('digests.title')}>
      <dl className="digests">
        <dt>SHA-256</dt>
        <dd>
          <Digest value={record.sha256} full />
        </dd>
        <dt>SM3</dt>
        <dd>
          <Digest value={record.sm3} full />
        </dd>
      </dl>
    </Section>
  );
}

export function Deposits({ record }: { record: RecordDetail }) {
  const t = useWords(words);
  const { timeToSecond } = useFormat();
  const { nameOf } = usePeople();
  const openProof = useOpenProof();
  const { sha256, sm3, size_bytes } = record;
  return (
    <Section title={t('deposits.title')}>
      <ol className="deposits">
        {record.deposits.map((deposit, at) => (
          <li key={deposit.entry_index}>
            <div>
              <b>{t(at === 0 ? 'deposits.first' : 'deposits.again')}</b>
              <span className="soft">
                {' '}
                · {t('deposits.by', { name: nameOf(deposit.deposited_by) })}
              </span>
              <div className="muted">{timeToSecond(deposit.deposited_at)}</div>
              <div className="muted">{deposit.file_name}</div>
            </div>
            <button
              type="button"
              className="quiet-button"
              title={t('proof')}
              onClick={() => {
                const members = { sha256, sm3, size_bytes, file_name: deposit.file_name };
                openProof({ index: deposit.entry_index, claim: { recordId: record.id, members } });
              }}
            >
              {t('history.entry', { index: deposit.entry_index })}
            </button>
          </li>
        ))}
      </ol>
    </Section>
  );
}
