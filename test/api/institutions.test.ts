// If this fails, an institution can be made, read or changed by someone who may not, or its answers are not as documented.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InstitutionView } from '../../src/catalog/institutions/institution.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Page } from '../../src/kernel/page.ts';
import { expectStatus, makeInstitution, makeKey } from '../setup/fixtures.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
beforeAll(async () => {
  api = await openTestApp();
});
afterAll(() => api.close());

const whole = {
  name: 'Cumberland Plateau Teaching Cooperative',
  url: 'https://plateau-teaching.example',
  email: 'badges@plateau-teaching.example',
  description: 'Districts that develop their teachers together.',
  address: { addressCountry: 'United States', addressCountryCode: 'US', addressRegion: 'Tennessee' },
};

test('201 an operator makes an institution, and reads the same at the place that Location names', async () => {
  const answer = await api.operator.post('/v1/institutions', whole);
  const made = expectStatus<InstitutionView>(answer, 201);
  expect(made).toMatchObject({ ...whole, state: 'active', version: 1 });
  expect(made.id).toMatch(/^inst_[0-9A-Za-z]{22}$/);
  expect(answer.headers['location']).toBe(`/v1/institutions/${made.id}`);
  expect(answer.headers['etag']).toBe('"1"');
  const read = await api.operator.get(`/v1/institutions/${made.id}`);
  expect(expectStatus(read, 200)).toEqual(made);
  expect(read.headers['etag']).toBe('"1"');
});

test('201 the same Idempotency-Key makes one institution and answers alike; 422 with another body', async () => {
  const key = { 'idempotency-key': 'institution-once' };
  const first = expectStatus<InstitutionView>(await api.operator.post('/v1/institutions', { name: 'Once' }, key), 201);
  const again = expectStatus<InstitutionView>(await api.operator.post('/v1/institutions', { name: 'Once' }, key), 201);
  expect(again).toEqual(first);
  expectProblem(await api.operator.post('/v1/institutions', { name: 'Twice' }, key), 'idempotency-mismatch');
  const all = expectStatus<Page<InstitutionView>>(await api.operator.get('/v1/institutions?limit=100'), 200);
  expect(all.items.filter(({ name }) => name === 'Once' || name === 'Twice')).toEqual([first]);
});

test('200 a list runs newest first through pages that neither repeat nor miss one', async () => {
  const names = ['Page one', 'Page two', 'Page three'];
  for (const name of names) expectStatus(await api.operator.post('/v1/institutions', { name }), 201);
  const all = expectStatus<Page<InstitutionView>>(await api.operator.get('/v1/institutions?limit=100'), 200);
  const walked: InstitutionView[] = [];
  let cursor = '';
  do {
    const url = `/v1/institutions?limit=2${cursor}`;
    const page = expectStatus<Page<InstitutionView>>(await api.operator.get(url), 200);
    expect(page.items.length).toBeLessThanOrEqual(2);
    walked.push(...page.items);
    cursor = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
  } while (cursor !== '');
  expect(walked).toEqual(all.items);
  const times = walked.map(({ createdAt }) => createdAt);
  expect(times).toEqual(times.toSorted().toReversed());
});

test('400 a cursor that is none of ours, a limit beyond 100 and an unknown query name are refused', async () => {
  expectProblem(await api.operator.get('/v1/institutions?cursor=abc'), 'validation-failed');
  expectProblem(await api.operator.get('/v1/institutions?limit=101'), 'validation-failed');
  expectProblem(await api.operator.get('/v1/institutions?limit=0'), 'validation-failed');
  expectProblem(await api.operator.get('/v1/institutions?colour=red'), 'validation-failed');
});

test('200 a key of the institution reads it, and changes it when it may manage keys', async () => {
  const { id, key } = await makeInstitution(api);
  const answer = await key.put(`/v1/institutions/${id}`, whole, 1);
  expect(expectStatus<InstitutionView>(answer, 200)).toMatchObject({ id, ...whole, version: 2 });
  expect(answer.headers['etag']).toBe('"2"');
  const without = expectStatus<InstitutionView>(await key.put(`/v1/institutions/${id}`, { name: 'Plain' }, 2), 200);
  expect(Object.keys(without).toSorted()).toEqual(['createdAt', 'id', 'name', 'state', 'version']);
});

test('412 a change over a version that is gone is refused and changes nothing; 428 without If-Match', async () => {
  const { id, key } = await makeInstitution(api);
  expectStatus(await key.put(`/v1/institutions/${id}`, { name: 'First' }, 1), 200);
  expectProblem(await key.put(`/v1/institutions/${id}`, { name: 'Second' }, 1), 'stale-version');
  expectProblem(await key.put(`/v1/institutions/${id}`, { name: 'Second' }, 'one'), 'stale-version');
  expectProblem(await key.put(`/v1/institutions/${id}`, { name: 'Second' }), 'version-required');
  const read = expectStatus<InstitutionView>(await key.get(`/v1/institutions/${id}`), 200);
  expect(read).toMatchObject({ name: 'First', version: 2 });
});

test('404 another institution is answered like a random id, byte for byte, to read and to change', async () => {
  const own = await makeInstitution(api);
  const other = await makeInstitution(api, 'Another one');
  const random = randomIds.next('institution');
  const read = await own.key.get(`/v1/institutions/${other.id}`);
  expectProblem(read, 'not-found');
  expectSameAnswer(read, await own.key.get(`/v1/institutions/${random}`));
  const change = await own.key.put(`/v1/institutions/${other.id}`, { name: 'Taken' }, 1);
  expectSameAnswer(change, await own.key.put(`/v1/institutions/${random}`, { name: 'Taken' }, 1));
  const kept = expectStatus<InstitutionView>(await api.operator.get(`/v1/institutions/${other.id}`), 200);
  expect(kept.name).toBe('Another one');
});

test('401 nobody without a key makes or lists institutions; 403 no key of an institution does', async () => {
  const refused = await api.anonymous.post('/v1/institutions', { name: 'Nobody’s' });
  expectProblem(refused, 'unauthenticated');
  expect(refused.headers['www-authenticate']).toBe('Bearer');
  expectProblem(await api.anonymous.get('/v1/institutions'), 'unauthenticated');
  const { key } = await makeInstitution(api);
  expectProblem(await key.post('/v1/institutions', { name: 'One more' }), 'forbidden', { code: 'operator_key_needed' });
  expectProblem(await key.get('/v1/institutions'), 'forbidden', { code: 'operator_key_needed' });
});

test('403 a key without the scope keys:manage does not change its institution', async () => {
  const { id } = await makeInstitution(api);
  const reader = await makeKey(api, id, ['catalog:read']);
  const refused = await reader.put(`/v1/institutions/${id}`, { name: 'Changed' }, 1);
  expectProblem(refused, 'forbidden', { code: 'scope_missing' });
});

test('400 each thing that is wrong with a body is told with its pointer', async () => {
  const body = {
    name: '   ',
    url: 'ftp://x.example',
    email: 'nobody',
    address: { addressCountryCode: 'USA' },
    fax: '1',
  };
  expectProblem(await api.operator.post('/v1/institutions', body), 'validation-failed', {
    errors: [
      '/name pattern',
      '/url pattern',
      '/email format',
      '/address/addressCountryCode pattern',
      '/fax unknown_property',
    ],
  });
  expectProblem(await api.operator.post('/v1/institutions', {}), 'validation-failed', { errors: ['/name missing'] });
});
