// If this fails, what can be earned may change after it was published, or be tied to things of somebody else.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AchievementView } from '../../src/catalog/achievements/achievements.ts';
import type { IssuerView } from '../../src/catalog/issuers/issuer.ts';
import type { RubricView } from '../../src/catalog/rubrics/rubrics.ts';
import { achievementTypes } from '../../src/standards/achievement-types.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Page } from '../../src/kernel/page.ts';
import type { Answer } from '../setup/client.ts';
import {
  achievementBody,
  expectStatus,
  makeImage,
  makeInstitution,
  makeIssuer,
  makeKey,
  makePublishedAchievement,
  makePublishedRubric,
  makeRubric,
} from '../setup/fixtures.ts';
import type { TestInstitution } from '../setup/fixtures.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let own: TestInstitution;
let other: TestInstitution;
let issuer: IssuerView;
let rubric: RubricView;
beforeAll(async () => {
  api = await openTestApp();
  own = await makeInstitution(api);
  other = await makeInstitution(api, 'Another one');
  issuer = await makeIssuer(own);
  rubric = await makePublishedRubric(own);
});
afterAll(() => api.close());

const body = (more: object = {}) => ({ ...achievementBody(issuer, rubric), ...more });
const make = async (more: object = {}) =>
  expectStatus<AchievementView>(await own.key.post('/v1/achievements', body(more)), 201);
const refuse = async (more: object, slug: 'validation-failed' | 'rule-broken', ...errors: string[]) => {
  expectProblem(await own.key.post('/v1/achievements', body(more)), slug, { errors });
};

test('201 an achievement starts as a draft, decided by an approver unless told otherwise', async () => {
  const answer = await own.key.post('/v1/achievements', body());
  const made = expectStatus<AchievementView>(answer, 201);
  expect(made).toMatchObject({ ...body(), version: 1, state: 'draft', assessmentPolicy: { decidedBy: 'approver' } });
  expect(answer.headers['location']).toBe(`/v1/achievements/${made.id}`);
  const read = await own.key.get(`/v1/achievements/${made.id}`);
  expect(expectStatus(read, 200)).toEqual(made);
  expect(read.headers['etag']).toBe(answer.headers['etag']);
  const list = expectStatus<Page<AchievementView>>(await own.key.get('/v1/achievements'), 200);
  expect(list.items).toContainEqual(made);
});

test('201 every member that Open Badges 3.0 knows of an achievement is kept as it was sent', async () => {
  const prerequisite = await makePublishedAchievement(own);
  const whole = {
    criteria: { narrative: '# How\n\nHand in a plan.', id: 'https://plateau.example/criteria/1' },
    achievementType: 'MicroCredential',
    tag: ['rural', 'multi-grade'],
    alignment: [
      {
        targetName: 'Plans instruction',
        targetUrl: 'https://case.example/CFItems/1',
        targetCode: 'InTASC 7',
        targetDescription: 'Plans instruction that supports every student.',
        targetFramework: 'InTASC',
        targetType: 'CFItem',
      },
    ],
    creditsAvailable: 1.5,
    fieldOfStudy: 'Teaching',
    humanCode: 'RT-101',
    specialization: 'Rural schools',
    inLanguage: 'en-US',
    imageId: (await makeImage(own)).id,
    imageCaption: 'A school bus on a ridge',
    related: [{ id: 'https://badges.example/achievements/1', inLanguage: 'es', version: '2' }],
    otherIdentifier: [{ identifier: 'RT101', identifierType: 'ext:courseNumber' }],
    evidenceRequirements: [
      { id: 'plan', name: 'Plan', kind: 'file', required: true, mediaTypes: ['application/pdf'], mostBytes: 5_000_000 },
      {
        id: 'look',
        name: 'Look back',
        prompt: 'What would you change?',
        kind: 'text',
        required: true,
        leastWords: 100,
        mostWords: 300,
      },
      { id: 'video', name: 'Video', kind: 'link', required: false, mostItems: 3 },
      { id: 'quiz', name: 'Quiz', kind: 'structured', required: false },
    ],
    prerequisites: [prerequisite.id],
    validFor: { months: 36 },
    assessmentPolicy: { decidedBy: 'rule', attempts: 3 },
  };
  const made = await make(whole);
  expect(made).toMatchObject(whole);
  expect(expectStatus(await own.key.get(`/v1/achievements/${made.id}`), 200)).toEqual(made);
});

test('201 every achievement type of Open Badges 3.0 and any ext: name is accepted; 400 anything near one is not', async () => {
  expect(achievementTypes).toHaveLength(31);
  for (const achievementType of ['Achievement', 'CoCurricular', 'SecondarySchoolDiploma', 'ext:Pathway.step_1-a']) {
    expect((await make({ achievementType })).achievementType).toBe(achievementType);
  }
  for (const achievementType of [
    'Badges',
    'badge',
    'xext:a',
    'Course ext:a',
    'ext:',
    'ext:a b',
    'ext:a\n',
    'a ext:b',
  ]) {
    await refuse({ achievementType }, 'validation-failed', '/achievementType pattern');
  }
});

