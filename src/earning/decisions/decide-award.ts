// The ruling on an assessed submission: computed from the marks, confirmed by an approver who did not score it, or made
// by the rule alone where the achievement's policy says so. An award leaves the task that issues the credential.
import { findMember } from '../../access/member-store.ts';
import { findAchievementVersion } from '../../catalog/achievements/achievement-store.ts';
import type { ProofSuite } from '../../catalog/issuers/issuer.ts';
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import { task } from '../../kernel/principal.ts';
import type { KeyPrincipal } from '../../kernel/principal.ts';
import { Problem, conflict, notFound } from '../../kernel/problem.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import { institution } from '../../platform/db/scope.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { isSamePerson } from '../assessments/assessments.ts';
import { findAssessmentOf } from '../assessments/assessment-store.ts';
import { score } from '../assessments/scoring.ts';
import { findRecipient } from '../recipients/recipient-store.ts';
import { lockSubmission, moveSubmission } from '../submissions/submission-store.ts';
import { computedOutcome, refuseOtherOutcome } from './decision.ts';
import { decisionEvent, decisionView } from './decision-view.ts';
import type { DecisionRow } from './decision-table.ts';
import type { DecisionView } from './decision.ts';
import { findDecision, insertDecision } from './decision-store.ts';

type KeyCall = Call<KeyPrincipal>;

export interface DecideInput {
  readonly outcome: 'awarded' | 'declined';
  /** In words, for the learner. */
  readonly reason: string;
  readonly narrative?: string;
  readonly proofSuite?: ProofSuite;
}

export interface Decisions {
  /** @throws Problem conflict/assessment_not_passed, conflict/already_decided, forbidden/scored_it, forbidden/self_award */
  decide(call: KeyCall, submissionId: string, input: DecideInput): Promise<DecisionView>;
  /** The rule decides alone; does nothing when it was decided before. */
  decideByRule(institutionId: string, submissionId: string, requestId: string): Promise<void>;
  read(call: KeyCall, id: string): Promise<DecisionView>;
}

export interface DecisionNeeds {
  readonly database: Database;
  readonly changes: Changes;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function decisions({ database, changes, outbox, clock, ids }: DecisionNeeds): Decisions {
  /** The submission under lock with its score, when it can be decided now. */
  const decidable = async (tx: Tx<InstitutionScope>, submissionId: string) => {
    const submission = await lockSubmission(tx, submissionId);
    if (submission === undefined) throw notFound();
    if (submission.state === 'decided') throw conflict('already_decided', 'The submission is decided already.');
    const found = await findAssessmentOf(tx, submissionId);
    if (submission.state !== 'in-assessment' || found === undefined) {
      throw conflict('assessment_not_passed', 'There is no complete assessment of this submission.');
    }
    const achievement = await findAchievementVersion(tx, submission.achievementId, submission.achievementVersion);
    const recipient = await findRecipient(tx, submission.recipientId);
    const assessor = await findMember(tx, found.assessment.assessorId ?? '');
    if (achievement === undefined || recipient === undefined) throw notFound();
    // The recipient's address may have become the assessor's since the assessment.
    if (assessor !== undefined && isSamePerson(assessor, recipient)) {
      throw new Problem('forbidden', { code: 'self_award', detail: 'Nobody assesses their own work.' });
    }
    return {
      recipient,
      submission,
      achievement,
      assessment: found.assessment,
      score: score(achievement.rubric, found.marks),
    };
  };

  const settle = async (tx: Tx<InstitutionScope>, row: DecisionRow) => {
    await insertDecision(tx, row);
    await moveSubmission(tx, row.submissionId, ['in-assessment'], { state: 'decided', decidedAt: row.createdAt });
    if (row.outcome === 'awarded') {
      await outbox.put(tx, 'issue-credential', row.id, { institutionId: row.institutionId, decisionId: row.id });
    }
    return { result: decisionView(row), events: [decisionEvent(row)] };
  };

  return {
    decide: (call, submissionId, input) =>
      changes.run(institution(call.principal.institutionId), call, async (tx) => {
        const found = await decidable(tx, submissionId);
        const approver = await findMember(tx, call.principal.member?.memberId ?? '');
        const { recipient } = found;
        if (approver === undefined) throw notFound();
        if (approver.id === found.assessment.assessorId) {
          throw new Problem('forbidden', {
            code: 'scored_it',
            detail: 'Whoever scored a submission does not decide on it.',
          });
        }
        if (isSamePerson(approver, recipient)) {
          throw new Problem('forbidden', { code: 'self_award', detail: 'Nobody decides on their own work.' });
        }
        refuseOtherOutcome(input.outcome, found.score);
        return settle(tx, {
          id: ids.next('decision'),
          institutionId: tx.scope.institutionId,
          submissionId,
          assessmentId: found.assessment.id,
          basis: 'assessed',
          outcome: input.outcome,
          approverId: approver.id,
          reason: input.reason,
          criteria: found.score.criteria,
          proofSuite: input.proofSuite ?? null,
          narrative: input.narrative ?? null,
          createdAt: clock.now(),
        });
      }),
    decideByRule: async (institutionId, submissionId, requestId) => {
      const call: Call = { principal: task('decide-award'), requestId, operation: 'decisions.create' };
      await changes.run(institution(institutionId), call, async (tx) => {
        // Decided or withdrawn meanwhile: there is nothing left to decide.
        const submission = await lockSubmission(tx, submissionId);
        if (submission?.state !== 'in-assessment') return { result: null, events: [] };
        const found = await decidable(tx, submissionId);
        if (found.achievement.content.assessmentPolicy.decidedBy !== 'rule') return { result: null, events: [] };
        return settle(tx, {
          id: ids.next('decision'),
          institutionId,
          submissionId,
          assessmentId: found.assessment.id,
          basis: 'assessed',
          outcome: computedOutcome(found.score),
          approverId: null,
          reason: found.assessment.feedback ?? '',
          criteria: found.score.criteria,
          proofSuite: null,
          narrative: null,
          createdAt: clock.now(),
        });
      });
    },
    read: async (call, id) => {
      const row = await database.read(institution(call.principal.institutionId), (reader) => findDecision(reader, id));
      if (row === undefined) throw notFound();
      return decisionView(row);
    },
  };
}
