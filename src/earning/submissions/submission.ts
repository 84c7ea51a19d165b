// What a submission is: an attempt of a recipient, holding evidence, and the rules of its life:
// draft → submitted → in assessment → decided, or withdrawn.
import type { EvidenceKind } from '../../catalog/achievements/achievement.ts';

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
