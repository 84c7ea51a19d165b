// What a decision is: awarded or declined, computed from marks, with the reason in words for the learner.
import type { Score } from '../assessments/scoring.ts';
import type { CriterionOutcome } from '../assessments/scoring.ts';
import { conflict } from '../../kernel/problem.ts';

/** `assessed` here, `reported` from elsewhere, a finished `pathway`, or the `re-issue` of an award. */
export type DecisionBasis = 'assessed' | 'reported' | 'pathway' | 're-issue';
export type DecisionOutcome = 'awarded' | 'declined' | 'overturned';

export interface DecisionView {
  readonly id: string;
  readonly submissionId: string;
  readonly assessmentId: string;
  readonly basis: DecisionBasis;
  readonly outcome: DecisionOutcome;
  readonly approverId?: string;
  readonly reason: string;
  /** What was reached in each criterion, with the assessor's comment. */
  readonly criteria: readonly CriterionOutcome[];
  readonly decidedAt: string;
}

/** The outcome that the marks call for. */
export function computedOutcome(score: Score): 'awarded' | 'declined' {
  return score.passed ? 'awarded' : 'declined';
}

/** Refuses an outcome other than the one the marks call for. @throws Problem conflict */
export function refuseOtherOutcome(asked: 'awarded' | 'declined', score: Score): void {
  if (asked === computedOutcome(score)) return;
  const gaps = score.criteria.filter((criterion) => !criterion.met).map((criterion) => criterion.criterion);
  throw asked === 'awarded'
    ? conflict('assessment_not_passed', `The assessment did not pass. Below the required level: ${gaps.join(', ')}.`)
    : conflict('assessment_passed', 'The assessment passed in every criterion; only "awarded" follows from it.');
}
