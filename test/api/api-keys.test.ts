// If this fails, a key can be made, seen or used by someone who may not, or a key that was taken back still works.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiKeyView } from '../../src/access/api-key.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Page } from '../../src/kernel/page.ts';
import { client } from '../setup/client.ts';
import type { Client } from '../setup/client.ts';
import { expectStatus, makeInstitution, makeKey } from '../setup/fixtures.ts';
import type { TestInstitution } from '../setup/fixtures.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let now = new Date('2026-11-25T13:07:28.000Z');
beforeAll(async () => {
  api = await openTestApp({ clock: { now: () => now } });
});
afterAll(() => api.close());

const keysOf = ({ id }: TestInstitution): string => `/v1/institutions/${id}/api-keys`;
const make = async (institution: TestInstitution, body: object, by: Client = api.operator) =>
  expectStatus<ApiKeyView>(await by.post(keysOf(institution), body), 201);
const ofKey = (made: ApiKeyView): Client => client(api.app.http, made.secret);

test('201 a key is shown once, works, and expires after a year unless told otherwise', async () => {
  const institution = await makeInstitution(api);
  const answer = await api.operator.post(keysOf(institution), { name: 'LMS', scopes: ['catalog:read'] });
  const made = expectStatus<ApiKeyView>(answer, 201);
  expect(made.secret).toMatch(/^wmk_[0-9A-Za-z]{22}_[\w-]{43}_[0-9a-f]{6}$/);
  expect(made.expiresAt).toBe(addSeconds(now, 365 * 86_400).toISOString());
  expect(answer.headers['location']).toBe(`${keysOf(institution)}/${made.id}`);
  expect(answer.headers['cache-control']).toBe('no-store');
  expectStatus(await ofKey(made).get('/v1/rubrics'), 200);
  const list = await api.operator.get(keysOf(institution));
  const listed = expectStatus<Page<ApiKeyView>>(list, 200).items.find(({ id }) => id === made.id);
  expect(listed).toMatchObject({ id: made.id, name: 'LMS', scopes: ['catalog:read'] });
  expect(list.body).not.toContain(made.secret?.slice(4, 40));
  expect(list.body).not.toContain('secret');
});

test('201 a repeated Idempotency-Key answers with the same key but never with its secret again', async () => {
  const institution = await makeInstitution(api);
  const body = { name: 'LMS', scopes: ['catalog:read'] };
  const header = { 'idempotency-key': 'key-once' };
  const first = expectStatus<ApiKeyView>(await api.operator.post(keysOf(institution), body, header), 201);
  const again = expectStatus<ApiKeyView>(await api.operator.post(keysOf(institution), body, header), 201);
  expect(first.secret).toBeDefined();
  expect(again).toEqual({ ...first, secret: undefined });
  expectStatus(await ofKey(first).get('/v1/rubrics'), 200);
});

test('401 a revoked key stops at once; revoking it again answers the same', async () => {
  const institution = await makeInstitution(api);
  const made = await make(institution, { name: 'short', scopes: ['catalog:read'] });
  const url = `${keysOf(institution)}/${made.id}`;
  const revoked = expectStatus<ApiKeyView>(await api.operator.delete(url), 200);
  expect(revoked.revokedAt).toBe(now.toISOString());
  expectProblem(await ofKey(made).get('/v1/rubrics'), 'unauthenticated');
  expect(expectStatus(await api.operator.delete(url), 200)).toEqual(revoked);
});

test('401 a key stops at the moment it expires', async () => {
  const institution = await makeInstitution(api);
  const start = now;
  const made = await make(institution, { name: 'one day', scopes: ['catalog:read'], daysValid: 1 });
  now = addSeconds(start, 86_399);
  expectStatus(await ofKey(made).get('/v1/rubrics'), 200);
  now = addSeconds(start, 86_400);
  expectProblem(await ofKey(made).get('/v1/rubrics'), 'unauthenticated');
  now = start;
});

