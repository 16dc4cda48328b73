// Names behind identifiers: people, units, devices. Each list is fetched once and shared.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { language } from '../words/language';
import { answer, api } from './http';
import { keys } from './keys';
import type { Account, Device, Unit } from './types';

const staleTime = 60_000;

function byId<T extends { id: string }>(list: readonly T[] | undefined): Map<string, T> {
  return new Map((list ?? []).map((one) => [one.id, one]));
}

export function usePeople() {
  const query = useQuery({
    queryKey: keys.accounts,
    queryFn: () => answer(api.GET('/api/accounts')).then((list) => list.accounts),
    staleTime,
  });
  return useMemo(() => {
    const accounts: readonly Account[] = query.data ?? [];
    const map = byId(accounts);
    const nameOf = (id: string | undefined) =>
      (id !== undefined && map.get(id)?.name) || (id === undefined ? '—' : id.slice(0, 8));
    const namesOf = (ids: readonly string[]) =>
      ids.map(nameOf).join(language() === 'zh' ? '、' : ', ');
    return { accounts, nameOf, namesOf };
  }, [query.data]);
}

export function useUnits() {
  const query = useQuery({
    queryKey: keys.units,
    queryFn: () => answer(api.GET('/api/units')).then((list) => list.units),
    staleTime,
  });
  return useMemo(() => {
    const units: readonly Unit[] = query.data ?? [];
    const map = byId(units);
    const unitName = (id: string) => {
      const unit = map.get(id);
      if (unit === undefined) return '—';
      return language() === 'zh' ? unit.name_zh : unit.name_en || unit.name_zh;
    };
    return { units, unitName };
  }, [query.data]);
}

export function useDevices(enabled = true) {
  const query = useQuery({
    queryKey: keys.devices,
    queryFn: () => answer(api.GET('/api/devices')).then((list) => list.devices),
    staleTime,
    enabled,
  });
  return useMemo(() => {
    const devices: readonly Device[] = query.data ?? [];
    const map = byId(devices);
    const deviceNumber = (id: string | undefined) =>
      id === undefined ? undefined : (map.get(id)?.number ?? id.slice(0, 8));
    return { devices, deviceNumber, isPending: query.isPending, error: query.error };
  }, [query.data, query.isPending, query.error]);
}
