// Everything that a badge says, gathered from an awarded decision: one plain value, from which the document is prepared
// without a further look at the database.
import { findAchievementVersion } from '../catalog/achievements/achievement-store.ts';
import type { AchievementVersion } from '../catalog/achievements/achievement.ts';
import { findInstitution } from '../catalog/institutions/institution-store.ts';
import type { InstitutionRow } from '../catalog/institutions/institution-table.ts';
import { findIssuer } from '../catalog/issuers/issuer-store.ts';
import type { IssuerRow } from '../catalog/issuers/issuer-table.ts';
import { findAssessmentOf } from '../earning/assessments/assessment-store.ts';
import type { AssessmentRow } from '../earning/assessments/assessment-table.ts';
import { findDecision } from '../earning/decisions/decision-store.ts';
import type { DecisionRow } from '../earning/decisions/decision-table.ts';
import { findRecipient } from '../earning/recipients/recipient-store.ts';
import type { RecipientRow } from '../earning/recipients/recipient-table.ts';
import { evidenceOf, findSubmission } from '../earning/submissions/submission-store.ts';
import type { EvidenceRow, SubmissionRow } from '../earning/submissions/submission-table.ts';
import { notFound } from '../kernel/problem.ts';
import type { Reader } from '../platform/db/database.ts';
import type { InstitutionScope } from '../platform/db/scope.ts';

export interface Award {
  readonly institution: InstitutionRow;
  readonly issuer: IssuerRow;
  readonly achievement: AchievementVersion;
  readonly recipient: RecipientRow;
  readonly submission: SubmissionRow;
  readonly evidence: readonly EvidenceRow[];
  readonly assessment: AssessmentRow;
  readonly decision: DecisionRow;
}

/** @throws Problem not-found when the decision or anything it stands on is not there */
export async function readAward(reader: Reader<InstitutionScope>, decisionId: string): Promise<Award> {
  const decision = await findDecision(reader, decisionId);
  if (decision === undefined) throw notFound();
  const submission = await findSubmission(reader, decision.submissionId);
  if (submission === undefined) throw notFound();
  const achievement = await findAchievementVersion(reader, submission.achievementId, submission.achievementVersion);
  if (achievement === undefined) throw notFound();
  const institution = await findInstitution(reader, decision.institutionId);
  const issuer = await findIssuer(reader, achievement.content.issuerId);
  const recipient = await findRecipient(reader, submission.recipientId);
  const assessed = await findAssessmentOf(reader, submission.id);
  if (institution === undefined || issuer === undefined || recipient === undefined || assessed === undefined) {
    throw notFound();
  }
  const { assessment } = assessed;
  const evidence = await evidenceOf(reader, submission.id);
  return { institution, issuer, achievement, recipient, submission, evidence, assessment, decision };
}
