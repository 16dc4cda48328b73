// What people answered to findings: who, when, and who may decide on it.
import type { Finding, GivenAnswer } from '@/shared/api/client';

/** Of one finding, oldest first. */
export function answersTo(
  finding: Finding,
  answers: readonly GivenAnswer[],
): readonly GivenAnswer[] {
  return answers.filter(
    (given) =>
      given.subject_kind === finding.subject_kind &&
      given.subject_id === finding.subject_id &&
      given.article === finding.article &&
      given.check === finding.check,
  );
}

/** Explained findings on which this person may decide: nobody does on his own explanation. */
export function decidable(
  findings: readonly Finding[],
  answers: readonly GivenAnswer[],
  accountId: string | undefined,
): Finding[] {
  return findings.filter(
    (finding) =>
      finding.state === 'explained' &&
      answersTo(finding, answers).at(-1)?.answered_by !== accountId,
  );
}
