// What an assessment is: one assessor's marks on one submission, or the report of one that was made elsewhere.
import type { assessments, marks } from './assessment-table.ts';
import type { CriterionOutcome, Score } from './scoring.ts';

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

export type AssessmentRow = typeof assessments.$inferSelect;
export type MarkRow = typeof marks.$inferSelect;

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

export function assessmentView(row: AssessmentRow, score: Score): AssessmentView {
  return {
    id: row.id,
    submissionId: row.submissionId,
    origin: row.origin,
    ...(row.assessorId !== null && { assessorId: row.assessorId }),
    ...(row.reportedAssessor !== null && { reportedAssessor: row.reportedAssessor }),
    criteria: score.criteria,
    passed: score.passed,
    ...(row.feedback !== null && { feedback: row.feedback }),
    assessedAt: row.assessedAt.toISOString(),
  };
}
