// If this fails, a learner's draft is lost, unfinished work reaches an assessor, or somebody else sees or changes it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AchievementView } from '../../src/catalog/achievements/achievements.ts';
import type { SubmissionView } from '../../src/earning/submissions/submission.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Page } from '../../src/kernel/page.ts';
import type { Answer } from '../setup/client.ts';
import {
  assess,
  attested,
  decide,
  failingMarks,
  handIn,
  makeRecipient,
  makeSchool,
  publishAchievement,
  startSubmission,
  submit,
} from '../setup/earning.ts';
import type { School } from '../setup/earning.ts';
import { achievementBody, expectStatus } from '../setup/fixtures.ts';
import { fileFor } from '../setup/multipart.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let school: School;
let other: School;
let achievement: AchievementView;

const requirements = [
  { id: 'plan', name: 'Lesson plan', kind: 'file', required: true },
  { id: 'looking-back', name: 'Looking back', kind: 'text', required: true, leastWords: 3, mostWords: 5 },
  { id: 'quiz', name: 'Quiz', kind: 'structured', required: true },
  { id: 'video', name: 'Video', kind: 'link', required: false },
];

beforeAll(async () => {
  api = await openTestApp();
  school = await makeSchool(api);
  other = await makeSchool(api, {}, 'Another one');
  achievement = await publishAchievement(school);
});
afterAll(() => api.close());

const read = async (id: string): Promise<SubmissionView> =>
  expectStatus<SubmissionView>(await school.key.get(`/v1/submissions/${id}`), 200);
const add = (id: string, body: object): Promise<Answer> => school.key.post(`/v1/submissions/${id}/evidence`, body);

test('201 a submission starts as the first attempt at the last published version, and 200 is kept as a draft', async () => {
  const recipient = await makeRecipient(school);
  const body = { achievementId: achievement.id, recipientId: recipient.id };
  const answer = await school.key.post('/v1/submissions', body);
  const made = expectStatus<SubmissionView>(answer, 201);
  expect(answer.headers.location).toBe(`/v1/submissions/${made.id}`);
  expect(made).toMatchObject({ ...body, achievementVersion: 1, attempt: 1, origin: 'submitted', state: 'draft' });
  const text = 'Half a thought, to be finished tomorrow';
  const piece = expectStatus(await add(made.id, { requirement: 'looking-back', text }), 201);
  expect(await read(made.id)).toEqual({ ...made, evidence: [piece] });
});

test('422 everything that is missing is answered at once, each gap with its pointer', async () => {
  const demanding = await publishAchievement(school, { evidenceRequirements: requirements });
  const { id } = await startSubmission(school, demanding.id);
  const nothing = { attestation: { ownWork: false, privacyOfOthers: false } };
  const rows = await rowsOf(api.database);
  expectProblem(await school.key.post(`/v1/submissions/${id}/submit`, nothing), 'rule-broken', {
    errors: [
      '/attestation/ownWork not_attested',
      '/attestation/privacyOfOthers not_attested',
      '/evidence/plan missing',
      '/evidence/looking-back missing',
      '/evidence/quiz missing',
    ],
  });
  expect(await rowsOf(api.database)).toEqual(rows);
  const { body, headers } = fileFor('plan', { fileName: 'plan.txt', type: 'text/plain', content: 'A plan.' });
  expectStatus(await school.key.send('POST', `/v1/submissions/${id}/evidence`, body, headers), 201);
  expectStatus(await add(id, { requirement: 'quiz', result: { value: 8, most: 10 } }), 201);
  expectStatus(await add(id, { requirement: 'looking-back', text: 'Too short' }), 201);
  expectProblem(await school.key.post(`/v1/submissions/${id}/submit`, attested), 'rule-broken', {
    errors: ['/evidence/looking-back too_few_words'],
  });
  const [piece] = (await read(id)).evidence.filter(({ requirement }) => requirement === 'looking-back');
  const long = { requirement: 'looking-back', text: 'one two three four five six' };
  expectStatus(await school.key.put(`/v1/submissions/${id}/evidence/${piece?.id ?? ''}`, long), 200);
  expectProblem(await school.key.post(`/v1/submissions/${id}/submit`, attested), 'rule-broken', {
    errors: ['/evidence/looking-back too_many_words'],
  });
  expect((await read(id)).state).toBe('draft');
});

