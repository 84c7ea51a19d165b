// How a row of the submission tables looks from outside.
import type { EvidenceView, SubmissionView } from './submission.ts';
import type { EvidenceRow, SubmissionRow } from './submission-table.ts';

export function evidenceView(row: EvidenceRow): EvidenceView {
  return {
    id: row.id,
    ...(row.requirementId !== null && { requirement: row.requirementId }),
    kind: row.kind,
    name: row.name,
    ...(row.description !== null && { description: row.description }),
    ...(row.text !== null && { text: row.text }),
    ...(row.url !== null && { url: row.url }),
    ...(row.result !== null && { result: row.result }),
    ...(row.fileName !== null && { fileName: row.fileName }),
    ...(row.mediaType !== null && { mediaType: row.mediaType }),
    ...(row.sizeBytes !== null && { sizeBytes: row.sizeBytes }),
    ...(row.sha256 !== null && { sha256: row.sha256 }),
    createdAt: row.createdAt.toISOString(),
  };
}

export function submissionView(row: SubmissionRow, evidenceRows: readonly EvidenceRow[]): SubmissionView {
  return {
    id: row.id,
    achievementId: row.achievementId,
    achievementVersion: row.achievementVersion,
    recipientId: row.recipientId,
    attempt: row.attempt,
    ...(row.previousSubmissionId !== null && { previousSubmissionId: row.previousSubmissionId }),
    origin: row.origin,
    state: row.state,
    ...(row.changeNote !== null && { changeNote: row.changeNote }),
    ...(row.attestation !== null && { attestation: row.attestation }),
    evidence: evidenceRows.map(evidenceView),
    createdAt: row.createdAt.toISOString(),
    ...(row.submittedAt !== null && { submittedAt: row.submittedAt.toISOString() }),
    ...(row.decidedAt !== null && { decidedAt: row.decidedAt.toISOString() }),
  };
}
