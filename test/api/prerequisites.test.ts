// If this fails, an achievement can be earned without what it builds on, or nobody can hand in although they hold it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AchievementView } from '../../src/catalog/achievements/achievements.ts';
import type { SubmissionView } from '../../src/earning/submissions/submission.ts';
import {
  attested,
  issue,
  makeRecipient,
  makeSchool,
  publishAchievement,
  reportBody,
  startSubmission,
} from '../setup/earning.ts';
import type { School } from '../setup/earning.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let ahead = 0;
let api: TestApp;
let school: School;
let first: AchievementView;
let second: AchievementView;

beforeAll(async () => {
  api = await openTestApp({ clock: { now: () => new Date(Date.now() + ahead) } });
  await api.app.startWorker();
  school = await makeSchool(api);
  first = await publishAchievement(school, { validFor: { months: 2 } });
  second = await publishAchievement(school, { prerequisites: [first.id] });
});
afterAll(() => api.close());

async function draftOf(recipientId: string): Promise<string> {
  const { id } = await startSubmission(school, second.id, recipientId);
  const body = { requirement: 'looking-back', text: 'It builds on the first.' };
  expectStatus(await school.key.post(`/v1/submissions/${id}/evidence`, body), 201);
  return id;
}
const handIn = (id: string) => school.key.post(`/v1/submissions/${id}/submit`, attested);

test('409 without the badge that comes first nothing is handed in; 200 with it', async () => {
  const { id: recipientId } = await makeRecipient(school);
  const draft = await draftOf(recipientId);
  expect(expectProblem(await handIn(draft), 'conflict', { code: 'prerequisite_missing' }).detail).toContain(first.id);
  const badge = reportBody(first.id, { recipientId, recipient: undefined });
  await issue(school, badge);
  const submitted = await eventually('the holding to be recorded', async () => {
    const answer = await handIn(draft);
    return answer.statusCode === 409 ? undefined : expectStatus<SubmissionView>(answer, 200);
  });
  expect(submitted.state).toBe('submitted');
});

test('409 a badge of somebody else, a revoked one and an expired one do not count', async () => {
  const holder = await makeRecipient(school);
  const { id } = await issue(school, reportBody(first.id, { recipientId: holder.id, recipient: undefined }));
  const somebody = await draftOf((await makeRecipient(school)).id);
  const draft = await draftOf(holder.id);
  expectStatus(await school.key.post(`/v1/credentials/${id}/revoke`, { reason: 'Awarded by mistake.' }), 200);
  // What is done after the revocation is done after it: the worker takes one task of a credential after another.
  const witness = await makeRecipient(school);
  const later = await draftOf(witness.id);
  await issue(school, reportBody(first.id, { recipientId: witness.id, recipient: undefined }));
  expectProblem(await handIn(somebody), 'conflict', { code: 'prerequisite_missing' });
  await eventually('the revocation to be recorded', async () => {
    const { waiting } = expectStatus<{ waiting: number }>(await api.operator.get('/v1/operator/outbox'), 200);
    return waiting === 0 ? true : undefined;
  });
  expectProblem(await handIn(draft), 'conflict', { code: 'prerequisite_missing' });
  ahead = 70 * 24 * 3_600_000;
  expectProblem(await handIn(later), 'conflict', { code: 'prerequisite_missing' });
  ahead = 0;
  expectStatus(await handIn(later), 200);
});
