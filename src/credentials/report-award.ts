// An institution that assessed elsewhere reports the marks, and the badge is issued through the same gate: the report
// becomes a submission, an assessment and a decision with the basis `reported`. Decision, reservation and idempotency
// record commit together; signing follows in the same request, and the worker resumes it if the request dies.
import { findMemberByEmail } from '../access/member-store.ts';
import { findAchievementVersion } from '../catalog/achievements/achievement-store.ts';
import type { AchievementVersion } from '../catalog/achievements/achievement.ts';
import { findInstitution } from '../catalog/institutions/institution-store.ts';
import { findIssuer } from '../catalog/issuers/issuer-store.ts';
import type { ProofSuite } from '../catalog/issuers/issuer.ts';
import type { AssessmentRow } from '../earning/assessments/assessment-table.ts';
import type { ReportedAssessor } from '../earning/assessments/assessment.ts';
import { assessmentEvent } from '../earning/assessments/assessments.ts';
import { insertAssessment } from '../earning/assessments/assessment-store.ts';
import { brokenMarks, brokenResults, marksFromResults, score } from '../earning/assessments/scoring.ts';
import type { Mark, PointsResult } from '../earning/assessments/scoring.ts';
import type { DecisionRow } from '../earning/decisions/decision-table.ts';
import { insertDecision } from '../earning/decisions/decision-store.ts';
import { decisionEvent } from '../earning/decisions/decision-view.ts';
import { refuseOtherOutcome } from '../earning/decisions/decision.ts';
import { findRecipient, findRecipientByEmail, insertRecipient } from '../earning/recipients/recipient-store.ts';
import type { RecipientRow } from '../earning/recipients/recipient-table.ts';
import { brokenRecipientRules } from '../earning/recipients/recipient.ts';
import type { RecipientInput } from '../earning/recipients/recipient.ts';
import { recipientRow } from '../earning/recipients/recipient-view.ts';
import type { EvidenceRow, SubmissionRow } from '../earning/submissions/submission-table.ts';
import { insertEvidence, insertSubmission } from '../earning/submissions/submission-store.ts';
import type { Call } from '../kernel/call.ts';
import type { KeyPrincipal } from '../kernel/principal.ts';
import { Problem, conflict, invalid } from '../kernel/problem.ts';
import type { ProblemError } from '../kernel/problem.ts';
import { isUniqueViolation } from '../platform/db/database.ts';
import type { Reader } from '../platform/db/database.ts';
import { institution } from '../platform/db/scope.ts';
import type { InstitutionScope } from '../platform/db/scope.ts';
import type { Changes } from '../platform/idempotency/changes.ts';
import { normaliseEmail } from '../standards/identity-hash.ts';
import type { Award } from './award.ts';
import { findCredential } from './credential-store.ts';
import { credentialView } from './credential-view.ts';
import type { CredentialView } from './credential.ts';
import type { DrawnCredential, IssueCredential, IssueNeeds } from './issue-credential.ts';

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

/** Signs what was reported, or says that it will be. */
export interface ReportAward {
  /** @returns the credential: published, or still to be signed by the worker when two seconds did not suffice */
  (call: KeyCall, input: ReportInput): Promise<CredentialView>;
}

const SIGN_WITHIN_MILLISECONDS = 2_000;
const WORKER_DELAY_SECONDS = 5;
const MOST_DRAWS = 20;

