// What a submission is: an attempt of a recipient, holding evidence, and the rules of its life:
// draft → submitted → in assessment → decided, or withdrawn.
import type { EvidenceKind } from '../../catalog/achievements/achievement.ts';
import type { evidence, submissions } from './submission-table.ts';

export type SubmissionState = 'draft' | 'submitted' | 'in-assessment' | 'decided' | 'withdrawn';
/** `submitted`: the work was handed in here. `reported`: it was assessed elsewhere and only the record is here. */
export type SubmissionOrigin = 'submitted' | 'reported';

/** What the learner declares when handing in; both must be true. */
export interface Attestation {
  readonly ownWork: boolean;
  readonly privacyOfOthers: boolean;
}

/** A measured outcome, such as a quiz score or hours. */
export interface StructuredResult {
  readonly value: number;
  readonly most?: number;
  readonly unit?: string;
  readonly source?: string;
  readonly measuredAt?: string;
}

export type SubmissionRow = typeof submissions.$inferSelect;
export type EvidenceRow = typeof evidence.$inferSelect;

export interface EvidenceView {
  readonly id: string;
  readonly requirement?: string;
  readonly kind: EvidenceKind;
  readonly name: string;
  readonly description?: string;
  readonly text?: string;
  readonly url?: string;
  readonly result?: StructuredResult;
  readonly fileName?: string;
  readonly mediaType?: string;
  readonly sizeBytes?: number;
  readonly sha256?: string;
  readonly createdAt: string;
}

export interface SubmissionView {
  readonly id: string;
  readonly achievementId: string;
  readonly achievementVersion: number;
  readonly recipientId: string;
  readonly attempt: number;
  readonly previousSubmissionId?: string;
  readonly origin: SubmissionOrigin;
  readonly state: SubmissionState;
  readonly changeNote?: string;
  readonly attestation?: Attestation;
  readonly evidence: readonly EvidenceView[];
  readonly createdAt: string;
  readonly submittedAt?: string;
  readonly decidedAt?: string;
}

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
