import './powers.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { answer, api, keys, usePeople, useSession, type Account } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { EmptyState, ProblemNotice, Section, StatusTag, Waiting } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { DutyDialog, EndDutyDialog, PowerDialog } from './power-dialogs';
import { isExpired, isToCome, today, type AccountPowers, type Duty } from './validity';
import { words } from './words';

type Asked =
  | { what: 'certificate' | 'training'; accountId?: string }
  | { what: 'duty' }
  | { what: 'end'; duty: Duty };

interface Valid {
  valid_from: string;
  valid_to: string;
}

function Validity({ valid }: { valid: Valid }) {
  const t = useWords(words);
  const format = useFormat();
  const day = today();
  const from = format.day(valid.valid_from);
  const to = format.day(valid.valid_to);
  if (isExpired(valid, day)) return <span className="power__date">{t('expired', { to })}</span>;
  if (isToCome(valid, day)) return <span className="power__date">{t('toCome', { from })}</span>;
  return <span className="power__date muted">{t('until', { to })}</span>;
}

const place = (valid: Valid) => (isExpired(valid, today()) ? 'power power--expired' : 'power');

function Certificates({ powers }: { powers: AccountPowers | undefined }) {
  const t = useWords(words);
  if (powers === undefined || powers.certificates.length === 0) {
    return <span className="muted">{t('certificate.none')}</span>;
  }
  return (
    <>
      {powers.certificates.map((one) => (
        <div key={one.entry_index} className={place(one)}>
          {one.kind} <span className="nowrap">{one.number}</span> <Validity valid={one} />
        </div>
      ))}
    </>
  );
}

function Trainings({ powers }: { powers: AccountPowers | undefined }) {
  const t = useWords(words);
  const term = useTerms();
  if (powers === undefined || powers.trainings.length === 0) {
    return <span className="muted">{t('training.none')}</span>;
  }
  return (
    <>
      {powers.trainings.map((one) => (
        <div key={one.entry_index} className={place(one)}>
          {term('device', one.device_kind)} <Validity valid={one} />
        </div>
      ))}
    </>
  );
}

interface RowProps {
  account: Account;
  powers: AccountPowers | undefined;
  ask: (asked: Asked) => void;
}

function Row(props: RowProps) {
  const { account, powers, ask } = props;
  const t = useWords(words);
  const { can } = useSession();
  return (
    <tr>
      <td className="nowrap">
        <strong>{account.name}</strong>
      </td>
      <td>
        <Certificates powers={powers} />
      </td>
      <td>
        <Trainings powers={powers} />
      </td>
      {can('record_powers') && (
        <td className="figure nowrap">
          {(['certificate', 'training'] as const).map((what) => (
            <button
              key={what}
              type="button"
              className="quiet-button"
              onClick={() => {
                ask({ what, accountId: account.id });
              }}
            >
              {t(`${what}.add`)}
            </button>
          ))}
        </td>
      )}
    </tr>
  );
}

function Duties({ duties, ask }: { duties: readonly Duty[]; ask: (asked: Asked) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { nameOf } = usePeople();
  const { can } = useSession();
  return (
    <Section
      title={t('duties')}
      actions={
        can('record_powers') && (
          <Button
            size="small"
            onClick={() => {
              ask({ what: 'duty' });
            }}
          >
            {t('duty.add')}
          </Button>
        )
      }
    >
      {duties.length === 0 && <EmptyState title={t('duty.none')}>{t('duty.none.text')}</EmptyState>}
      <ul className="duties">
        {duties.map((duty) => (
          <li key={`${duty.duty} ${duty.account_id}`}>
            <StatusTag tone="done">{t(`duty.${duty.duty}`)}</StatusTag>
            <strong>{nameOf(duty.account_id)}</strong>
            <span className="muted">
              {t('duty.since', { day: format.day(duty.since) })}
              {duty.note !== '' && ` · ${duty.note}`}
            </span>
            {can('record_powers') && (
              <button
                type="button"
                className="quiet-button duties__end"
                onClick={() => {
                  ask({ what: 'end', duty });
                }}
              >
                {t('duty.end')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who may act, who is trained, who keeps devices and records. All see it; leaders record it. */
export default function Powers() {
  const t = useWords(words);
  const { can } = useSession();
  const { accounts } = usePeople();
  const query = useQuery({
    queryKey: keys.powers,
    queryFn: () => answer(api.GET('/api/powers')),
  });
  const [asked, setAsked] = useState<Asked>();
  const close = () => {
    setAsked(undefined);
  };
  const found = query.data;
  const powersOf = new Map(found?.accounts.map((one) => [one.account_id, one]));
  // Who serves no case needs neither; those who have something stand first.
  const shown = accounts
    .filter(({ id, enabled, roles }) => enabled && (powersOf.has(id) || !isAdministrator(roles)))
    .sort((one, other) => Number(powersOf.has(other.id)) - Number(powersOf.has(one.id)));
  return (
    <>
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {found !== undefined && (
        <>
          <Duties duties={found.duties} ask={setAsked} />
          <Section title={t('powers')}>
            <p className="muted powers__hint">{t('powers.hint')}</p>
            <table className="ledger powers">
              <thead>
                <tr>
                  <th>{t('person')}</th>
                  <th>{t('certificates')}</th>
                  <th>{t('trainings')}</th>
                  {can('record_powers') && <th aria-hidden="true" />}
                </tr>
              </thead>
              <tbody>
                {shown.map((account) => (
                  <Row
                    key={account.id}
                    account={account}
                    powers={powersOf.get(account.id)}
                    ask={setAsked}
                  />
                ))}
              </tbody>
            </table>
          </Section>
        </>
      )}
      {(asked?.what === 'certificate' || asked?.what === 'training') && (
        <PowerDialog what={asked.what} accountId={asked.accountId} onClose={close} />
      )}
      {asked?.what === 'duty' && <DutyDialog onClose={close} />}
      {asked?.what === 'end' && <EndDutyDialog duty={asked.duty} onClose={close} />}
    </>
  );
}

const isAdministrator = (roles: Account['roles']) =>
  roles?.some((role) => role.endsWith('_admin')) ?? false;
