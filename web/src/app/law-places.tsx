// The parts of the law room that other pages show; each is loaded when first seen.
import { lazy, Suspense, type ReactNode } from 'react';
import { Waiting, type LawPlaces } from '@/shared/ui/ui';

const CaseFindings = lazy(() => import('@/features/findings/case-findings'));
const GateMissing = lazy(() => import('@/features/findings/gate-missing'));
const FindingTasks = lazy(() => import('@/features/findings/finding-tasks'));

// Each waits by itself: the page around it stays.
const apart = (part: ReactNode) => <Suspense fallback={<Waiting />}>{part}</Suspense>;

export const lawPlaces: LawPlaces = {
  CaseFindings: (props) => apart(<CaseFindings {...props} />),
  GateMissing: (props) => apart(<GateMissing {...props} />),
  FindingTasks: (props) => apart(<FindingTasks {...props} />),
};
