// An institution that assessed elsewhere reports the marks, and the badge is issued through the same gate: the report
// becomes a submission, an assessment and a decision with the basis `reported`. Decision, reservation and idempotency
// record commit together; signing follows in the same request, and the worker resumes it if the request dies.
import { assessmentEvent } from '../earning/assessments/assessments.ts';
import { insertAssessment } from '../earning/assessments/assessment-store.ts';
import { insertDecision } from '../earning/decisions/decision-store.ts';
import { decisionEvent } from '../earning/decisions/decision-view.ts';
import { insertRecipient } from '../earning/recipients/recipient-store.ts';
import type { RecipientRow } from '../earning/recipients/recipient-table.ts';
import type { SubmissionRow } from '../earning/submissions/submission-table.ts';
import { insertEvidence, insertSubmission } from '../earning/submissions/submission-store.ts';
import type { Call } from '../kernel/call.ts';
import type { KeyPrincipal } from '../kernel/principal.ts';
import { Problem, conflict } from '../kernel/problem.ts';
import { isUniqueViolation } from '../platform/db/database.ts';
import { institution } from '../platform/db/scope.ts';
import type { Changes } from '../platform/idempotency/changes.ts';
import { findCredential } from './credential-store.ts';
import { credentialView } from './credential-view.ts';
import type { CredentialView } from './credential.ts';
import type { DrawnCredential, IssueCredential, IssueNeeds } from './issue-credential.ts';
import { reportedAward } from './reported-award.ts';
import type { ReportInput } from './reported-award.ts';

type KeyCall = Call<KeyPrincipal>;

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
    const answered = await changes.answerTo(scope, call);
    if (answered !== undefined) return answered.value as { id: string };
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
    // What came of this request earlier may have been burned; then its award gets another credential.
    const finished =
      row.state === 'burned'
        ? issuing.issue(row.institutionId, row.decisionId, call)
        : issuing.complete(row, call, drawn?.linted);
    const signing = finished.then(credentialView);
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

function recipientEvent(row: RecipientRow) {
  const subject = { type: 'recipient', id: row.id };
  return { event: 'recipient.created', subject, institutionId: row.institutionId, details: { version: row.version } };
}

function submissionEvent(row: SubmissionRow) {
  const details = { achievementId: row.achievementId, achievementVersion: row.achievementVersion };
  const subject = { type: 'submission', id: row.id };
  return { event: 'submission.reported', subject, institutionId: row.institutionId, details };
}
