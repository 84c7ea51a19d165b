// If this fails, a published rubric can change under the badges that repeat it, or a rubric can be read or written by
// someone who may not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RubricView } from '../../src/catalog/rubrics/rubrics.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Page } from '../../src/kernel/page.ts';
import type { Answer } from '../setup/client.ts';
import {
  expectStatus,
  makeInstitution,
  makeKey,
  makePublishedRubric,
  makeRubric,
  rubricBody,
} from '../setup/fixtures.ts';
import type { TestInstitution } from '../setup/fixtures.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let own: TestInstitution;
let other: TestInstitution;
beforeAll(async () => {
  api = await openTestApp();
  own = await makeInstitution(api);
  other = await makeInstitution(api, 'Another one');
});
afterAll(() => api.close());

const level = (id: string, points: number) => ({ id, name: id, points });
const criterion = (more: object = {}) => ({
  name: 'Clear',
  requiredLevel: 'yes',
  levels: [level('no', 0), level('yes', 1)],
  ...more,
});
const rubric = (...criteria: object[]) => ({ name: 'A rubric', criteria });

test('201 a rubric starts as a draft and is kept as it was sent', async () => {
  const answer = await own.key.post('/v1/rubrics', rubricBody);
  const made = expectStatus<RubricView>(answer, 201);
  expect(made).toMatchObject({ ...rubricBody, version: 1, state: 'draft', revision: 1, latestVersion: 1 });
  expect(made.publishedVersion).toBeUndefined();
  expect(answer.headers['location']).toBe(`/v1/rubrics/${made.id}`);
  const read = await own.key.get(`/v1/rubrics/${made.id}`);
  expect(expectStatus(read, 200)).toEqual(made);
  expect(read.headers['etag']).toBe(answer.headers['etag']);
  const list = expectStatus<Page<RubricView>>(await own.key.get('/v1/rubrics'), 200);
  expect(list.items).toContainEqual(made);
});

test('201 criteria and levels without an id get one that is made from their name, each its own', async () => {
  const levels = [
    { name: 'Not yet', points: 0 },
    { name: 'Met', points: 1 },
    { name: 'Met', points: 2 },
  ];
  const body = rubric(
    { name: 'Clear & brief', requiredLevel: 'met', levels },
    { name: 'Clear, brief', requiredLevel: 'met-2', levels },
    { name: '✓', requiredLevel: 'met', levels },
  );
  const made = await makeRubric(own, body);
  expect(made.criteria.map(({ id }) => id)).toEqual(['clear-brief', 'clear-brief-2', 'n3']);
  expect(made.criteria[0]?.levels.map(({ id }) => id)).toEqual(['not-yet', 'met', 'met-2']);
});

test('201 every member of a rubric comes back, alignments of criteria and of levels included', async () => {
  const alignment = [
    {
      targetName: 'Writing arguments',
      targetUrl: 'https://case.example/ims/case/v1p0/CFItems/6b1c',
      targetCode: 'W.11-12.1',
      targetDescription: 'Write arguments to support claims.',
      targetFramework: 'State standards',
      targetType: 'CFRubricCriterion',
    },
  ];
  const body = {
    name: 'Essay',
    description: 'For one essay of two pages.',
    criteria: [
      {
        id: 'position',
        name: 'States a position',
        description: 'In the first paragraph.',
        weight: 0.25,
        requiredLevel: 'clear',
        alignment,
        levels: [
          { id: 'unclear', name: 'Unclear', description: 'No position.', points: 0.5 },
          { id: 'clear', name: 'Clear', description: 'A position.', points: 2, alignment },
        ],
      },
    ],
  };
  expect(await makeRubric(own, body)).toMatchObject(body);
});

test('201 the same Idempotency-Key makes one rubric; 422 with another body', async () => {
  const header = { 'idempotency-key': 'rubric-once' };
  const first = expectStatus<RubricView>(await own.key.post('/v1/rubrics', rubricBody, header), 201);
  expect(expectStatus(await own.key.post('/v1/rubrics', rubricBody, header), 201)).toEqual(first);
  expectProblem(await own.key.post('/v1/rubrics', rubric(criterion()), header), 'idempotency-mismatch');
  // Another institution may use the same words for a key of its own.
  const theirs = expectStatus<RubricView>(await other.key.post('/v1/rubrics', rubricBody, header), 201);
  expect(theirs.id).not.toBe(first.id);
});

