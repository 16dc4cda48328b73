import { useQuery } from '@tanstack/react-query';
import { answer, api, keys } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { Digest, ProblemNotice, Section } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { readCheckpoint } from './checkpoint';
import { words } from './words';

function useCheckpoint() {
  return useQuery({
    queryKey: [...keys.log, 'checkpoint'],
    queryFn: () => answer(api.GET('/log/checkpoint', { parseAs: 'text' })),
  });
}

function useSm2Signature() {
  return useQuery({
    queryKey: [...keys.log, 'checkpoint.sm2'],
    queryFn: () => answer(api.GET('/log/checkpoint.sm2', { parseAs: 'text' })),
  });
}

function useLogKeys() {
  return useQuery({
    queryKey: [...keys.log, 'keys'],
    queryFn: () => answer(api.GET('/log/key')),
    staleTime: Infinity,
  });
}

/** The newest checkpoint: what every entry below stands under. */
export function CheckpointPanel() {
  const t = useWords(words);
  const format = useFormat();
  const query = useCheckpoint();
  const logKeys = useLogKeys().data;
  const sm2 = useSm2Signature().data;
  const checkpoint = query.data === undefined ? undefined : readCheckpoint(query.data);
  const read = query.dataUpdatedAt > 0 ? new Date(query.dataUpdatedAt) : undefined;
  return (
    <Section
      title={t('checkpoint')}
      count={read && t('checkpoint.read', { time: format.timeToSecond(read) })}
    >
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {checkpoint && (
        <dl className="checkpoint">
          <div>
            <dt>{t('checkpoint.size')}</dt>
            <dd className="checkpoint__size">{format.count(checkpoint.size)}</dd>
          </div>
          <div>
            <dt>{t('checkpoint.root')}</dt>
            <dd>
              <Digest value={checkpoint.root} full />
            </dd>
          </div>
          <div>
            <dt>{t('checkpoint.origin')}</dt>
            <dd>{checkpoint.origin}</dd>
          </div>
          <div>
            <dt>{t('checkpoint.signatures')}</dt>
            <dd>
              {[checkpoint.signers.length > 0 && 'Ed25519', sm2 && 'SM2']
                .filter(Boolean)
                .join(' · ')}
            </dd>
          </div>
        </dl>
      )}
      {query.data !== undefined && (
        <details className="checkpoint__raw">
          <summary>{t('checkpoint.raw')}</summary>
          <pre>{query.data}</pre>
          {sm2 !== undefined && <pre>{sm2}</pre>}
          {logKeys && (
            <>
              <div className="muted">{t('checkpoint.keys')}</div>
              <pre>{`${logKeys.vkey}\n${logKeys.sm2_public_key}`}</pre>
            </>
          )}
        </details>
      )}
    </Section>
  );
}
