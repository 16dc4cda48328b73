// The parts of the document room that other pages show; each is loaded when first seen.
import { lazy, Suspense, type ReactNode } from 'react';
import { Waiting, type DocumentPlaces } from '@/shared/ui/ui';

const CaseDocuments = lazy(() => import('@/features/documents/case-documents'));
const CaseEvidence = lazy(() => import('@/features/documents/case-evidence'));
const ActDocuments = lazy(() => import('@/features/documents/act-documents'));
const Powers = lazy(() => import('@/features/powers/powers'));

const apart = (part: ReactNode, meanwhile: ReactNode = <Waiting />) => (
  <Suspense fallback={meanwhile}>{part}</Suspense>
);

export const documentPlaces: DocumentPlaces = {
  CaseDocuments: (props) => apart(<CaseDocuments {...props} />),
  CaseEvidence: (props) => apart(<CaseEvidence {...props} />),
  ActDocuments: (props) => apart(<ActDocuments {...props} />, null),
  Powers: () => apart(<Powers />),
};
