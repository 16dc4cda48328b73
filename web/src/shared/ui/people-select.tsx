import { Select } from 'antd';
import { usePeople, useUnits } from '../api/directory';

interface PersonOption {
  value: string;
  label: string;
  hint: string;
}

function usePersonOptions(without: string | undefined): PersonOption[] {
  const { accounts } = usePeople();
  const { unitName } = useUnits();
  return accounts
    .filter((account) => account.enabled && account.id !== without)
    .map((account) => ({
      value: account.id,
      label: account.name,
      hint: [unitName(account.unit_id), account.number].filter(Boolean).join(' · '),
    }));
}

function matches(typed: string, option: PersonOption | undefined): boolean {
  return `${option?.label ?? ''}${option?.hint ?? ''}`.includes(typed);
}

function personLine({ data }: { data: PersonOption }) {
  return (
    <span>
      {data.label} <span className="muted">{data.hint}</span>
    </span>
  );
}

interface PeopleSelectProps {
  id?: string;
  value?: string[] | undefined;
  onChange?: (ids: string[]) => void;
  placeholder?: string;
  /** Not offered, for example oneself. */
  without?: string | undefined;
}

/** Chooses people by name, number or unit. */
export function PeopleSelect({ id, value, onChange, placeholder, without }: PeopleSelectProps) {
  return (
    <Select<string[], PersonOption>
      {...(id === undefined ? {} : { id })}
      mode="multiple"
      value={value ?? []}
      onChange={(ids) => onChange?.(ids)}
      placeholder={placeholder}
      options={usePersonOptions(without)}
      filterOption={matches}
      optionRender={personLine}
    />
  );
}

interface PersonSelectProps {
  id?: string;
  value?: string | undefined;
  onChange?: (id: string | undefined) => void;
  placeholder?: string;
}

/** Chooses one person, or nobody. */
export function PersonSelect({ id, value, onChange, placeholder }: PersonSelectProps) {
  return (
    <Select<string | undefined, PersonOption>
      {...(id === undefined ? {} : { id })}
      showSearch
      allowClear
      value={value}
      onChange={(chosen) => onChange?.(chosen)}
      placeholder={placeholder}
      options={usePersonOptions(undefined)}
      filterOption={matches}
      optionRender={personLine}
    />
  );
}
