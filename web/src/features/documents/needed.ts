// The forms of a case in the order of the procedure.
import type { NeededForm, Stage } from '@/shared/api/client';

export const stages: readonly Stage[] = [
  'clue',
  'filing',
  'investigation',
  'review',
  'service',
  'closed',
];

export function byStage<T extends { stage: Stage }>(
  forms: readonly T[],
): { stage: Stage; forms: T[] }[] {
  return stages
    .map((stage) => ({ stage, forms: forms.filter((form) => form.stage === stage) }))
    .filter((group) => group.forms.length > 0);
}

const states: readonly NeededForm['state'][] = ['missing', 'drafted', 'done', 'later', 'perhaps'];

type Urgent = Pick<NeededForm, 'need' | 'state'>;

const rank = ({ need, state }: Urgent) =>
  states.indexOf(state) * 3 + ['required', 'conditional', 'optional'].indexOf(need);

/** What is missing and required first; else the order of the book stays. */
export const urgency = (one: Urgent, other: Urgent) => rank(one) - rank(other);