test('200 a draft is replaced by whoever read it last; 412 by anyone else; 428 without If-Match', async () => {
  const made = await makeRubric(own);
  const url = `/v1/rubrics/${made.id}`;
  const tag = async () => String((await own.key.get(url)).headers['etag']).slice(1, -1);
  const first = await tag();
  const answer = await own.key.put(url, rubric(criterion()), first);
  const changed = expectStatus<RubricView>(answer, 200);
  expect(changed).toMatchObject({ id: made.id, version: 1, revision: 2, name: 'A rubric', state: 'draft' });
  expect(answer.headers['etag']).toBe(`"${await tag()}"`);
  expectProblem(await own.key.put(url, rubricBody, first), 'stale-version');
  expectProblem(await own.key.put(url, rubricBody), 'version-required');
  expect(expectStatus(await own.key.get(url), 200)).toEqual(changed);
});

test('409 a published version never changes; publishing again answers the same', async () => {
  const published = await makePublishedRubric(own);
  const url = `/v1/rubrics/${published.id}`;
  expect(published).toMatchObject({ ...rubricBody, state: 'published', publishedVersion: 1 });
  expect(published.publishedAt).toBeDefined();
  expect(expectStatus(await own.key.post(`${url}/publish`), 200)).toEqual(published);
  const read = await own.key.get(url);
  const tag = String(read.headers['etag']).slice(1, -1);
  expectProblem(await own.key.put(url, rubric(criterion()), tag), 'conflict', { code: 'already_published' });
  expect(expectStatus(await own.key.get(url), 200)).toEqual(published);
});

test('201 a new version begins as a copy, is changed alone, and leaves the published one as it is', async () => {
  const published = await makePublishedRubric(own);
  const url = `/v1/rubrics/${published.id}`;
  const answer = await own.key.post(`${url}/versions`);
  const draft = expectStatus<RubricView>(answer, 201);
  expect(draft).toMatchObject({ ...rubricBody, id: published.id, version: 2, state: 'draft', publishedVersion: 1 });
  expect(answer.headers['location']).toBe(`${url}?version=2`);
  expectProblem(await own.key.post(`${url}/versions`), 'conflict', { code: 'draft_exists' });
  const tag = String(answer.headers['etag']).slice(1, -1);
  expectStatus(await own.key.put(url, rubric(criterion()), tag), 200);
  const first = expectStatus<RubricView>(await own.key.get(`${url}?version=1`), 200);
  expect(first).toMatchObject({ ...rubricBody, version: 1, state: 'published', latestVersion: 2 });
  expect(expectStatus<RubricView>(await own.key.get(url), 200)).toMatchObject({ version: 2, name: 'A rubric' });
  expectStatus(await own.key.post(`${url}/publish`), 200);
  expect(expectStatus<RubricView>(await own.key.get(url), 200)).toMatchObject({
    state: 'published',
    publishedVersion: 2,
  });
});

test('404 a version that does not exist; 400 one that is no number', async () => {
  const { id } = await makeRubric(own);
  expectProblem(await own.key.get(`/v1/rubrics/${id}?version=2`), 'not-found');
  expectProblem(await own.key.get(`/v1/rubrics/${id}?version=latest`), 'validation-failed');
  expectProblem(await own.key.get(`/v1/rubrics/${id}?version=0`), 'validation-failed');
});

test('422 every rule that a rubric breaks is told with its pointer', async () => {
  const body = rubric(
    criterion({ id: 'clear', requiredLevel: 'maybe' }),
    criterion({ id: 'clear', levels: [level('yes', 1), level('yes', 1)] }),
    criterion({ id: 'outcome' }),
  );
  expectProblem(await own.key.post('/v1/rubrics', body), 'rule-broken', {
    errors: [
      '/criteria/0/requiredLevel unknown_level',
      '/criteria/1/id id_repeated',
      '/criteria/1/levels/1/id id_repeated',
      '/criteria/1/levels/1/points points_repeated',
      '/criteria/2/id id_reserved',
    ],
  });
});