test('400 identifier types and target types keep to their lists as well', async () => {
  const otherIdentifier = [{ identifier: '1', identifierType: 'email' }];
  await refuse({ otherIdentifier }, 'validation-failed', '/otherIdentifier/0/identifierType pattern');
  const alignment = [{ targetName: 'x', targetUrl: 'https://x.example', targetType: 'CASE' }];
  await refuse({ alignment }, 'validation-failed', '/alignment/0/targetType pattern');
});

test('400 G-20 a narrative of 100 KB is too long; 201 one of 16 KB is kept whole', async () => {
  await refuse({ criteria: { narrative: 'x'.repeat(100_000) } }, 'validation-failed', '/criteria/narrative too_long');
  const narrative = 'y'.repeat(16_384);
  expect((await make({ criteria: { narrative } })).criteria.narrative).toBe(narrative);
});

test('400 URLs that could run something, odd languages and odd media types are refused', async () => {
  await refuse(
    { criteria: { narrative: 'x', id: 'javascript:alert(1)' } },
    'validation-failed',
    '/criteria/id pattern',
  );
  await refuse({ related: [{ id: 'data:text/html,x' }] }, 'validation-failed', '/related/0/id pattern');
  await refuse({ inLanguage: 'english' }, 'validation-failed', '/inLanguage pattern');
  const requirement = { id: 'plan', name: 'Plan', kind: 'file', required: true, mediaTypes: ['pdf'] };
  await refuse(
    { evidenceRequirements: [requirement] },
    'validation-failed',
    '/evidenceRequirements/0/mediaTypes/0 pattern',
  );
});

test('422 every rule that evidence requirements break is told with its pointer', async () => {
  const evidenceRequirements = [
    { id: 'a', name: 'A', kind: 'text', required: true, leastWords: 300, mostWords: 100 },
    { id: 'a', name: 'B', kind: 'link', required: true, mostWords: 100 },
    { id: 'c', name: 'C', kind: 'text', required: true, mostBytes: 100 },
  ];
  await refuse(
    { evidenceRequirements, imageCaption: 'Nothing' },
    'rule-broken',
    '/evidenceRequirements/0/leastWords limits_crossed',
    '/evidenceRequirements/1/id id_repeated',
    '/evidenceRequirements/1 words_of_text_only',
    '/evidenceRequirements/2 files_only',
    '/imageCaption no_image',
  );
});

test('422 issuer, rubric, image and prerequisites of somebody else are as unknown as ones that never were', async () => {
  const theirs = {
    issuerId: (await makeIssuer(other)).id,
    rubric: { id: (await makePublishedRubric(other)).id, version: 1 },
    imageId: (await makeImage(other)).id,
  };
  const never = {
    issuerId: randomIds.next('issuer'),
    rubric: { id: randomIds.next('rubric'), version: 1 },
    imageId: randomIds.next('image'),
  };
  const draft = await make();
  const refusals: Answer[] = [];
  for (const references of [theirs, never]) {
    const answer = await own.key.post('/v1/achievements', body({ ...references, prerequisites: [draft.id] }));
    expectProblem(answer, 'rule-broken', {
      errors: [
        '/issuerId unknown_issuer',
        '/rubric unknown_rubric',
        '/imageId unknown_image',
        '/prerequisites/0 unknown_achievement',
      ],
    });
    refusals.push(answer);
  }
  expect(refusals[0]?.body).toBe(refusals[1]?.body);
  await refuse({ rubric: { id: rubric.id, version: 2 } }, 'rule-broken', '/rubric unknown_rubric');
});

test('422 an achievement of another institution is no prerequisite: what is held there is not known here', async () => {
  const theirs = await makePublishedAchievement(other);
  await refuse({ prerequisites: [theirs.id] }, 'rule-broken', '/prerequisites/0 unknown_achievement');
});

test('422 an achievement is not published before its rubric version', async () => {
  const draftRubric = await makeRubric(own);
  const made = await make({ rubric: { id: draftRubric.id, version: 1 } });
  const url = `/v1/achievements/${made.id}/publish`;
  expectProblem(await own.key.post(url), 'rule-broken', { errors: ['/rubric rubric_not_published'] });
  expectStatus(await own.key.post(`/v1/rubrics/${draftRubric.id}/publish`), 200);
  expect(expectStatus<AchievementView>(await own.key.post(url), 200).state).toBe('published');
});

