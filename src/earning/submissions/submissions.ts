// Use cases on submissions: start a draft, hand it in, withdraw it.
import { findAchievementVersion } from '../../catalog/achievements/achievement-store.ts';
import type { AchievementVersion } from '../../catalog/achievements/achievement.ts';
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import { pageOf } from '../../kernel/page.ts';
import type { Page, PageRequest } from '../../kernel/page.ts';
import type { KeyPrincipal } from '../../kernel/principal.ts';
import { Problem, conflict, invalid, notFound } from '../../kernel/problem.ts';
import type { Database, Reader } from '../../platform/db/database.ts';
import { institution } from '../../platform/db/scope.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import { findRecipient } from '../recipients/recipient-store.ts';
import { gapsInAttestation, gapsInEvidence } from './completeness.ts';
import { refuseFurtherAttempt, refuseMissingPrerequisites } from './conditions.ts';
import { submissionView } from './submission-view.ts';
import type { Attestation, SubmissionView } from './submission.ts';
import type { SubmissionRow } from './submission-table.ts';
import {
  attemptsOf,
  evidenceOf,
  findSubmission,
  insertSubmission,
  listSubmissions,
  lockSubmission,
  moveSubmission,
} from './submission-store.ts';
import type { SubmissionFilter } from './submission-store.ts';

type KeyCall = Call<KeyPrincipal>;

export interface Submissions {
  /** Starts a draft of the last published version; its attempt number counts the recipient's earlier ones. */
  create(
    call: KeyCall,
    input: { readonly achievementId: string; readonly recipientId: string },
  ): Promise<SubmissionView>;
  list(call: KeyCall, filter: SubmissionFilter, page: PageRequest): Promise<Page<SubmissionView>>;
  read(call: KeyCall, id: string): Promise<SubmissionView>;
  /** Hands in. @throws Problem rule-broken with every gap; conflict/prerequisite_missing */
  submit(call: KeyCall, id: string, input: SubmitInput): Promise<SubmissionView>;
  withdraw(call: KeyCall, id: string): Promise<SubmissionView>;
}

export interface SubmitInput {
  readonly attestation: Attestation;
  /** What changed since the last attempt; asked for from the second attempt on. */
  readonly changeNote?: string;
}

const OPEN = ['draft', 'submitted', 'in-assessment'] as const;

export function submissions(database: Database, changes: Changes, clock: Clock, ids: Ids): Submissions {
  const scopeOf = (call: KeyCall) => institution(call.principal.institutionId);
  const withEvidence = async (reader: Reader<InstitutionScope>, row: SubmissionRow) =>
    submissionView(row, await evidenceOf(reader, row.id));
  return {
    create: (call, input) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const achievement = await openAchievement(tx, input.achievementId);
        if ((await findRecipient(tx, input.recipientId)) === undefined) {
          throw invalid('/recipientId', 'unknown_recipient', 'There is no such recipient of this institution.');
        }
        const earlier = await attemptsOf(tx, input.recipientId, achievement.id);
        if (earlier.some((row) => (OPEN as readonly string[]).includes(row.state))) {
          throw conflict('attempt_open', 'An attempt of this recipient is still open.');
        }
        refuseFurtherAttempt(achievement, earlier);
        const row: SubmissionRow = {
          id: ids.next('submission'),
          institutionId: tx.scope.institutionId,
          achievementId: achievement.id,
          achievementVersion: achievement.version,
          recipientId: input.recipientId,
          attempt: (earlier[0]?.attempt ?? 0) + 1,
          previousSubmissionId: earlier[0]?.id ?? null,
          origin: 'submitted',
          state: 'draft',
          changeNote: null,
          attestation: null,
          createdAt: clock.now(),
          submittedAt: null,
          decidedAt: null,
        };
        await insertSubmission(tx, row);
        return { result: submissionView(row, []), events: [event('submission.started', row)] };
      }),
    list: (call, filter, page) =>
      database.read(scopeOf(call), async (reader) => {
        const rows = await listSubmissions(reader, filter, page);
        const views = new Map<string, SubmissionView>();
        for (const row of rows) views.set(row.id, await withEvidence(reader, row));
        return pageOf(rows, page, (row) => views.get(row.id) ?? submissionView(row, []));
      }),
    read: (call, id) =>
      database.read(scopeOf(call), async (reader) => {
        const row = await findSubmission(reader, id);
        if (row === undefined) throw notFound();
        return withEvidence(reader, row);
      }),
    submit: (call, id, input) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const row = await lockSubmission(tx, id);
        if (row === undefined) throw notFound();
        if (row.state !== 'draft')
          throw conflict('not_a_draft', `The submission is ${row.state} and cannot be handed in.`);
        const achievement = await findAchievementVersion(tx, row.achievementId, row.achievementVersion);
        if (achievement === undefined) throw notFound();
        const evidence = await evidenceOf(tx, id);
        const errors = [
          ...gapsInAttestation(input.attestation),
          ...gapsInEvidence(achievement.content.evidenceRequirements, evidence),
          ...missingChangeNote(row, input),
        ];
        if (errors.length > 0)
          throw new Problem('rule-broken', { detail: 'The submission is not complete; see errors.', errors });
        await refuseMissingPrerequisites(tx, achievement, row.recipientId, clock.now());
        const changed: SubmissionRow = {
          ...row,
          state: 'submitted',
          attestation: input.attestation,
          changeNote: input.changeNote ?? null,
          submittedAt: clock.now(),
        };
        await moveSubmission(tx, id, ['draft'], changed);
        return { result: submissionView(changed, evidence), events: [event('submission.submitted', changed)] };
      }),
    withdraw: (call, id) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const row = await lockSubmission(tx, id);
        if (row === undefined) throw notFound();
        if (row.state === 'withdrawn') return { result: await withEvidence(tx, row), events: [] };
        if (!(await moveSubmission(tx, id, OPEN, { state: 'withdrawn' }))) {
          throw conflict('already_decided', 'The submission is decided and cannot be withdrawn.');
        }
        const changed: SubmissionRow = { ...row, state: 'withdrawn' };
        return { result: await withEvidence(tx, changed), events: [event('submission.withdrawn', changed)] };
      }),
  };
}

/** The achievement in its last published version, while it can be earned. */
async function openAchievement(reader: Reader<InstitutionScope>, id: string): Promise<AchievementVersion> {
  const achievement = await findAchievementVersion(reader, id);
  if (achievement === undefined || achievement.institutionId !== reader.scope.institutionId) {
    throw invalid('/achievementId', 'unknown_achievement', 'This institution has not published such an achievement.');
  }
  if (achievement.retired) throw conflict('retired', 'The achievement is retired and can no longer be earned.');
  return achievement;
}

function missingChangeNote(row: SubmissionRow, input: SubmitInput) {
  if (row.attempt === 1 || input.changeNote !== undefined) return [];
  const detail = 'From the second attempt on, say what changed since the last one.';
  return [{ pointer: '/changeNote', code: 'missing', detail }];
}

function event(name: string, row: SubmissionRow) {
  return {
    event: name,
    subject: { type: 'submission', id: row.id },
    institutionId: row.institutionId,
    details: { achievementId: row.achievementId, achievementVersion: row.achievementVersion, attempt: row.attempt },
  };
}