test('400 what the schema does not allow is told with its pointer', async () => {
  const refuse = async (body: object, ...errors: string[]) => {
    expectProblem(await own.key.post('/v1/rubrics', body), 'validation-failed', { errors });
  };
  await refuse({ name: 'x', criteria: [] }, '/criteria too_short');
  await refuse({ name: 'x'.repeat(201), criteria: [criterion()] }, '/name too_long');
  await refuse(rubric(criterion({ levels: [level('yes', 1)] })), '/criteria/0/levels too_short');
  await refuse(rubric(criterion({ id: 'Not A Code' })), '/criteria/0/id pattern');
  await refuse(rubric(criterion({ weight: -1 })), '/criteria/0/weight minimum');
  await refuse(rubric(criterion({ passMark: 1 })), '/criteria/0/passMark unknown_property');
  await refuse(
    rubric(criterion({ levels: [level('yes', 1), { name: 'no', points: '0' }] })),
    '/criteria/0/levels/1/points wrong_type',
  );
  const alignment = [{ targetName: 'x', targetUrl: 'javascript:alert(1)', targetType: 'xext:mine' }];
  await refuse(
    rubric(criterion({ alignment })),
    '/criteria/0/alignment/0/targetUrl pattern',
    '/criteria/0/alignment/0/targetType pattern',
  );
  await refuse(
    { ...rubric(criterion()), state: 'published', id: 'rub_x' },
    '/state unknown_property',
    '/id unknown_property',
  );
});

test('400 publishing and starting a version take no body; an empty object is as good as none', async () => {
  const { id } = await makeRubric(own);
  for (const step of ['publish', 'versions']) {
    const url = `/v1/rubrics/${id}/${step}`;
    const refused = await own.key.post(url, { force: true, 'a/b': 1 });
    expectProblem(refused, 'validation-failed', { errors: ['/force unknown_property', '/a~1b unknown_property'] });
    const list = await own.key.send('POST', url, '[]', { 'content-type': 'application/json' });
    expectProblem(list, 'validation-failed', { errors: [' wrong_type'] });
  }
  expectStatus(await own.key.post(`/v1/rubrics/${id}/publish`, {}), 200);
  expectStatus(await own.key.post(`/v1/rubrics/${id}/versions`, {}), 201);
});

test('404 another institution’s rubric is answered like a random id, byte for byte', async () => {
  const theirs = await makePublishedRubric(other);
  const random = randomIds.next('rubric');
  const asks: ((id: string) => Promise<Answer>)[] = [
    (id) => own.key.get(`/v1/rubrics/${id}`),
    (id) => own.key.get(`/v1/rubrics/${id}?version=1`),
    (id) => own.key.put(`/v1/rubrics/${id}`, rubricBody, '1.1.draft'),
    (id) => own.key.post(`/v1/rubrics/${id}/publish`),
    (id) => own.key.post(`/v1/rubrics/${id}/versions`),
  ];
  for (const ask of asks) {
    const answer = await ask(theirs.id);
    expectProblem(answer, 'not-found');
    expectSameAnswer(answer, await ask(random));
    // A path that can be no id at all is no different.
    expectSameAnswer(answer, await ask('rub_1'));
  }
  expect(expectStatus(await other.key.get(`/v1/rubrics/${theirs.id}`), 200)).toEqual(theirs);
  const list = expectStatus<Page<RubricView>>(await own.key.get('/v1/rubrics?limit=100'), 200);
  expect(list.items.map(({ id }) => id)).not.toContain(theirs.id);
});

test('401 nobody without a key, 403 no key without the scope, no member without the role', async () => {
  expectProblem(await api.anonymous.get('/v1/rubrics'), 'unauthenticated');
  const reader = await makeKey(api, own.id, ['catalog:read']);
  expectProblem(await reader.post('/v1/rubrics', rubricBody), 'forbidden', { code: 'scope_missing' });
  const writer = await makeKey(api, own.id, ['catalog:write']);
  expectProblem(await writer.get('/v1/rubrics'), 'forbidden', { code: 'scope_missing' });
  const member = { name: 'Ann', email: 'ann.rubrics@plateau.example', roles: ['assessor'] };
  const { id } = expectStatus<{ id: string }>(await own.key.post('/v1/members', member), 201);
  expectProblem(await own.key.as(id).post('/v1/rubrics', rubricBody), 'forbidden', { code: 'role_missing' });
  expectStatus(await own.key.as(id).get('/v1/rubrics'), 200);
});
