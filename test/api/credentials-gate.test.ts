// If this fails, the issue API signs what did not pass, what nobody may report, or what its caller made up.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AchievementView } from '../../src/catalog/achievements/achievements.ts';
import { keyScopes } from '../../src/kernel/principal.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Answer } from '../setup/client.ts';
import {
  failingMarks,
  makeMember,
  makeRecipient,
  makeSchool,
  publishAchievement,
  reportBody,
} from '../setup/earning.ts';
import type { School } from '../setup/earning.ts';
import { achievementBody, expectStatus, makeKey } from '../setup/fixtures.ts';
import { passingMarks } from '../setup/issuing-seed.ts';
import { expectProblem } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import type { Rows } from '../setup/rows.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { watchedKeys } from '../setup/watched-keys.ts';

const keys = watchedKeys();
let api: TestApp;
let school: School;
let other: School;
let achievement: AchievementView;
let before: { rows: Rows; signings: number };

beforeAll(async () => {
  api = await openTestApp({ keys: keys.driver });
  school = await makeSchool(api);
  other = await makeSchool(api, {}, 'Another one');
  achievement = await publishAchievement(school);
});
afterAll(() => api.close());

const post = (more: object = {}, caller = school.key): Promise<Answer> =>
  caller.post('/v1/credentials', reportBody(achievement.id, more));

