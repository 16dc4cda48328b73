import './people.css';
import { Button, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { usePeople, useSession, useUnits, type Account } from '@/shared/api/client';
import {
  EmptyState,
  Page,
  Section,
  StatusTag,
  useDocumentPlaces,
  useSlashFocus,
} from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { NewAccountDialog } from './new-account';
import { NewUnitDialog } from './new-unit';
import { ResetPassword } from './reset-password';
import { SetStanding } from './set-standing';
import { inOrder } from './units-tree';
import { words } from './words';

type Asked = { account: Account; what: 'standing' | 'password' };

function AccountRow({ account, ask }: { account: Account; ask: (asked: Asked) => void }) {
  const t = useWords(words);
  const term = useTerms();
  const { can, session } = useSession();
  const { unitName } = useUnits();
  const whole = can('see_accounts');
  const another = account.id !== session?.account.id;
  return (
    <tr className={account.enabled ? undefined : 'people__off'}>
      <td className="nowrap">
        <strong>{account.name}</strong>
      </td>
      {whole && <td className="mono">{account.sign_in_name}</td>}
      {whole && <td className="nowrap">{account.number}</td>}
      <td className="people__unit">{unitName(account.unit_id)}</td>
      {whole && (
        <td>{(account.roles ?? []).map((role) => term('role', role)).join(t('between'))}</td>
      )}
      <td className="nowrap">
        <StatusTag tone={account.enabled ? 'done' : 'explained'}>
          {account.enabled ? t('enabled') : t('disabled')}
        </StatusTag>
      </td>
      <td className="figure nowrap">
        {can('reset_password') && another && account.enabled && (
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              ask({ account, what: 'password' });
            }}
          >
            {t('reset')}
          </button>
        )}{' '}
        {can('set_account_standing') && another && (
          <button
            type="button"
            className="quiet-button"
            onClick={() => {
              ask({ account, what: 'standing' });
            }}
          >
            {account.enabled ? t('disable') : t('enable')}
          </button>
        )}
      </td>
    </tr>
  );
}

// By all that the person searching may see of people, which is what the field's hint says.
function matching(
  accounts: readonly Account[],
  unitName: (id: string) => string,
  typed: string,
): Account[] {
  const word = typed.trim().toLowerCase();
  return accounts.filter((account) =>
    [account.name, account.sign_in_name, account.number, unitName(account.unit_id)].some(
      (text) => text?.toLowerCase().includes(word) ?? false,
    ),
  );
}

function People() {
  const t = useWords(words);
  const { accounts } = usePeople();
  // Others are told names, units and standing only.
  const whole = useSession().can('see_accounts');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<Asked>();
  const close = () => {
    setAsked(undefined);
  };
  const search = useRef<InputRef>(null);
  useSlashFocus(search);
  const { unitName } = useUnits();
  const shown = matching(accounts, unitName, typed);
  const field = (
    <Input
      ref={search}
      size="small"
      allowClear
      style={{ width: 230 }}
      aria-label={t('search.label')}
      placeholder={t(whole ? 'search' : 'search.names')}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
      }}
    />
  );
  return (
    <Section title={t('people')} count={accounts.length} actions={field}>
      {shown.length === 0 && typed !== '' && (
        <EmptyState title={t('none.title')}>{t('none.text')}</EmptyState>
      )}
      {shown.length > 0 && (
        <table className="ledger people">
          <thead>
            <tr>
              <th>{t('column.name')}</th>
              {whole && <th>{t('column.signInName')}</th>}
              {whole && <th>{t('column.number')}</th>}
              <th>{t('column.unit')}</th>
              {whole && <th>{t('column.roles')}</th>}
              <th>{t('column.state')}</th>
              <th aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {shown.map((account) => (
              <AccountRow key={account.id} account={account} ask={setAsked} />
            ))}
          </tbody>
        </table>
      )}
      {asked?.what === 'standing' && <SetStanding account={asked.account} onClose={close} />}
      {asked?.what === 'password' && <ResetPassword account={asked.account} onClose={close} />}
    </Section>
  );
}

function Units() {
  const t = useWords(words);
  const { units, unitName } = useUnits();
  const { accounts } = usePeople();
  return (
    <Section title={t('units')} count={units.length || undefined}>
      {units.length === 0 && (
        <EmptyState title={t('units.none.title')}>{t('units.none.text')}</EmptyState>
      )}
      <ul className="units">
        {inOrder(units).map(({ unit, depth }) => (
          <li key={unit.id} style={{ paddingLeft: 10 + depth * 20 }}>
            {unitName(unit.id)}
            <span className="muted">
              {t('unit.people', {
                count: accounts.filter((account) => account.unit_id === unit.id).length,
              })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export default function PeoplePage() {
  const t = useWords(words);
  const { can } = useSession();
  const { Powers } = useDocumentPlaces();
  const [creating, setCreating] = useState<'account' | 'unit'>();
  const close = () => {
    setCreating(undefined);
  };
  const actions = (
    <>
      {can('create_unit') && (
        <Button
          onClick={() => {
            setCreating('unit');
          }}
        >
          {t('unit.new')}
        </Button>
      )}
      {can('create_account') && (
        <Button
          type="primary"
          onClick={() => {
            setCreating('account');
          }}
        >
          {t('account.new')}
        </Button>
      )}
    </>
  );
  return (
    <Page title={t('title')} actions={actions}>
      <div className="people-columns">
        <div>
          <People />
          {(can('see_cases') || can('record_powers')) && <Powers />}
        </div>
        <Units />
      </div>
      <NewAccountDialog open={creating === 'account'} onClose={close} />
      <NewUnitDialog open={creating === 'unit'} onClose={close} />
    </Page>
  );
}