test('401 whatever else stands in Authorization is refused and never breaks anything', async () => {
  const institution = await makeInstitution(api);
  const { secret = '' } = await make(institution, { name: 'real', scopes: ['catalog:read'] });
  const wrong = [
    'Bearer',
    'Bearer ',
    'Bearer x',
    `Bearer ${'x'.repeat(10_240)}`,
    `Bearer ${secret.slice(0, -1)}`,
    `Bearer ${secret.slice(0, 10)}${secret.slice(10).toUpperCase()}`,
    'Bearer wmk_',
    'Bearer wmk_0hRvXkQ2mY7dWc5TzB9nLf_short_000000',
    'Bearer ключ'.normalize(),
    `Basic ${Buffer.from(`${secret}:`).toString('base64')}`,
    secret,
  ];
  for (const authorization of wrong) {
    expectProblem(await api.anonymous.get('/v1/rubrics', { authorization }), 'unauthenticated');
  }
  expectProblem(await api.anonymous.get(`/v1/rubrics?api_key=${secret}`), 'unauthenticated');
});

test('403 a key hands out only scopes that it holds itself', async () => {
  const institution = await makeInstitution(api);
  const manager = await makeKey(api, institution.id, ['keys:manage', 'catalog:read']);
  await make(institution, { name: 'less', scopes: ['catalog:read'] }, manager);
  const more = await manager.post(keysOf(institution), { name: 'more', scopes: ['catalog:read', 'catalog:write'] });
  expectProblem(more, 'forbidden', { code: 'scope_beyond_own' });
});

test('403 a key without keys:manage sees, makes and revokes no keys', async () => {
  const institution = await makeInstitution(api);
  const reader = await makeKey(api, institution.id, ['catalog:read']);
  const mine = await make(institution, { name: 'mine', scopes: ['catalog:read'] });
  expectProblem(await reader.get(keysOf(institution)), 'forbidden', { code: 'scope_missing' });
  expectProblem(await reader.post(keysOf(institution), { name: 'x', scopes: ['catalog:read'] }), 'forbidden');
  expectProblem(await reader.delete(`${keysOf(institution)}/${mine.id}`), 'forbidden');
});

test('404 keys of another institution are answered like those of a random id, byte for byte', async () => {
  const own = await makeInstitution(api);
  const other = await makeInstitution(api);
  const theirs = await make(other, { name: 'theirs', scopes: ['catalog:read'] });
  const random = randomIds.next('institution');
  const body = { name: 'x', scopes: ['catalog:read'] };
  expectProblem(await own.key.get(keysOf(other)), 'not-found');
  expectSameAnswer(await own.key.get(keysOf(other)), await own.key.get(`/v1/institutions/${random}/api-keys`));
  expectSameAnswer(
    await own.key.post(keysOf(other), body),
    await own.key.post(`/v1/institutions/${random}/api-keys`, body),
  );
  // A key of theirs under my own institution is as unknown as one that was never made.
  expectSameAnswer(
    await own.key.delete(`${keysOf(own)}/${theirs.id}`),
    await own.key.delete(`${keysOf(own)}/${randomIds.next('apiKey')}`),
  );
  expectStatus(await ofKey(theirs).get('/v1/rubrics'), 200);
});

test('404 the operator makes no key for an institution that does not exist', async () => {
  const url = `/v1/institutions/${randomIds.next('institution')}/api-keys`;
  expectProblem(await api.operator.post(url, { name: 'x', scopes: ['catalog:read'] }), 'not-found');
  expectProblem(await api.operator.get(url), 'not-found');
});

test('400 unknown, repeated and missing scopes and odd lifetimes are refused', async () => {
  const institution = await makeInstitution(api);
  const refuse = async (body: object, ...errors: string[]) => {
    expectProblem(await api.operator.post(keysOf(institution), body), 'validation-failed', { errors });
  };
  await refuse({ name: 'x', scopes: ['everything'] }, '/scopes/0 not_allowed');
  await refuse({ name: 'x', scopes: ['catalog:read', 'catalog:read'] }, '/scopes uniqueitems');
  await refuse({ name: 'x', scopes: [] }, '/scopes too_short');
  await refuse({ name: 'x' }, '/scopes missing');
  await refuse({ name: 'x', scopes: ['catalog:read'], daysValid: 731 }, '/daysValid maximum');
  await refuse({ name: 'x', scopes: ['catalog:read'], daysValid: '30' }, '/daysValid wrong_type');
});