export function reportAward(changes: Changes, issuing: IssueCredential, needs: IssueNeeds): ReportAward {
  const { database, outbox, crash } = needs;

  const reserve = async (call: KeyCall, input: ReportInput): Promise<{ id: string; drawn?: DrawnCredential }> => {
    const scope = institution(call.principal.institutionId);
    for (let attempt = 0; attempt < MOST_DRAWS; attempt++) {
      const { award, marks, isNewRecipient } = await database.read(scope, (reader) =>
        reportedAward(reader, call, input, needs),
      );
      const drawn = await issuing.draw(award, call);
      crash('before-reserve');
      try {
        const { id } = await changes.run(scope, call, async (tx) => {
          if (isNewRecipient) await insertRecipient(tx, award.recipient);
          await insertSubmission(tx, award.submission);
          for (const piece of award.evidence) await insertEvidence(tx, piece);
          await insertAssessment(tx, award.assessment, marks);
          await insertDecision(tx, award.decision);
          await issuing.reserve(tx, drawn, call);
          const payload = { institutionId: award.decision.institutionId, decisionId: award.decision.id };
          await outbox.put(tx, 'issue-credential', award.decision.id, payload, { delaySeconds: WORKER_DELAY_SECONDS });
          const events = [
            ...(isNewRecipient ? [recipientEvent(award.recipient)] : []),
            submissionEvent(award.submission),
            assessmentEvent(award.assessment, true),
            decisionEvent(award.decision),
          ];
          return { result: { id: drawn.row.id }, events };
        });
        crash('after-reserve');
        return id === drawn.row.id ? { id, drawn } : { id };
      } catch (error) {
        // A status entry or the recipient's address was taken meanwhile: look and draw again.
        if (isUniqueViolation(error)) continue;
        throw error;
      }
    }
    throw new Problem('unavailable', { detail: 'No free status entry could be reserved.', retryAfterSeconds: 5 });
  };

  return async (call, input) => {
    const { id, drawn } = await reserve(call, input);
    const scope = institution(call.principal.institutionId);
    const row = drawn?.row ?? (await database.read(scope, (reader) => findCredential(reader, id)));
    if (row === undefined) throw conflict('gone', 'The credential of this request is no longer there.');
    if (row.state === 'published') return credentialView(row);
    const signing = issuing.complete(row, call, drawn?.linted).then(credentialView);
    return within(signing, SIGN_WITHIN_MILLISECONDS, credentialView(row));
  };
}

/** What `work` gives, or `otherwise` when it takes too long; then it goes on, and the worker has it anyway. */
async function within<T>(work: Promise<T>, milliseconds: number, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The report as the rows it becomes. @throws Problem when it does not fit, or did not pass */
async function reportedAward(reader: Reader<InstitutionScope>, call: KeyCall, input: ReportInput, needs: IssueNeeds) {
  const { clock, ids } = needs;
  const { institutionId } = reader.scope;
  const now = clock.now();
  const achievement = await reportable(reader, input);
  const marks = fittingMarks(achievement, input);
  const scored = score(achievement.rubric, marks);
  const { recipient, isNewRecipient } = await recipientOf(reader, input, needs);
  await refuseOwnWork(reader, call, recipient, input.assessedBy);
  refuseOtherOutcome('awarded', scored);
  const issuer = await findIssuer(reader, achievement.content.issuerId);
  const owner = await findInstitution(reader, institutionId);
  if (issuer === undefined || owner === undefined)
    throw invalid('/achievementId', 'unknown_achievement', 'The achievement has no issuer.');
  const assessedAt = input.assessedAt === undefined ? now : new Date(input.assessedAt);
  if (assessedAt > now)
    throw invalid('/assessedAt', 'in_future', 'The assessment cannot have been made in the future.');
  const submission: SubmissionRow = {
    id: ids.next('submission'),
    institutionId,
    achievementId: achievement.id,
    achievementVersion: achievement.version,
    recipientId: recipient.id,
    attempt: 1,
    previousSubmissionId: null,
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
  if (known !== undefined) return { recipient: known, isNewRecipient: false };
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

function recipientEvent(row: RecipientRow) {
  const subject = { type: 'recipient', id: row.id };
  return { event: 'recipient.created', subject, institutionId: row.institutionId, details: { version: row.version } };
}

function submissionEvent(row: SubmissionRow) {
  const details = { achievementId: row.achievementId, achievementVersion: row.achievementVersion };
  const subject = { type: 'submission', id: row.id };
  return { event: 'submission.reported', subject, institutionId: row.institutionId, details };
}
