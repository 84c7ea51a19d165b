// If this fails, work is scored against another rubric than its own, twice, by its own author, or by nobody in particular.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AssessmentView } from '../../src/earning/assessments/assessment.ts';
import type { SubmissionView } from '../../src/earning/submissions/submission.ts';
import { keyScopes } from '../../src/kernel/principal.ts';
import {
  assess,
  failingMarks,
  handIn,
  makeMember,
  makeRecipient,
  makeSchool,
  publishAchievement,
  startSubmission,
} from '../setup/earning.ts';
import type { School } from '../setup/earning.ts';
import { expectStatus, makeKey } from '../setup/fixtures.ts';
import { passingMarks } from '../setup/issuing-seed.ts';
import { expectProblem } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let school: School;
let achievementId: string;

beforeAll(async () => {
  api = await openTestApp();
  school = await makeSchool(api);
  achievementId = (await publishAchievement(school)).id;
});
afterAll(() => api.close());

const post = (submissionId: string, body: object, headers = {}) =>
  school.assessor.post(`/v1/submissions/${submissionId}/assessments`, body, headers);
const stateOf = async (id: string): Promise<string> =>
  expectStatus<SubmissionView>(await school.key.get(`/v1/submissions/${id}`), 200).state;

test('201 marks are kept with what they amount to, and 200 read again in the order of the rubric', async () => {
  const { id } = await handIn(school, achievementId);
  const marks = [
    { criterion: 'differentiation', level: 'met' },
    { criterion: 'local-context', level: 'leading', comment: 'The whole village had a part.' },
  ];
  const answer = await post(id, { marks, feedback: 'Show this to others.' });
  const made = expectStatus<AssessmentView>(answer, 201);
  expect(answer.headers.location).toBe(`/v1/submissions/${id}/assessments`);
  expect(made).toMatchObject({ submissionId: id, origin: 'assessed', passed: true, feedback: 'Show this to others.' });
  expect(made.criteria).toEqual([
    {
      criterion: 'local-context',
      achievedLevel: 'leading',
      requiredLevel: 'proficient',
      met: true,
      comment: 'The whole village had a part.',
    },
    { criterion: 'differentiation', achievedLevel: 'met', requiredLevel: 'met', met: true },
  ]);
  expect(await stateOf(id)).toBe('in-assessment');
  expect(expectStatus(await school.key.get(`/v1/submissions/${id}/assessments`), 200)).toEqual({ items: [made] });
});

test('201 one criterion below its level is not made up for by another above', async () => {
  const { id } = await handIn(school, achievementId);
  const marks = [
    { criterion: 'local-context', level: 'leading' },
    { criterion: 'differentiation', level: 'not-yet' },
  ];
  const made = await assess(school, id, marks);
  expect(made.passed).toBe(false);
  expect(made.criteria.map(({ met }) => met)).toEqual([true, false]);
});

test('422 unknown, repeated and missing criteria and levels are all answered, each with its pointer', async () => {
  const { id } = await handIn(school, achievementId);
  const [local] = passingMarks;
  const cases: readonly (readonly [object[], readonly string[]])[] = [
    [[{ criterion: 'local-context', level: 'proficient' }], ['/marks criterion_missing']],
    [[...passingMarks, { criterion: 'handwriting', level: 'met' }], ['/marks/2/criterion unknown_criterion']],
    [[...passingMarks, { ...local, level: 'leading' }], ['/marks/2/criterion criterion_repeated']],
    [
      [
        { criterion: 'local-context', level: 'met' },
        { criterion: 'nothing', level: 'met' },
      ],
      ['/marks/0/level unknown_level', '/marks/1/criterion unknown_criterion', '/marks criterion_missing'],
    ],
  ];
  const rows = await rowsOf(api.database);
  for (const [marks, errors] of cases) expectProblem(await post(id, { marks }), 'rule-broken', { errors });
  expect(await rowsOf(api.database)).toEqual(rows);
});

test('400 G-03 a score, a total or a verdict of the caller’s own is refused', async () => {
  const { id } = await handIn(school, achievementId);
  for (const more of [{ score: 100 }, { passed: true }, { outcome: 'awarded' }]) {
    const [name = ''] = Object.keys(more);
    expectProblem(await post(id, { marks: failingMarks, ...more }), 'validation-failed', {
      errors: [`/${name} unknown_property`],
    });
  }
  const marks = failingMarks.map((mark) => ({ ...mark, points: 3 }));
  expectProblem(await post(id, { marks }), 'validation-failed', {
    errors: ['/marks/0/points unknown_property', '/marks/1/points unknown_property'],
  });
  expectProblem(await post(id, { marks: [] }), 'validation-failed', { errors: ['/marks too_short'] });
  expect((await assess(school, id, failingMarks)).passed).toBe(false);
});

