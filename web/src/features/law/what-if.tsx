import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { answer, api, type ListedFinding, type WhatIf } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { ProblemNotice, WallClockPicker } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { SettingField } from './setting-value';
import { lastYear, type SettingNow } from './settings';
import { words } from './words';

function Changes({ title, findings }: { title: string; findings: readonly ListedFinding[] }) {
  const t = useWords(words);
  const format = useFormat();
  if (findings.length === 0) return null;
  return (
    <>
      <h3 className="what__title">
        {title} <span className="muted">{findings.length}</span>
      </h3>
      <table className="ledger">
        <tbody>
          {findings.map((finding) => (
            <tr key={`${finding.subject_id}/${finding.check}`}>
              <td>{finding.title}</td>
              <td className="nowrap muted">
                {finding.breached_at && t('now.since', { day: format.day(finding.breached_at) })}
              </td>
              <td className="nowrap figure">
                {finding.case_id && <Link to={`/cases/${finding.case_id}`}>{t('now.open')}</Link>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Outcome({ what }: { what: WhatIf }) {
  const t = useWords(words);
  const figures = [
    ['what.cases', what.cases],
    ['what.before', what.before],
    ['what.after', what.after],
  ] as const;
  return (
    <div className="what__outcome" role="status">
      <dl className="what__figures">
        {figures.map(([word, figure]) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      {!what.complete && <p className="muted">{t('what.incomplete', { count: what.cases })}</p>}
      {what.come.length + what.go.length === 0 && <p>{t('what.same')}</p>}
      <Changes title={t('what.come')} findings={what.come} />
      <Changes title={t('what.go')} findings={what.go} />
    </div>
  );
}

interface Props {
  articleId: string;
  now: SettingNow;
  name: string;
  onClose: () => void;
}

/** Tries another value on the cases of a year; changes nothing. */
export function WhatIfDialog({ articleId, now, name, onClose }: Props) {
  const t = useWords(words);
  const [value, setValue] = useState(now.value);
  const [span, setSpan] = useState(() => lastYear(new Date()));
  const [what, setWhat] = useState<WhatIf>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { name: check } = now.check;
      const body = { check, parameter: now.setting.parameter, value, ...span };
      const params = { path: { article_id: articleId } };
      setWhat(await answer(api.POST('/api/law/{article_id}/what-if', { params, body })));
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('what.title', { name })}
      width={760}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{t('what.close')}</Button>}
    >
      <p className="soft">{t('what.text')}</p>
      <form
        className="what"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <div className="what__value">
          <SettingField now={now} value={value} onChange={setValue} />
        </div>
        <label>
          <span>{t('what.from')}</span>
          <WallClockPicker
            value={span.from}
            onChange={(from) => {
              if (from !== undefined) setSpan({ ...span, from });
            }}
          />
        </label>
        <label>
          <span>{t('what.to')}</span>
          <WallClockPicker
            value={span.to}
            onChange={(to) => {
              if (to !== undefined) setSpan({ ...span, to });
            }}
          />
        </label>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('what.ask')}
        </Button>
      </form>
      <ProblemNotice error={error} />
      {what && <Outcome what={what} />}
    </Modal>
  );
}
