// One assessor scores one submission against the rubric version it was made for. Nobody assesses their own work.
import { findMember } from '../../access/member-store.ts';
import type { MemberRow } from '../../access/member-store.ts';
import { findAchievementVersion } from '../../catalog/achievements/achievement-store.ts';
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import type { KeyPrincipal } from '../../kernel/principal.ts';
import { Problem, conflict, notFound } from '../../kernel/problem.ts';
import type { Database } from '../../platform/db/database.ts';
import { institution } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { RecipientRow } from '../recipients/recipient-table.ts';
import { findRecipient } from '../recipients/recipient-store.ts';
import { findSubmission, lockSubmission, moveSubmission } from '../submissions/submission-store.ts';
import { assessmentView } from './assessment-view.ts';
import type { AssessmentRow } from './assessment-table.ts';
import type { AssessmentView } from './assessment.ts';
import { findAssessmentOf, insertAssessment } from './assessment-store.ts';
import { brokenMarks, score } from './scoring.ts';
import type { Mark } from './scoring.ts';

type KeyCall = Call<KeyPrincipal>;

export interface AssessInput {
  readonly marks: readonly Mark[];
  readonly feedback?: string;
}

export interface Assessments {
  /** @throws Problem forbidden/self_award, conflict/not_submitted, conflict/already_assessed, rule-broken */
  create(call: KeyCall, submissionId: string, input: AssessInput): Promise<AssessmentView>;
  ofSubmission(call: KeyCall, submissionId: string): Promise<readonly AssessmentView[]>;
}

export interface AssessmentNeeds {
  readonly database: Database;
  readonly changes: Changes;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function assessments({ database, changes, outbox, clock, ids }: AssessmentNeeds): Assessments {
  return {
    create: (call, submissionId, input) =>
      changes.run(institution(call.principal.institutionId), call, async (tx) => {
        const submission = await lockSubmission(tx, submissionId);
        if (submission === undefined) throw notFound();
        const assessor = await findMember(tx, call.principal.member?.memberId ?? '');
        const recipient = await findRecipient(tx, submission.recipientId);
        if (assessor === undefined || recipient === undefined) throw notFound();
        refuseOwnWork(assessor, recipient);
        if (submission.state === 'in-assessment')
          throw conflict('already_assessed', 'The submission is assessed already.');
        if (submission.state !== 'submitted') {
          throw conflict(
            'not_submitted',
            `The submission is ${submission.state}; only a submitted one can be assessed.`,
          );
        }
        const achievement = await findAchievementVersion(tx, submission.achievementId, submission.achievementVersion);
        if (achievement === undefined) throw notFound();
        const errors = brokenMarks(achievement.rubric, input.marks);
        if (errors.length > 0)
          throw new Problem('rule-broken', { detail: 'The marks do not fit the rubric; see errors.', errors });
        const now = clock.now();
        const row: AssessmentRow = {
          id: ids.next('assessment'),
          institutionId: tx.scope.institutionId,
          submissionId,
          origin: 'assessed',
          assessorId: assessor.id,
          reportedAssessor: null,
          feedback: input.feedback ?? null,
          createdAt: now,
          assessedAt: now,
        };
        await insertAssessment(tx, row, input.marks);
        await moveSubmission(tx, submissionId, ['submitted'], { state: 'in-assessment' });
        if (achievement.content.assessmentPolicy.decidedBy === 'rule') {
          await outbox.put(tx, 'decide-award', submissionId, { institutionId: row.institutionId, submissionId });
        }
        const result = assessmentView(row, score(achievement.rubric, input.marks));
        return { result, events: [assessmentEvent(row, result.passed)] };
      }),
    ofSubmission: (call, submissionId) =>
      database.read(institution(call.principal.institutionId), async (reader) => {
        const submission = await findSubmission(reader, submissionId);
        if (submission === undefined) throw notFound();
        const found = await findAssessmentOf(reader, submissionId);
        if (found === undefined) return [];
        const { achievementId, achievementVersion } = submission;
        const achievement = await findAchievementVersion(reader, achievementId, achievementVersion);
        if (achievement === undefined) throw notFound();
        return [assessmentView(found.assessment, score(achievement.rubric, found.marks))];
      }),
  };
}

/** The same address is the same person, whoever vouched for it. */
export function isSamePerson(
  one: { readonly email: string | null },
  other: { readonly email: string | null },
): boolean {
  return one.email !== null && one.email === other.email;
}

function refuseOwnWork(assessor: MemberRow, recipient: RecipientRow): void {
  if (!isSamePerson(assessor, recipient)) return;
  throw new Problem('forbidden', { code: 'self_award', detail: 'Nobody assesses their own work.' });
}

export function assessmentEvent(row: AssessmentRow, passed: boolean) {
  return {
    event: 'assessment.completed',
    subject: { type: 'assessment', id: row.id },
    institutionId: row.institutionId,
    details: { submissionId: row.submissionId, origin: row.origin, passed },
  };
}
