// If this fails, someone gets a role that nobody gave, or acts after the role was taken away.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MemberView } from '../../src/access/members.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Page } from '../../src/kernel/page.ts';
import type { Answer } from '../setup/client.ts';
import { expectStatus, makeInstitution, makeKey, rubricBody } from '../setup/fixtures.ts';
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

let count = 0;
const body = (more: object = {}) => ({
  name: 'Maria Ortiz',
  email: `maria.${count++}@plateau.example`,
  roles: ['author'],
  ...more,
});
const add = async (more: object = {}, to: TestInstitution = own) =>
  expectStatus<MemberView>(await to.key.post('/v1/members', body(more)), 201);

test('201 a member is added, with an address in lower case, and read again', async () => {
  const answer = await own.key.post('/v1/members', body({ email: 'Maria.ORTIZ@Plateau.example', emailVerified: true }));
  const made = expectStatus<MemberView>(answer, 201);
  expect(made).toMatchObject({
    email: 'maria.ortiz@plateau.example',
    emailVerified: true,
    roles: ['author'],
    version: 1,
  });
  expect(Object.keys(made).toSorted()).toEqual([
    'createdAt',
    'email',
    'emailVerified',
    'id',
    'name',
    'roles',
    'version',
  ]);
  expect(answer.headers['location']).toBe(`/v1/members/${made.id}`);
  const read = await own.key.get(`/v1/members/${made.id}`);
  expect(expectStatus(read, 200)).toEqual(made);
  expect(read.headers['etag']).toBe('"1"');
  const list = expectStatus<Page<MemberView>>(await own.key.get('/v1/members'), 200);
  expect(list.items).toContainEqual(made);
});

test('201 an address is not verified unless the institution says so', async () => {
  expect((await add()).emailVerified).toBe(false);
});

test('409 one address is one member, whatever its capitals; another institution may have the same person', async () => {
  const made = await add();
  const again = await own.key.post('/v1/members', body({ email: made.email.toUpperCase() }));
  expectProblem(again, 'conflict', { code: 'already_member' });
  expect((await add({ email: made.email }, other)).email).toBe(made.email);
});

test('201 the same Idempotency-Key adds one member', async () => {
  const header = { 'idempotency-key': 'member-once' };
  const same = body();
  const first = expectStatus(await own.key.post('/v1/members', same, header), 201);
  expect(expectStatus(await own.key.post('/v1/members', same, header), 201)).toEqual(first);
});

test('200 name and roles are changed; 412 over a version that is gone; 428 without If-Match', async () => {
  const made = await add();
  const url = `/v1/members/${made.id}`;
  const answer = await own.key.put(url, { name: 'Maria O.', roles: ['assessor', 'approver'] }, 1);
  const changed = expectStatus<MemberView>(answer, 200);
  expect(changed).toEqual({ ...made, name: 'Maria O.', roles: ['assessor', 'approver'], version: 2 });
  expect(answer.headers['etag']).toBe('"2"');
  expectProblem(await own.key.put(url, { name: 'x', roles: ['admin'] }, 1), 'stale-version');
  expectProblem(await own.key.put(url, { name: 'x', roles: ['admin'] }), 'version-required');
  expect(expectStatus(await own.key.get(url), 200)).toEqual(changed);
});

test('400 a change cannot move a member to another address', async () => {
  const made = await add();
  const refused = await own.key.put(
    `/v1/members/${made.id}`,
    { name: 'x', roles: ['admin'], email: 'mallory@plateau.example', emailVerified: true },
    1,
  );
  expectProblem(refused, 'validation-failed', {
    errors: ['/email unknown_property', '/emailVerified unknown_property'],
  });
});

test('403 what a member may do follows the roles at once, and ends when the member is removed', async () => {
  const member = await add({ roles: ['assessor'] });
  const make = () => own.key.as(member.id).post('/v1/rubrics', rubricBody);
  expectProblem(await make(), 'forbidden', { code: 'role_missing' });
  expectStatus(await own.key.put(`/v1/members/${member.id}`, { name: member.name, roles: ['author'] }, 1), 200);
  expectStatus(await make(), 201);
  expect((await own.key.delete(`/v1/members/${member.id}`)).statusCode).toBe(204);
  expectProblem(await make(), 'forbidden', { code: 'no_member' });
});

test('204 a removed member is gone from lists and reads; removing again is the same; the address is free', async () => {
  const made = await add();
  const url = `/v1/members/${made.id}`;
  const removed = await own.key.delete(url);
  expect(removed.statusCode).toBe(204);
  expect(removed.body).toBe('');
  expect((await own.key.delete(url)).statusCode).toBe(204);
  expectSameAnswer(await own.key.get(url), await own.key.get(`/v1/members/${randomIds.next('member')}`));
  expectProblem(await own.key.put(url, { name: 'x', roles: ['admin'] }, 2), 'not-found');
  const list = expectStatus<Page<MemberView>>(await own.key.get('/v1/members?limit=100'), 200);
  expect(list.items.map(({ id }) => id)).not.toContain(made.id);
  expect((await add({ email: made.email })).id).not.toBe(made.id);
});

test('404 another institution’s member is answered like a random id, byte for byte', async () => {
  const theirs = await add({}, other);
  const random = randomIds.next('member');
  const asks: ((id: string) => Promise<Answer>)[] = [
    (id) => own.key.get(`/v1/members/${id}`),
    (id) => own.key.put(`/v1/members/${id}`, { name: 'x', roles: ['admin'] }, 1),
    (id) => own.key.delete(`/v1/members/${id}`),
  ];
  for (const ask of asks) {
    const answer = await ask(theirs.id);
    expectProblem(answer, 'not-found');
    expectSameAnswer(answer, await ask(random));
  }
  expectSameAnswer(await own.key.as(theirs.id).get('/v1/rubrics'), await own.key.as(random).get('/v1/rubrics'));
  expect(expectStatus(await other.key.get(`/v1/members/${theirs.id}`), 200)).toEqual(theirs);
});

test('403 a key without act-as acts for nobody, and no operator does', async () => {
  const admin = await add({ roles: ['admin'] });
  const key = await makeKey(api, own.id, ['catalog:read', 'catalog:write']);
  expectProblem(await key.as(admin.id).get('/v1/rubrics'), 'forbidden', { code: 'scope_missing' });
  expectProblem(await api.operator.as(admin.id).get('/v1/institutions'), 'forbidden', { code: 'no_member' });
});

test('403 a member who is no admin, and a key without people:write, add no members', async () => {
  const author = await add();
  expectProblem(await own.key.as(author.id).post('/v1/members', body()), 'forbidden', { code: 'role_missing' });
  const key = await makeKey(api, own.id, ['people:read']);
  expectProblem(await key.post('/v1/members', body()), 'forbidden', { code: 'scope_missing' });
  expectProblem(await api.anonymous.post('/v1/members', body()), 'unauthenticated');
});

test('400 unknown and missing roles, odd addresses and unknown members are refused', async () => {
  const refuse = async (more: object, ...errors: string[]) => {
    expectProblem(await own.key.post('/v1/members', body(more)), 'validation-failed', { errors });
  };
  await refuse({ roles: [] }, '/roles too_short');
  await refuse({ roles: ['owner'] }, '/roles/0 not_allowed');
  await refuse({ roles: ['author', 'author'] }, '/roles uniqueitems');
  await refuse({ email: 'maria at plateau' }, '/email format');
  await refuse({ emailVerified: 'yes' }, '/emailVerified wrong_type');
  await refuse({ personId: randomIds.next('person') }, '/personId unknown_property');
});