describe('nothing is written and no key is used', () => {
  let retired: AchievementView;
  let draftId: string;
  let theirs: AchievementView;
  let theirRecipient: string;
  let registrar: string;
  let ana: string;

  beforeAll(async () => {
    retired = await publishAchievement(school);
    expectStatus(await school.key.post(`/v1/achievements/${retired.id}/retire`), 200);
    const draft = await school.key.post('/v1/achievements', achievementBody(school.issuer, school.rubric));
    draftId = expectStatus<AchievementView>(draft, 201).id;
    theirs = await publishAchievement(other);
    theirRecipient = (await makeRecipient(other)).id;
    registrar = (await makeMember(school, ['registrar', 'assessor'])).id;
    ana = (await makeMember(school, ['approver'], { email: 'ana@plateau.example' })).id;
    await post({ assessedBy: { name: 'The first use of every key' } });
  });
  beforeEach(async () => {
    before = { rows: await rowsOf(api.database), signings: keys.signings() };
  });
  afterEach(async () => {
    expect({ rows: await rowsOf(api.database), signings: keys.signings() }).toEqual(before);
  });

  test('409 G-02 marks below a required level, points below it too', async () => {
    const answer = await post({ marks: failingMarks });
    const { detail } = expectProblem(answer, 'conflict', { code: 'assessment_not_passed' });
    expect(detail).toContain('local-context');
    const results = [
      { criterion: 'local-context', points: 1.999 },
      { criterion: 'differentiation', points: 1 },
    ];
    expectProblem(await post({ marks: undefined, results }), 'conflict', { code: 'assessment_not_passed' });
  });

  test.each([
    ['id', 'https://evil.example/1'],
    ['issuer', 'did:web:evil.example'],
    ['proof', []],
    ['credentialStatus', {}],
    ['tenantId', 'inst_1'],
    ['institutionId', 'inst_1'],
    ['revoked', false],
    ['score', 100],
    ['outcome', 'awarded'],
    ['validFrom', '2020-01-01T00:00:00Z'],
    ['validUntil', '2020-01-01T00:00:00Z'],
    ['salt', 'x'],
    ['@context', ['https://evil.example']],
  ])('400 G-01 G-03 F-05 F-09 the caller does not decide %s', async (name, value) => {
    expectProblem(await post({ [name]: value }), 'validation-failed', { errors: [`/${name} unknown_property`] });
  });

  test('400 F-09 a recipient is told in the clear and hashed here, never handed in hashed', async () => {
    const recipient = { name: 'Bo', email: 'bo@x.example', hashed: false, salt: '', id: 'did:web:x' };
    const errors = ['/recipient/hashed', '/recipient/salt', '/recipient/id'].map((at) => `${at} unknown_property`);
    expectProblem(await post({ recipient }), 'validation-failed', { errors });
  });

  test('400 exactly one of recipient and recipientId, exactly one of marks and results', async () => {
    const results = [{ criterion: 'local-context', points: 3 }];
    for (const more of [
      { recipient: undefined },
      { recipientId: randomIds.next('recipient') },
      { marks: undefined },
      { results },
    ]) {
      expectProblem(await post(more), 'validation-failed', { errors: [' one_of'] });
    }
  });

  test('422 scores that do not fit the rubric, each with its pointer', async () => {
    const [local] = passingMarks;
    expectProblem(await post({ marks: [local, local, { criterion: 'no', level: 'met' }] }), 'rule-broken', {
      errors: [
        '/marks/1/criterion criterion_repeated',
        '/marks/2/criterion unknown_criterion',
        '/marks criterion_missing',
      ],
    });
    const results = [
      { criterion: 'local-context', points: 0.99 },
      { criterion: 'differentiation', points: 1 },
    ];
    expectProblem(await post({ marks: undefined, results }), 'rule-broken', {
      errors: ['/results/0/points below_lowest_level'],
    });
  });

  test('422 a recipient that is nobody, with pointers into the report', async () => {
    expectProblem(await post({ recipient: { name: '{{first_name}}' } }), 'rule-broken', {
      errors: ['/recipient/name not_a_name', '/recipient unidentified'],
    });
  });

  test('403 G-05 nobody reports or assesses for themselves, in whatever case the address is written', async () => {
    const self = { recipient: { name: 'Ana Ruiz', email: 'ANA@plateau.example' } };
    expectProblem(await post(self, school.key.as(ana)), 'forbidden', { code: 'self_award' });
    const assessedBy = { name: 'Ana Ruiz', email: 'aNa@Plateau.example' };
    expectProblem(await post({ ...self, assessedBy }), 'forbidden', { code: 'self_award' });
  });

  test('403 a key without the scope, and a member who is no approver', async () => {
    const reader = await makeKeyQuietly();
    expectProblem(await post({}, reader), 'forbidden', { code: 'scope_missing' });
    expectProblem(await post({}, school.key.as(registrar)), 'forbidden', { code: 'role_missing' });
  });

  test('409 G-06 a retired achievement; 400 a draft, another institution’s, or none', async () => {
    expectProblem(await post({ achievementId: retired.id }), 'conflict', { code: 'retired' });
    for (const achievementId of [draftId, theirs.id, randomIds.next('achievement')]) {
      expectProblem(await post({ achievementId }), 'validation-failed', {
        errors: ['/achievementId unknown_achievement'],
      });
    }
  });

  test('400 a recipient of another institution, or none; an assessment in the future', async () => {
    for (const recipientId of [theirRecipient, randomIds.next('recipient')]) {
      expectProblem(await post({ recipient: undefined, recipientId }), 'validation-failed', {
        errors: ['/recipientId unknown_recipient'],
      });
    }
    const assessedAt = '2999-01-01T00:00:00Z';
    expectProblem(await post({ assessedAt }), 'validation-failed', { errors: ['/assessedAt in_future'] });
  });

  async function makeKeyQuietly() {
    const reader = await makeKey(
      api,
      school.id,
      keyScopes.filter((scope) => scope !== 'credentials:issue'),
    );
    await reader.get('/v1/credentials');
    before = { ...before, rows: await rowsOf(api.database) };
    return reader;
  }
});

test('201 I-01 a repeated request under one Idempotency-Key is the same credential; 422 I-02 with another body', async () => {
  const body = reportBody(achievement.id);
  const headers = { 'idempotency-key': 'issue-once' };
  const answers: Answer[] = [];
  for (let n = 0; n < 3; n++) answers.push(await school.key.post('/v1/credentials', body, headers));
  const signings = keys.signings();
  const [first, ...again] = answers.map((answer) => expectStatus<{ id: string }>(answer, 201));
  for (const answer of again) expect(answer).toEqual(first);
  expect(new Set(answers.map((answer) => answer.headers.location)).size).toBe(1);
  const changed = { ...body, narrative: 'Something more' };
  expectProblem(await school.key.post('/v1/credentials', changed, headers), 'idempotency-mismatch');
  expect(keys.signings()).toBe(signings);
});
