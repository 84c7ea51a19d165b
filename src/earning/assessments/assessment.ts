// What an assessment is: one assessor's marks on one submission, or the report of one that was made elsewhere.
import type { CriterionOutcome } from './scoring.ts';

export type AssessmentOrigin = 'assessed' | 'reported';

/** Who assessed, when it was not done here. */
export interface ReportedAssessor {
  readonly name: string;
  readonly organization?: string;
  /** Never shown and never signed; only to see that nobody assessed their own work. */
  readonly email?: string;
  /** Where the scores come from, such as the name of an LMS course. */
  readonly source?: string;
}

export interface AssessmentView {
  readonly id: string;
  readonly submissionId: string;
  readonly origin: AssessmentOrigin;
  readonly assessorId?: string;
  readonly reportedAssessor?: ReportedAssessor;
  readonly criteria: readonly CriterionOutcome[];
  /** Whether every criterion is at or above its required level. */
  readonly passed: boolean;
  readonly feedback?: string;
  readonly assessedAt: string;
}
