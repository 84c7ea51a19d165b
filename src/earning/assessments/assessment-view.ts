// How a row of the assessment tables looks from outside.
import type { AssessmentView } from './assessment.ts';
import type { Score } from './scoring.ts';
import type { AssessmentRow } from './assessment-table.ts';

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
