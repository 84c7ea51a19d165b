// If this fails, a credential can come of work that did not pass, or of a ruling that nobody was allowed to make.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import type { DecisionView } from '../../src/earning/decisions/decision.ts';
import type { SubmissionView } from '../../src/earning/submissions/submission.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Page } from '../../src/kernel/page.ts';
import type { Answer } from '../setup/client.ts';
import {
  assess,
  award,
  credentialOf,
  decide,
  failingMarks,
  handIn,
  makeMember,
  makeRecipient,
  makeSchool,
  publishAchievement,
  startSubmission,
} from '../setup/earning.ts';
import type { School } from '../setup/earning.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { watchedKeys } from '../setup/watched-keys.ts';

const keys = watchedKeys();
let api: TestApp;
let school: School;
let achievementId: string;

beforeAll(async () => {
  api = await openTestApp({ keys: keys.driver });
  school = await makeSchool(api);
  achievementId = (await publishAchievement(school)).id;
});
afterAll(() => api.close());

const ruling = (submissionId: string, outcome: string, caller = school.approver, headers = {}): Promise<Answer> =>
  caller.post(`/v1/submissions/${submissionId}/decisions`, { outcome, reason: 'As the marks say.' }, headers);
const scored = async (marks?: object[]): Promise<string> => {
  const { id } = await handIn(school, achievementId);
  await assess(school, id, marks);
  return id;
};
const credentials = async (query: string): Promise<readonly CredentialView[]> =>
  expectStatus<Page<CredentialView>>(await school.key.get(`/v1/credentials?${query}`), 200).items;

/** Refused without a row written or a key used. */
async function expectNoAward(ask: () => Promise<Answer>, slug: 'conflict' | 'forbidden', code: string): Promise<void> {
  const before = { rows: await rowsOf(api.database), signings: keys.signings() };
  expectProblem(await ask(), slug, { code });
  expect({ rows: await rowsOf(api.database), signings: keys.signings() }).toEqual(before);
}

test('201 an award says what was reached and why, and 200 is read again', async () => {
  const id = await scored();
  const answer = await ruling(id, 'awarded');
  const made = expectStatus<DecisionView>(answer, 201);
  expect(answer.headers.location).toBe(`/v1/decisions/${made.id}`);
  expect(made).toMatchObject({ submissionId: id, basis: 'assessed', outcome: 'awarded', reason: 'As the marks say.' });
  expect(made.criteria.map(({ criterion, met }) => `${criterion} ${met}`)).toEqual([
    'local-context true',
    'differentiation true',
  ]);
  expect(expectStatus(await school.key.get(`/v1/decisions/${made.id}`), 200)).toEqual(made);
  const submission = expectStatus<SubmissionView>(await school.key.get(`/v1/submissions/${id}`), 200);
  expect(submission).toMatchObject({ state: 'decided', decidedAt: made.decidedAt });
});

test('409 G-02 what is undecided, unscored, withdrawn or below its level is never awarded; no key is used', async () => {
  const draft = await startSubmission(school, achievementId);
  const submitted = await handIn(school, achievementId);
  const withdrawn = await handIn(school, achievementId);
  expectStatus(await school.key.post(`/v1/submissions/${withdrawn.id}/withdraw`), 200);
  for (const { id } of [draft, submitted, withdrawn]) {
    await expectNoAward(() => ruling(id, 'awarded'), 'conflict', 'assessment_not_passed');
    await expectNoAward(() => ruling(id, 'declined'), 'conflict', 'assessment_not_passed');
  }
  const failed = await scored(failingMarks);
  await expectNoAward(() => ruling(failed, 'awarded'), 'conflict', 'assessment_not_passed');
  const refusal = await ruling(failed, 'awarded');
  expect(refusal.body).toContain('local-context');
  expect(refusal.body).not.toContain('differentiation');
});

test('409 a pass cannot be declined: only the outcome that the marks call for is confirmed', async () => {
  const passed = await scored();
  await expectNoAward(() => ruling(passed, 'declined'), 'conflict', 'assessment_passed');
  for (const outcome of ['overturned', 'maybe']) {
    expectProblem(await ruling(passed, outcome), 'validation-failed', { errors: ['/outcome not_allowed'] });
  }
});

