import './documents.css';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { usePeople, useSession, type CaseDetail, type Evidence } from '@/shared/api/client';
import { useFormat } from '@/shared/format/use-format';
import { EmptyState, ProblemNotice, Section, Waiting } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { EvidenceDialog, VoidDialog } from './evidence-dialog';
import { useEvidence } from './use-documents';
import { words } from './words';

interface Asked {
  piece?: Evidence;
  what: 'list' | 'void';
}

function Row({ piece, at, ask }: { piece: Evidence; at: number; ask: (asked: Asked) => void }) {
  const t = useWords(words);
  const format = useFormat();
  const { namesOf } = usePeople();
  const { can } = useSession();
  const isVoid = piece.void_reason !== undefined && piece.void_reason !== '';
  return (
    <tr className={isVoid ? 'evidence--void' : undefined}>
      <td className="nowrap">{at}</td>
      <td>
        <strong>{piece.name}</strong>
        <div className="evidence__kind">
          {t(`evidence.kind.${piece.kind}`)}
          {piece.record_id !== undefined && (
            <Link to={`/records/${piece.record_id}`}>{t('evidence.record')}</Link>
          )}
        </div>
        {isVoid && (
          <div className="evidence__why">{t('evidence.voided', { reason: piece.void_reason ?? '' })}</div>
        )}
      </td>
      <td>{piece.source}</td>
      <td>{piece.proves}</td>
      <td className="nowrap">
        {format.time(piece.obtained_at)}
        <div className="muted">{namesOf(piece.obtained_by)}</div>
      </td>
      <td className="figure nowrap no-print">
        {can('open_act') && !isVoid && (
          <>
            <button
              type="button"
              className="quiet-button"
              onClick={() => {
                ask({ what: 'list', piece });
              }}
            >
              {t('evidence.change')}
            </button>
            <button
              type="button"
              className="quiet-button"
              onClick={() => {
                ask({ what: 'void', piece });
              }}
            >
              {t('evidence.void')}
            </button>
          </>
        )}
      </td>
    </tr>
  );
}

/** The evidence list of a case: what each piece is, where it is from, what it proves. */
export default function CaseEvidence({ found }: { found: CaseDetail }) {
  const t = useWords(words);
  const { can } = useSession();
  const query = useEvidence(found.id);
  const [asked, setAsked] = useState<Asked>();
  const pieces = query.data ?? [];
  const close = () => {
    setAsked(undefined);
  };
  const add = can('open_act') && (
    <Button
      type="primary"
      onClick={() => {
        setAsked({ what: 'list' });
      }}
    >
      {t('evidence.add')}
    </Button>
  );
  return (
    <Section
      title={t('evidence')}
      count={pieces.length || undefined}
      actions={pieces.length > 0 && add}
    >
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Waiting />}
      {query.data !== undefined && pieces.length === 0 && (
        <EmptyState title={t('evidence.none')} action={add}>
          {t('evidence.none.text')}
        </EmptyState>
      )}
      {pieces.length > 0 && (
        <table className="ledger evidence">
          <thead>
            <tr>
              <th>{t('evidence.number')}</th>
              <th>{t('evidence.name')}</th>
              <th>{t('evidence.source')}</th>
              <th>{t('evidence.proves')}</th>
              <th>{t('evidence.obtained')}</th>
              <th aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {pieces.map((piece, at) => (
              <Row key={piece.id} piece={piece} at={at + 1} ask={setAsked} />
            ))}
          </tbody>
        </table>
      )}
      {asked?.what === 'list' && (
        <EvidenceDialog found={found} piece={asked.piece} onClose={close} />
      )}
      {asked?.what === 'void' && asked.piece !== undefined && (
        <VoidDialog found={found} piece={asked.piece} onClose={close} />
      )}
    </Section>
  );
}
