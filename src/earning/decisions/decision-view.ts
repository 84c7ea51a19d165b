// How a row of the decision tables looks from outside.
import type { DecisionView } from './decision.ts';
import type { DecisionRow } from './decision-table.ts';

export function decisionView(row: DecisionRow): DecisionView {
  return {
    id: row.id,
    submissionId: row.submissionId,
    assessmentId: row.assessmentId,
    basis: row.basis,
    outcome: row.outcome,
    ...(row.approverId !== null && { approverId: row.approverId }),
    reason: row.reason,
    criteria: row.criteria,
    decidedAt: row.createdAt.toISOString(),
  };
}

export function decisionEvent(row: DecisionRow) {
  return {
    event: `decision.${row.outcome}`,
    subject: { type: 'decision', id: row.id },
    institutionId: row.institutionId,
    details: { submissionId: row.submissionId, assessmentId: row.assessmentId, basis: row.basis },
  };
}
