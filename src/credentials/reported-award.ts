// Reads a report of an assessment made elsewhere as the rows it becomes: submission, evidence, assessment and decision,
// refused where it does not fit the rubric, did not pass, or was made by the recipient.
import { findMemberByEmail } from '../access/member-store.ts';
import { findAchievementVersion } from '../catalog/achievements/achievement-store.ts';
import type { AchievementVersion } from '../catalog/achievements/achievement.ts';
import { findInstitution } from '../catalog/institutions/institution-store.ts';
import { findIssuer } from '../catalog/issuers/issuer-store.ts';
import type { ProofSuite } from '../catalog/issuers/issuer.ts';
import type { AssessmentRow } from '../earning/assessments/assessment-table.ts';
import type { ReportedAssessor } from '../earning/assessments/assessment.ts';
import { brokenMarks, brokenResults, marksFromResults, score } from '../earning/assessments/scoring.ts';
import type { Mark, PointsResult } from '../earning/assessments/scoring.ts';
import type { DecisionRow } from '../earning/decisions/decision-table.ts';
import { refuseOtherOutcome } from '../earning/decisions/decision.ts';
import { findRecipient, findRecipientByEmail } from '../earning/recipients/recipient-store.ts';
import type { RecipientRow } from '../earning/recipients/recipient-table.ts';
import { brokenRecipientRules } from '../earning/recipients/recipient.ts';
import type { RecipientInput } from '../earning/recipients/recipient.ts';
import { recipientRow } from '../earning/recipients/recipient-view.ts';
import { refuseFurtherAttempt, refuseMissingPrerequisites } from '../earning/submissions/conditions.ts';
import { attemptsOf } from '../earning/submissions/submission-store.ts';
import type { EvidenceRow, SubmissionRow } from '../earning/submissions/submission-table.ts';
import type { Call } from '../kernel/call.ts';
import type { KeyPrincipal } from '../kernel/principal.ts';
import { Problem, conflict, invalid } from '../kernel/problem.ts';
import type { ProblemError } from '../kernel/problem.ts';
import type { Reader } from '../platform/db/database.ts';
import type { InstitutionScope } from '../platform/db/scope.ts';
import { normaliseEmail } from '../standards/identity-hash.ts';
import type { Award } from './award.ts';
import type { IssueNeeds } from './issue-credential.ts';

type KeyCall = Call<KeyPrincipal>;

/** Evidence as it is told of in the badge; the content stays where it is. */
export interface ReportedEvidence {
  readonly name: string;
  readonly description?: string;
  readonly url?: string;
  readonly mediaType?: string;
  readonly sha256?: string;
}

export interface ReportInput {
  readonly achievementId: string;
  readonly version?: number;
  readonly recipientId?: string;
  /** Found by its e-mail address, or made. */
  readonly recipient?: RecipientInput;
  readonly marks?: readonly Mark[];
  /** Points per criterion; each becomes the highest level whose points it reaches. */
  readonly results?: readonly PointsResult[];
  readonly evidence?: readonly ReportedEvidence[];
  readonly assessedBy: ReportedAssessor;
  readonly assessedAt?: string;
  readonly reason?: string;
  readonly narrative?: string;
  readonly proofSuite?: ProofSuite;
}

/** The report as the rows it becomes. @throws Problem when it does not fit, or did not pass */
export async function reportedAward(
  reader: Reader<InstitutionScope>,
  call: KeyCall,
  input: ReportInput,
  needs: IssueNeeds,
) {
  const { clock, ids } = needs;
  const { institutionId } = reader.scope;
  const now = clock.now();
  const achievement = await reportable(reader, input);
  const marks = fittingMarks(achievement, input);
  const scored = score(achievement.rubric, marks);
  const { recipient, isNewRecipient } = await recipientOf(reader, input, needs);
  await refuseOwnWork(reader, call, recipient, input.assessedBy);
  refuseOtherOutcome('awarded', scored);
  const earlier = await attemptsOf(reader, recipient.id, achievement.id);
  refuseFurtherAttempt(achievement, earlier);
  await refuseMissingPrerequisites(reader, achievement, recipient.id, now);
  const issuer = await findIssuer(reader, achievement.content.issuerId);
  const owner = await findInstitution(reader, institutionId);
  if (issuer === undefined || owner === undefined)
    throw invalid('/achievementId', 'unknown_achievement', 'The achievement has no issuer.');
  const assessedAt = input.assessedAt === undefined ? now : new Date(input.assessedAt);
  if (Number.isNaN(assessedAt.getTime())) throw invalid('/assessedAt', 'format', 'Must be a moment of the calendar.');
  if (assessedAt > now)
    throw invalid('/assessedAt', 'in_future', 'The assessment cannot have been made in the future.');
  const submission: SubmissionRow = {
    id: ids.next('submission'),
    institutionId,
    achievementId: achievement.id,
    achievementVersion: achievement.version,
    recipientId: recipient.id,
    attempt: (earlier[0]?.attempt ?? 0) + 1,
    previousSubmissionId: earlier[0]?.id ?? null,
    origin: 'reported',
    state: 'decided',
    changeNote: null,
    attestation: null,
    createdAt: now,
    submittedAt: null,
    decidedAt: now,
  };
  const assessment: AssessmentRow = {
    id: ids.next('assessment'),
    institutionId,
    submissionId: submission.id,
    origin: 'reported',
    assessorId: null,
    reportedAssessor: input.assessedBy,
    feedback: null,
    createdAt: now,
    assessedAt,
  };
  const decision: DecisionRow = {
    id: ids.next('decision'),
    institutionId,
    submissionId: submission.id,
    assessmentId: assessment.id,
    basis: 'reported',
    outcome: 'awarded',
    approverId: call.principal.member?.memberId ?? null,
    reason: input.reason ?? '',
    criteria: scored.criteria,
    proofSuite: input.proofSuite ?? null,
    narrative: input.narrative ?? null,
    createdAt: now,
  };
  const evidence = (input.evidence ?? []).map((piece): EvidenceRow => ({
    id: ids.next('evidence'),
    institutionId,
    submissionId: submission.id,
    requirementId: null,
    kind: piece.url === undefined ? 'file' : 'link',
    name: piece.name,
    description: piece.description ?? null,
    text: null,
    url: piece.url ?? null,
    result: null,
    blobKey: null,
    fileName: null,
    mediaType: piece.mediaType ?? null,
    sizeBytes: null,
    sha256: piece.sha256 ?? null,
    createdAt: now,
  }));
  const award: Award = {
    institution: owner,
    issuer,
    achievement,
    recipient,
    submission,
    evidence,
    assessment,
    decision,
  };
  return { award, marks, isNewRecipient };
}

