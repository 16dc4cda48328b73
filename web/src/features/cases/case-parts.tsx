import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { CaseDetail } from '@/shared/api/client';
import { useDocumentPlaces } from '@/shared/ui/ui';
import { useWords } from '@/shared/words/words';
import { words } from './words';

const parts = ['acts', 'documents', 'evidence'] as const;
type Part = (typeof parts)[number];

const partOf = (named: string | null): Part => parts.find((part) => part === named) ?? 'acts';

/** The case by its acts, its documents or its evidence; the address says which. */
export function CaseParts({ found, acts }: { found: CaseDetail; acts: ReactNode }) {
  const t = useWords(words);
  const { CaseDocuments, CaseEvidence } = useDocumentPlaces();
  const [search, setSearch] = useSearchParams();
  const shown = partOf(search.get('part'));
  return (
    <div className="case-parts">
      <div className="case-parts__tabs no-print" role="tablist" aria-label={t('part.label')}>
        {parts.map((part) => (
          <button
            key={part}
            type="button"
            role="tab"
            id={`part-${part}`}
            aria-selected={shown === part}
            onClick={() => {
              setSearch(part === 'acts' ? {} : { part }, { replace: true });
            }}
          >
            {t(`part.${part}`)}
          </button>
        ))}
      </div>
      <div role="tabpanel" aria-labelledby={`part-${shown}`}>
        {shown === 'acts' && acts}
        {shown === 'documents' && <CaseDocuments found={found} />}
        {shown === 'evidence' && <CaseEvidence found={found} />}
      </div>
    </div>
  );
}
