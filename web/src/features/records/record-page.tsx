import './record.css';
import { App, Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { asProblem, useDevices, type Entry, type RecordDetail } from '@/shared/api/client';
import { downloadJson } from '@/shared/digest/download-json';
import { useFormat } from '@/shared/format/use-format';
import { CutNotice, Page, ProblemNotice, Waiting } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useLanguage, useWords } from '@/shared/words/words';
import { factsOf } from './facts';
import { FactsPanel } from './facts-panel';
import { History } from './history';
import { OpenProofProvider, type ProofWanted } from './proof/open-proof';
import { ProofLine } from './proof/proof-line';
import { ProofPanel } from './proof/proof-panel';
import { useReason } from './reasons/reasons';
import { Belongs, Deposits, Digests } from './record-side';
import { Screen } from './screen';
import { depositClaim, StatusStrip } from './status-strip';
import { fetchReceipt, useCaseOf, useHistory, useRecord } from './use-record';
import { words } from './words';

function Above({ record }: { record: RecordDetail }) {
  const term = useTerms();
  const found = useCaseOf(record.case_id).data;
  const act = found?.acts.find((each) => each.id === record.act_id);
  if (found === undefined) return null;
  return (
    <>
      <Link to={`/cases/${found.id}`}>{found.number}</Link>
      {act && ` / ${term('act', act.kind)} · ${act.title}`}
    </>
  );
}

// To the second, the day once: recordings of one act are told apart by it.
function recordedText(write: (time: string) => string, record: RecordDetail): string {
  const { recorded_from: from = '', recorded_to: to } = record;
  if (to === undefined) return write(from);
  const [begin, end] = [write(from), write(to)];
  return begin.slice(0, -8) === end.slice(0, -8)
    ? `${begin} – ${end.slice(-8)}`
    : `${begin} – ${end}`;
}

function Below({ record }: { record: RecordDetail }) {
  const format = useFormat();
  const { deviceNumber } = useDevices(record.device_id !== undefined);
  const facts = [
    record.recorded_from && recordedText(format.timeToSecond, record),
    record.duration_ms !== undefined && format.duration(record.duration_ms),
    deviceNumber(record.device_id),
    format.size(record.size_bytes),
  ];
  return <>{facts.filter(Boolean).join(' · ')}</>;
}

function ReceiptButton({ record }: { record: RecordDetail }) {
  const t = useWords(words);
  const language = useLanguage();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      downloadJson(await fetchReceipt(record.id), `receipt-${record.id}.json`);
    } catch (error) {
      message.error(asProblem(error).sentence(language));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} onClick={() => void download()}>
      {t('receipt')}
    </Button>
  );
}

interface BodyProps {
  record: RecordDetail;
  history: readonly Entry[] | undefined;
}

function Body({ record, history }: BodyProps) {
  const facts = useMemo(() => factsOf(record.facts), [record.facts]);
  const deposit = useMemo(() => depositClaim(record), [record]);
  const reason = useReason();
  return (
    <>
      <StatusStrip record={record} history={history} readable={facts?.readable !== false} />
      <CutNotice
        record={record}
        why={facts?.truncatedReason && reason(facts.truncatedReason)}
      />
      <div className="record">
        <div className="record__main">
          <Screen key={record.id} record={record} facts={facts} />
          {history !== undefined && <History recordId={record.id} entries={history} />}
        </div>
        <div className="record__side">
          <ProofLine wanted={deposit} />
          <Belongs record={record} />
          <Digests record={record} />
          <Deposits record={record} />
          <FactsPanel record={record} facts={facts} />
        </div>
      </div>
    </>
  );
}

export default function RecordPage() {
  const t = useWords(words);
  const { recordId = '' } = useParams();
  const query = useRecord(recordId);
  const history = useHistory(recordId).data;
  const [wanted, setWanted] = useState<ProofWanted>();
  const record = query.data;
  if (record === undefined) {
    return (
      <Page title={t('record')} above={<Link to="/records">{t('title')}</Link>}>
        {query.error ? (
          <ProblemNotice error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Waiting />
        )}
      </Page>
    );
  }
  return (
    <OpenProofProvider value={setWanted}>
      <Page
        title={<span className="record__name">{record.file_name}</span>}
        windowTitle={record.file_name}
        above={<Above record={record} />}
        below={<Below record={record} />}
        actions={
          <>
            <ReceiptButton record={record} />
            <Button
              type="primary"
              onClick={() => {
                setWanted(depositClaim(record));
              }}
            >
              {t('proof')}
            </Button>
          </>
        }
      >
        <Body record={record} history={history} />
      </Page>
      <ProofPanel
        wanted={wanted}
        onClose={() => {
          setWanted(undefined);
        }}
      />
    </OpenProofProvider>
  );
}