test('403 whoever scored does not decide, and nobody decides on their own work', async () => {
  const both = await makeMember(school, ['assessor', 'approver']);
  const caller = school.key.as(both.id);
  const { id } = await handIn(school, achievementId);
  const assessed = await caller.post(`/v1/submissions/${id}/assessments`, { marks: failingMarks });
  expectStatus(assessed, 201);
  await expectNoAward(() => ruling(id, 'declined', caller), 'forbidden', 'scored_it');
  const recipient = await makeRecipient(school, { email: 'pilar@plateau.example' });
  const pilar = await makeMember(school, ['approver'], { email: 'PILAR@plateau.example' });
  const own = await handIn(school, achievementId, recipient.id);
  await assess(school, own.id);
  await expectNoAward(() => ruling(own.id, 'awarded', school.key.as(pilar.id)), 'forbidden', 'self_award');
});

test('403 G-04 only a member with the role decides; an admin not by being one', async () => {
  const id = await scored();
  await expectNoAward(() => ruling(id, 'awarded', school.key), 'forbidden', 'member_needed');
  for (const role of ['admin', 'assessor', 'author', 'registrar', 'auditor']) {
    const member = await makeMember(school, [role]);
    await expectNoAward(() => ruling(id, 'awarded', school.key.as(member.id)), 'forbidden', 'role_missing');
  }
});

test('409 a decision is made once; 201 a repeated request under one Idempotency-Key is the same decision', async () => {
  const id = await scored();
  const headers = { 'idempotency-key': 'decide-once' };
  const first = expectStatus(await ruling(id, 'awarded', school.approver, headers), 201);
  expect(expectStatus(await ruling(id, 'awarded', school.approver, headers), 201)).toEqual(first);
  await expectNoAward(() => ruling(id, 'awarded'), 'conflict', 'already_decided');
});

test('404 another institution’s decision is answered like a random id, byte for byte', async () => {
  const other = await makeSchool(api, {}, 'Another one');
  const theirs = await award(other, (await publishAchievement(other)).id);
  const answer = await school.key.get(`/v1/decisions/${theirs.id}`);
  expectProblem(answer, 'not-found');
  expectSameAnswer(answer, await school.key.get(`/v1/decisions/${randomIds.next('decision')}`));
});

test('201 an award becomes one credential through the worker; a declined one none, and a second attempt may pass', async () => {
  await api.app.startWorker();
  const declined = await scored(failingMarks);
  const refusal = await decide(school, declined, 'declined');
  expect(refusal.criteria[0]).toMatchObject({ met: false, comment: 'The creek is named, and then forgotten.' });
  const { recipientId } = expectStatus<SubmissionView>(await school.key.get(`/v1/submissions/${declined}`), 200);
  const again = await startSubmission(school, achievementId, recipientId);
  const url = `/v1/submissions/${again.id}`;
  expectStatus(await school.key.post(`${url}/evidence`, { requirement: 'looking-back', text: 'Better now' }), 201);
  const body = { attestation: { ownWork: true, privacyOfOthers: true }, changeNote: 'The creek stays.' };
  expectStatus(await school.key.post(`${url}/submit`, body), 200);
  await assess(school, again.id);
  const decision = await decide(school, again.id);
  const credential = await credentialOf(school, decision.id);
  expect(credential).toMatchObject({ decisionId: decision.id, recipientId, achievementId, status: 'active' });
  expect(await credentials(`recipientId=${recipientId}`)).toHaveLength(1);
  expect(await credentials(`decisionId=${refusal.id}`)).toEqual([]);
});

test('201 where the rule decides, a complete assessment is decided by the worker, either way', async () => {
  await api.app.startWorker();
  const byRule = await publishAchievement(school, { assessmentPolicy: { decidedBy: 'rule' } });
  const good = await handIn(school, byRule.id);
  const bad = await handIn(school, byRule.id);
  await assess(school, bad.id, failingMarks);
  await assess(school, good.id);
  const decided = (id: string) =>
    eventually('the rule to decide', async () => {
      const submission = expectStatus<SubmissionView>(await school.key.get(`/v1/submissions/${id}`), 200);
      return submission.state === 'decided' ? submission : undefined;
    });
  const [{ recipientId }, { recipientId: without }] = [await decided(good.id), await decided(bad.id)];
  const [made] = await eventually('the credential', async () => {
    const found = await credentials(`recipientId=${recipientId}`);
    return found[0]?.state === 'published' ? found : undefined;
  });
  const decision = expectStatus<DecisionView>(await school.key.get(`/v1/decisions/${made?.decisionId ?? ''}`), 200);
  expect(decision).toMatchObject({ submissionId: good.id, outcome: 'awarded', basis: 'assessed' });
  expect(decision.approverId).toBeUndefined();
  expect(await credentials(`recipientId=${without}`)).toEqual([]);
  expectProblem(await ruling(good.id, 'awarded'), 'conflict', { code: 'already_decided' });
});