async function reportable(reader: Reader<InstitutionScope>, input: ReportInput): Promise<AchievementVersion> {
  const achievement = await findAchievementVersion(reader, input.achievementId, input.version);
  if (achievement === undefined || achievement.institutionId !== reader.scope.institutionId) {
    throw invalid('/achievementId', 'unknown_achievement', 'This institution has not published such an achievement.');
  }
  if (achievement.retired) throw conflict('retired', 'The achievement is retired and can no longer be earned.');
  return achievement;
}

function fittingMarks({ rubric }: AchievementVersion, input: ReportInput): readonly Mark[] {
  if ((input.marks === undefined) === (input.results === undefined)) {
    throw invalid('', 'one_of', 'Give either marks (a level per criterion) or results (points per criterion).');
  }
  const errors: ProblemError[] =
    input.marks === undefined ? brokenResults(rubric, input.results ?? []) : brokenMarks(rubric, input.marks);
  if (errors.length > 0)
    throw new Problem('rule-broken', { detail: 'The scores do not fit the rubric; see errors.', errors });
  return input.marks ?? marksFromResults(rubric, input.results ?? []);
}

async function recipientOf(reader: Reader<InstitutionScope>, input: ReportInput, { clock, ids }: IssueNeeds) {
  if ((input.recipientId === undefined) === (input.recipient === undefined)) {
    throw invalid('', 'one_of', 'Give either recipientId or recipient.');
  }
  if (input.recipient === undefined) {
    const known = await findRecipient(reader, input.recipientId ?? '');
    if (known === undefined)
      throw invalid('/recipientId', 'unknown_recipient', 'There is no such recipient of this institution.');
    return { recipient: known, isNewRecipient: false };
  }
  const errors = brokenRecipientRules(input.recipient).map((error) => ({
    ...error,
    pointer: `/recipient${error.pointer}`,
  }));
  if (errors.length > 0) throw new Problem('rule-broken', { detail: 'Some rules are broken; see errors.', errors });
  const { email } = input.recipient;
  const known = email === undefined ? undefined : await findRecipientByEmail(reader, normaliseEmail(email));
  if (known !== undefined) {
    refuseOtherIdentity(known, input.recipient);
    return { recipient: known, isNewRecipient: false };
  }
  const kept = {
    id: ids.next('recipient'),
    institutionId: reader.scope.institutionId,
    version: 1,
    createdAt: clock.now(),
  };
  return { recipient: recipientRow(input.recipient, kept), isNewRecipient: true };
}

/** Neither the assessor who is named nor the member who reports may be the recipient. */
async function refuseOwnWork(
  reader: Reader<InstitutionScope>,
  call: KeyCall,
  recipient: RecipientRow,
  assessedBy: ReportedAssessor,
): Promise<void> {
  if (recipient.email === null) return;
  const member = await findMemberByEmail(reader, recipient.email);
  const reports = member !== undefined && member.id === call.principal.member?.memberId;
  const assessed = assessedBy.email !== undefined && normaliseEmail(assessedBy.email) === recipient.email;
  if (!reports && !assessed) return;
  throw new Problem('forbidden', { code: 'self_award', detail: 'Nobody assesses their own work.' });
}

/** What is told of a recipient who is known already must not be passed over; the name that is known stays. */
function refuseOtherIdentity(known: RecipientRow, told: RecipientInput): void {
  const otherDid = told.did !== undefined && told.did !== known.did;
  const others = (told.identifiers ?? []).filter(
    (one) =>
      !known.identifiers.some(
        (mine) => mine.identifierType === one.identifierType && mine.identifier === one.identifier,
      ),
  );
  if (!otherDid && others.length === 0) return;
  throw conflict(
    'recipient_differs',
    'A recipient with this e-mail address is known with another DID or other identifiers. Change the recipient first, or name it by recipientId.',
  );
}