test('403 G-05 nobody assesses their own work, in whatever case the address is written', async () => {
  const email = 'Ana.Ruiz@Plateau.example';
  const recipient = await makeRecipient(school, { name: 'Ana Ruiz', email: ' ana.ruiz@plateau.EXAMPLE'.trim() });
  const member = await makeMember(school, ['assessor', 'approver', 'admin'], { email });
  const { id } = await handIn(school, achievementId, recipient.id);
  const rows = await rowsOf(api.database);
  const own = school.key.as(member.id);
  const answer = await own.post(`/v1/submissions/${id}/assessments`, { marks: passingMarks });
  expectProblem(answer, 'forbidden', { code: 'self_award' });
  expect(await rowsOf(api.database)).toEqual(rows);
  expect(await stateOf(id)).toBe('submitted');
});

test('403 only a member with the role scores, an admin not by being one, and nobody who was removed', async () => {
  const { id } = await handIn(school, achievementId);
  const url = `/v1/submissions/${id}/assessments`;
  const body = { marks: passingMarks };
  expectProblem(await school.key.post(url, body), 'forbidden', { code: 'member_needed' });
  for (const role of ['admin', 'author', 'approver', 'registrar', 'auditor']) {
    const { id: memberId } = await makeMember(school, [role]);
    expectProblem(await school.key.as(memberId).post(url, body), 'forbidden', { code: 'role_missing' });
  }
  const { id: memberId } = await makeMember(school, ['assessor']);
  const mute = await makeKey(
    api,
    school.id,
    keyScopes.filter((scope) => scope !== 'act-as'),
  );
  expectProblem(await mute.as(memberId).post(url, body), 'forbidden', { code: 'scope_missing' });
  expect((await school.key.delete(`/v1/members/${memberId}`)).statusCode).toBe(204);
  expectProblem(await school.key.as(memberId).post(url, body), 'forbidden');
  expect(await stateOf(id)).toBe('submitted');
});

test('409 a draft cannot be scored yet, a withdrawn one no more, and a scored one not again', async () => {
  const draft = await startSubmission(school, achievementId);
  expectProblem(await post(draft.id, { marks: passingMarks }), 'conflict', { code: 'not_submitted' });
  const withdrawn = await handIn(school, achievementId);
  expectStatus(await school.key.post(`/v1/submissions/${withdrawn.id}/withdraw`), 200);
  expectProblem(await post(withdrawn.id, { marks: passingMarks }), 'conflict', { code: 'not_submitted' });
  const scored = await handIn(school, achievementId);
  const made = await assess(school, scored.id);
  expectProblem(await post(scored.id, { marks: failingMarks }), 'conflict', { code: 'already_assessed' });
  expect(expectStatus(await school.key.get(`/v1/submissions/${scored.id}/assessments`), 200)).toEqual({
    items: [made],
  });
});

test('201 a repeated request under one Idempotency-Key scores once; 422 with other marks', async () => {
  const { id } = await handIn(school, achievementId);
  const headers = { 'idempotency-key': 'score-once' };
  const first = expectStatus(await post(id, { marks: passingMarks }, headers), 201);
  expect(expectStatus(await post(id, { marks: passingMarks }, headers), 201)).toEqual(first);
  expectProblem(await post(id, { marks: failingMarks }, headers), 'idempotency-mismatch');
});

test('201 a submission is scored with the rubric of the version it was started for', async () => {
  const versioned = await publishAchievement(school);
  const { id } = await handIn(school, versioned.id);
  const rubric = {
    name: 'Another rubric',
    criteria: [
      {
        id: 'only-one',
        name: 'Only one',
        requiredLevel: 'yes',
        levels: [
          { id: 'no', name: 'No', points: 0 },
          { id: 'yes', name: 'Yes', points: 1 },
        ],
      },
    ],
  };
  const made = expectStatus<{ id: string }>(await school.key.post('/v1/rubrics', rubric), 201);
  expectStatus(await school.key.post(`/v1/rubrics/${made.id}/publish`), 200);
  const url = `/v1/achievements/${versioned.id}`;
  const answer = await school.key.post(`${url}/versions`);
  const { issuerId, name, description, criteria, evidenceRequirements } = versioned;
  const changed = { issuerId, name, description, criteria, evidenceRequirements, rubric: { id: made.id, version: 1 } };
  const tag = /"(.*)"/.exec(String(answer.headers.etag))?.[1];
  expectStatus(await school.key.put(url, changed, tag), 200);
  expectStatus(await school.key.post(`${url}/publish`), 200);
  const marks = [{ criterion: 'only-one', level: 'yes' }];
  expectProblem(await post(id, { marks }), 'rule-broken');
  expect((await assess(school, id)).passed).toBe(true);
  const second = await handIn(school, versioned.id);
  expect(second.achievementVersion).toBe(2);
  expect((await assess(school, second.id, marks)).passed).toBe(true);
});