test('412 a draft is not replaced over a change that was not read; 428 without If-Match', async () => {
  const made = await make();
  const url = `/v1/achievements/${made.id}`;
  const tag = String((await own.key.get(url)).headers['etag']).slice(1, -1);
  const changed = expectStatus<AchievementView>(await own.key.put(url, body({ name: 'First' }), tag), 200);
  expect(changed).toMatchObject({ name: 'First', revision: 2 });
  expectProblem(await own.key.put(url, body({ name: 'Second' }), tag), 'stale-version');
  expectProblem(await own.key.put(url, body({ name: 'Second' })), 'version-required');
  expect(expectStatus(await own.key.get(url), 200)).toEqual(changed);
});

test('409 a published version never changes, and a new one begins as its copy', async () => {
  const published = await makePublishedAchievement(own);
  const url = `/v1/achievements/${published.id}`;
  const tag = String((await own.key.get(url)).headers['etag']).slice(1, -1);
  expectProblem(await own.key.put(url, body(), tag), 'conflict', { code: 'already_published' });
  const added = await own.key.post(`${url}/versions`);
  const draft = expectStatus<AchievementView>(added, 201);
  expect(draft).toMatchObject({ version: 2, state: 'draft', publishedVersion: 1, rubric: published.rubric });
  expect(added.headers['location']).toBe(`${url}?version=2`);
  expectProblem(await own.key.post(`${url}/versions`), 'conflict', { code: 'draft_exists' });
  const first = expectStatus<AchievementView>(await own.key.get(`${url}?version=1`), 200);
  expect(first).toEqual({ ...published, latestVersion: 2 });
});

test('409 a retired achievement is not published again; retiring twice is the same as once', async () => {
  const published = await makePublishedAchievement(own);
  const url = `/v1/achievements/${published.id}`;
  expectStatus(await own.key.post(`${url}/versions`), 201);
  const retired = expectStatus<AchievementView>(await own.key.post(`${url}/retire`), 200);
  expect(retired.state).toBe('retired');
  expect(expectStatus(await own.key.post(`${url}/retire`), 200)).toEqual(retired);
  expectProblem(await own.key.post(`${url}/publish`), 'conflict', { code: 'retired' });
});

test('400 publishing, starting a version and retiring take no body', async () => {
  const made = await make();
  for (const step of ['publish', 'versions', 'retire']) {
    const refused = await own.key.post(`/v1/achievements/${made.id}/${step}`, { force: true });
    expectProblem(refused, 'validation-failed', { errors: ['/force unknown_property'] });
  }
  expect(expectStatus<AchievementView>(await own.key.get(`/v1/achievements/${made.id}`), 200).state).toBe('draft');
});

test('400 what only we decide is refused: state, versions and ids', async () => {
  const more = {
    id: 'ach_1',
    state: 'published',
    version: 7,
    institutionId: other.id,
    creator: {},
    resultDescription: [],
  };
  await refuse(more, 'validation-failed', ...Object.keys(more).map((name) => `/${name} unknown_property`));
});

test('404 another institution’s achievement is answered like a random id, byte for byte', async () => {
  const theirs = await makePublishedAchievement(other);
  const random = randomIds.next('achievement');
  const asks: ((id: string) => Promise<Answer>)[] = [
    (id) => own.key.get(`/v1/achievements/${id}`),
    (id) => own.key.put(`/v1/achievements/${id}`, body(), '1.1.draft'),
    (id) => own.key.post(`/v1/achievements/${id}/publish`),
    (id) => own.key.post(`/v1/achievements/${id}/versions`),
    (id) => own.key.post(`/v1/achievements/${id}/retire`),
  ];
  for (const ask of asks) {
    const answer = await ask(theirs.id);
    expectProblem(answer, 'not-found');
    expectSameAnswer(answer, await ask(random));
  }
  expect(expectStatus(await other.key.get(`/v1/achievements/${theirs.id}`), 200)).toEqual(theirs);
});

test('401 nobody without a key, 403 no key without the scope', async () => {
  expectProblem(await api.anonymous.post('/v1/achievements', body()), 'unauthenticated');
  const reader = await makeKey(api, own.id, ['catalog:read']);
  expectProblem(await reader.post('/v1/achievements', body()), 'forbidden', { code: 'scope_missing' });
});

test('422 G-07 an achievement is not published when it could never stand inside a badge that verifies', async () => {
  const level = (n: number) => ({ id: `l${n}`, name: `L${n}`, points: n, description: 'x'.repeat(2_000) });
  const levels = Array.from({ length: 10 }, (_, n) => level(n));
  const criteria = Array.from({ length: 30 }, (_, n) => ({ id: `c${n}`, name: `C${n}`, requiredLevel: 'l0', levels }));
  const huge = await makePublishedRubric(own, { name: 'Too much', criteria });
  const made = await make({ rubric: { id: huge.id, version: 1 } });
  const answer = await own.key.post(`/v1/achievements/${made.id}/publish`);
  expectProblem(answer, 'rule-broken', { errors: [' too_large_for_a_badge'] });
});
