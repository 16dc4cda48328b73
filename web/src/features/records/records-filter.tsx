import { Input, Select, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { RecordKind } from '@/shared/api/client';
import { useSlashFocus } from '@/shared/ui/ui';
import { useTerms } from '@/shared/words/terms';
import { useWords } from '@/shared/words/words';
import { words } from './words';

const kinds: readonly RecordKind[] = ['recording', 'document', 'data_set'];
const places = ['case_id', 'act_id', 'device_id'] as const;
const PAUSE_MS = 250;

export interface Filter {
  q?: string;
  record_kind?: RecordKind;
  case_id?: string;
  act_id?: string;
  device_id?: string;
}

/** The filter lives in the address, so that back, bookmarks and links from other pages work. */
export function useFilter(): [Filter, (change: Filter) => void] {
  const [search, setSearch] = useSearchParams();
  const filter: Filter = {};
  const q = search.get('q');
  const kind = kinds.find((each) => each === search.get('record_kind'));
  if (q) filter.q = q;
  if (kind !== undefined) filter.record_kind = kind;
  for (const place of places) {
    const id = search.get(place);
    if (id) filter[place] = id;
  }
  const change = (part: Filter) => {
    const kept = Object.entries({ ...filter, ...part }).filter(([, value]) => Boolean(value));
    setSearch(new URLSearchParams(kept as [string, string][]), { replace: true });
  };
  return [filter, change];
}

const placeWords = {
  case_id: 'list.onlyCase',
  act_id: 'list.onlyAct',
  device_id: 'list.onlyDevice',
} as const;

// What is typed goes into the address after a pause; what comes by the address (back, a link, a
// cleared filter) goes into the field.
function useTypedQuery(q: string, change: (part: Filter) => void) {
  const [typed, setTyped] = useState(q);
  const settled = useRef(q);
  const latest = useRef(change);
  useEffect(() => {
    latest.current = change;
  });
  useEffect(() => {
    if (q === settled.current) return;
    settled.current = q;
    setTyped(q);
  }, [q]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === settled.current) return undefined;
    const timer = setTimeout(() => {
      settled.current = wanted;
      latest.current({ q: wanted });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [typed]);
  return [typed, setTyped] as const;
}

export function FilterBar({ filter, change }: { filter: Filter; change: (part: Filter) => void }) {
  const t = useWords(words);
  const term = useTerms();
  const search = useRef<InputRef>(null);
  const [typed, setTyped] = useTypedQuery(filter.q ?? '', change);
  useSlashFocus(search);
  return (
    <div role="search" className="records__filter no-print">
      <Input
        ref={search}
        data-rows=""
        className="records__search"
        value={typed}
        allowClear
        maxLength={100}
        aria-label={t('list.searchLabel')}
        placeholder={t('list.search')}
        suffix={<kbd>/</kbd>}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      <Select
        aria-label={t('list.kind')}
        value={filter.record_kind ?? ''}
        style={{ width: 148 }}
        options={[
          { value: '', label: t('list.allKinds') },
          ...kinds.map((kind) => ({ value: kind, label: term('record', kind) })),
        ]}
        onChange={(value: RecordKind | '') => {
          change({ record_kind: value === '' ? undefined : value } as Filter);
        }}
      />
      {places.map(
        (place) =>
          filter[place] !== undefined && (
            <button
              key={place}
              type="button"
              className="records__place"
              title={t('list.clear')}
              onClick={() => {
                change({ [place]: undefined });
              }}
            >
              {t(placeWords[place])} ×
            </button>
          ),
      )}
      <span className="records__hint muted">{t('list.keys')}</span>
    </div>
  );
}