test('200 what is handed in says so, and 409 nothing about it changes any more', async () => {
  const { id, evidence } = await handIn(school, achievement.id);
  const submitted = await read(id);
  expect(submitted).toMatchObject({ state: 'submitted', ...attested, evidence });
  expect(Date.parse(submitted.submittedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(submitted.createdAt));
  const url = `/v1/submissions/${id}`;
  const piece = `${url}/evidence/${evidence[0]?.id ?? ''}`;
  const text = { requirement: 'looking-back', text: 'Something else' };
  const { body, headers } = fileFor('looking-back', { fileName: 'a.txt', type: 'text/plain', content: 'x' });
  for (const answer of [
    await school.key.post(`${url}/submit`, attested),
    await school.key.post(`${url}/evidence`, text),
    await school.key.send('POST', `${url}/evidence`, body, headers),
    await school.key.put(piece, text),
    await school.key.send('PUT', piece, body, headers),
    await school.key.delete(piece),
  ]) {
    expectProblem(answer, 'conflict', { code: 'not_a_draft' });
  }
  expect(await read(id)).toEqual(submitted);
});

test('400 a submission needs a published achievement and a recipient of the institution; 409 not a retired one', async () => {
  const recipientId = (await makeRecipient(school)).id;
  const draftBody = achievementBody(school.issuer, school.rubric);
  const draft = expectStatus<AchievementView>(await school.key.post('/v1/achievements', draftBody), 201);
  const theirs = await publishAchievement(other);
  for (const achievementId of [draft.id, theirs.id, randomIds.next('achievement')]) {
    expectProblem(await school.key.post('/v1/submissions', { achievementId, recipientId }), 'validation-failed', {
      errors: ['/achievementId unknown_achievement'],
    });
  }
  for (const unknown of [(await makeRecipient(other)).id, randomIds.next('recipient')]) {
    const body = { achievementId: achievement.id, recipientId: unknown };
    expectProblem(await school.key.post('/v1/submissions', body), 'validation-failed', {
      errors: ['/recipientId unknown_recipient'],
    });
  }
  const retired = await publishAchievement(school);
  expectStatus(await school.key.post(`/v1/achievements/${retired.id}/retire`), 200);
  const body = { achievementId: retired.id, recipientId };
  expectProblem(await school.key.post('/v1/submissions', body), 'conflict', { code: 'retired' });
});

test('409 one attempt is open at a time; 200 a withdrawn one makes room and counts for nothing', async () => {
  const limited = await publishAchievement(school, { assessmentPolicy: { decidedBy: 'approver', attempts: 1 } });
  const recipientId = (await makeRecipient(school)).id;
  const body = { achievementId: limited.id, recipientId };
  const first = await startSubmission(school, limited.id, recipientId);
  expectProblem(await school.key.post('/v1/submissions', body), 'conflict', { code: 'attempt_open' });
  const withdraw = () => school.key.post(`/v1/submissions/${first.id}/withdraw`);
  const withdrawn = expectStatus<SubmissionView>(await withdraw(), 200);
  expect(withdrawn.state).toBe('withdrawn');
  expect(expectStatus(await withdraw(), 200)).toEqual(withdrawn);
  expectProblem(await add(first.id, { requirement: 'looking-back', text: 'x' }), 'conflict', { code: 'not_a_draft' });
  const second = await startSubmission(school, limited.id, recipientId);
  expectStatus(await add(second.id, { requirement: 'looking-back', text: 'Now it is done' }), 201);
  await submit(school, second.id, { changeNote: 'Written anew.' });
  await assess(school, second.id, failingMarks);
  await decide(school, second.id, 'declined');
  expectProblem(await school.key.post(`/v1/submissions/${second.id}/withdraw`), 'conflict', {
    code: 'already_decided',
  });
  expectProblem(await school.key.post('/v1/submissions', body), 'conflict', { code: 'attempts_used' });
});

test('422 from the second attempt on a change note is asked for; 200 it is kept with a link to the last attempt', async () => {
  const recipientId = (await makeRecipient(school)).id;
  const first = await handIn(school, achievement.id, recipientId);
  await assess(school, first.id, failingMarks);
  await decide(school, first.id, 'declined');
  const second = await startSubmission(school, achievement.id, recipientId);
  expect(second).toMatchObject({ attempt: 2, previousSubmissionId: first.id });
  expectStatus(await add(second.id, { requirement: 'looking-back', text: 'Now with the grandparents' }), 201);
  expectProblem(await school.key.post(`/v1/submissions/${second.id}/submit`, attested), 'rule-broken', {
    errors: ['/changeNote missing'],
  });
  const changeNote = 'The creek is in the middle of it now.';
  expect(await submit(school, second.id, { changeNote })).toMatchObject({ state: 'submitted', changeNote });
});

test('201 a repeated request under one Idempotency-Key starts one submission; 422 with another body', async () => {
  const body = { achievementId: achievement.id, recipientId: (await makeRecipient(school)).id };
  const headers = { 'idempotency-key': 'start-once' };
  const first = expectStatus<SubmissionView>(await school.key.post('/v1/submissions', body, headers), 201);
  const again = expectStatus<SubmissionView>(await school.key.post('/v1/submissions', body, headers), 201);
  expect(again).toEqual(first);
  const different = { ...body, recipientId: (await makeRecipient(school)).id };
  expectProblem(await school.key.post('/v1/submissions', different, headers), 'idempotency-mismatch');
});

test('200 submissions are listed newest first, by achievement, recipient and state, page by page', async () => {
  const own = await publishAchievement(school);
  const drafts = [await startSubmission(school, own.id), await startSubmission(school, own.id)];
  const handedIn = await handIn(school, own.id);
  const list = async (query: string): Promise<Page<SubmissionView>> =>
    expectStatus<Page<SubmissionView>>(await school.key.get(`/v1/submissions?${query}`), 200);
  const ids = (page: Page<SubmissionView>) => page.items.map(({ id }) => id);
  const newestFirst = [handedIn.id, ...drafts.map(({ id }) => id).toReversed()];
  const all = await list(`achievementId=${own.id}`);
  expect(ids(all).toSorted()).toEqual(newestFirst.toSorted());
  expect(all.items.map((item) => item.createdAt)).toEqual(
    all.items
      .map((item) => item.createdAt)
      .toSorted()
      .toReversed(),
  );
  expect(ids(await list(`achievementId=${own.id}&state=submitted`))).toEqual([handedIn.id]);
  expect(ids(await list(`recipientId=${handedIn.recipientId}`))).toEqual([handedIn.id]);
  const first = await list(`achievementId=${own.id}&limit=2`);
  const rest = await list(`achievementId=${own.id}&limit=2&cursor=${first.nextCursor ?? ''}`);
  expect([...ids(first), ...ids(rest)]).toEqual(ids(all));
  expect(rest.nextCursor).toBeUndefined();
  expectProblem(await school.key.get('/v1/submissions?state=lost'), 'validation-failed');
});

test('404 H-01 H-02 another institution’s submission is answered like a random id, byte for byte, and stays as it is', async () => {
  const theirs = await handIn(other, (await publishAchievement(other)).id);
  const piece = theirs.evidence[0]?.id ?? '';
  const random = randomIds.next('submission');
  const text = { requirement: 'looking-back', text: 'Not mine' };
  const { body, headers } = fileFor('looking-back', { fileName: 'a.txt', type: 'text/plain', content: 'x' });
  const asks: ((url: string) => Promise<Answer>)[] = [
    (url) => school.key.get(url),
    (url) => school.key.post(`${url}/submit`, attested),
    (url) => school.key.post(`${url}/withdraw`),
    (url) => school.key.post(`${url}/evidence`, text),
    (url) => school.key.send('POST', `${url}/evidence`, body, headers),
    (url) => school.key.put(`${url}/evidence/${piece}`, text),
    (url) => school.key.delete(`${url}/evidence/${piece}`),
    (url) => school.key.get(`${url}/evidence/${piece}/file`),
    (url) => school.key.get(`${url}/assessments`),
    (url) => school.assessor.post(`${url}/assessments`, { marks: failingMarks }),
    (url) => school.approver.post(`${url}/decisions`, { outcome: 'awarded', reason: 'Because.' }),
  ];
  const rows = await rowsOf(api.database);
  for (const ask of asks) {
    const answer = await ask(`/v1/submissions/${theirs.id}`);
    expectProblem(answer, 'not-found');
    expectSameAnswer(answer, await ask(`/v1/submissions/${random}`));
  }
  expect(await rowsOf(api.database)).toEqual(rows);
  const list = expectStatus<Page<SubmissionView>>(await school.key.get('/v1/submissions?limit=100'), 200);
  expect(list.items.map(({ id }) => id)).not.toContain(theirs.id);
});
