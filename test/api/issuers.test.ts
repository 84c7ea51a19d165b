// If this fails, an institution's public identity can be taken, changed or made unverifiable.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IssuerView } from '../../src/catalog/issuers/issuer.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Page } from '../../src/kernel/page.ts';
import { expectStatus, makeImage, makeInstitution, makeIssuer, makeKey } from '../setup/fixtures.ts';
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

test('201 an issuer gets a did:web under our own origin, a key that signs and a key for status lists', async () => {
  const answer = await own.key.post('/v1/issuers', { name: 'Plateau', email: 'badges@plateau.example' });
  const made = expectStatus<IssuerView>(answer, 201);
  expect(made.did).toBe(`did:web:waymark.test:issuers:${made.id}`);
  expect(made).toMatchObject({ proofSuite: 'eddsa-rdfc-2022', statusPurposes: ['revocation'], version: 1 });
  expect(made.keys.map(({ purpose, state }) => `${purpose} ${state}`).toSorted()).toEqual([
    'assertion active',
    'status active',
  ]);
  for (const key of made.keys) {
    expect(key.publicKeyMultibase).toMatch(/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/);
    expect(key.verificationMethod).toBe(`${made.did}#${key.publicKeyMultibase}`);
  }
  expect(answer.headers['location']).toBe(`/v1/issuers/${made.id}`);
  const read = await own.key.get(`/v1/issuers/${made.id}`);
  expect(expectStatus(read, 200)).toEqual(made);
  expect(read.headers['etag']).toBe('"1"');
  const list = expectStatus<Page<IssuerView>>(await own.key.get('/v1/issuers'), 200);
  expect(list.items).toContainEqual(made);
});

test('200 anyone finds the keys of an issuer in its DID document', async () => {
  const made = await makeIssuer(own);
  const document = expectStatus<{ id: string; assertionMethod: unknown[] }>(
    await api.anonymous.get(`/issuers/${made.id}/did.json`),
    200,
  );
  expect(document.id).toBe(made.did);
  for (const key of made.keys) expect(JSON.stringify(document)).toContain(key.verificationMethod);
});

test('201 a did:key issuer is its one key, and has no second one', async () => {
  const made = await makeIssuer(own, { didMethod: 'key', proofSuite: 'Ed25519Signature2020' });
  expect(made.keys).toHaveLength(1);
  expect(made.did).toBe(`did:key:${made.keys[0]?.publicKeyMultibase}`);
  expect(made.proofSuite).toBe('Ed25519Signature2020');
});

test('201 no answer about an issuer holds anything but public parts of its keys', async () => {
  const answer = await own.key.post('/v1/issuers', { name: 'Plateau' });
  const made = expectStatus<IssuerView>(answer, 201);
  for (const key of made.keys) {
    expect(Object.keys(key).toSorted()).toEqual(['id', 'publicKeyMultibase', 'purpose', 'state', 'verificationMethod']);
  }
});

test('201 the same Idempotency-Key makes one issuer with one pair of keys', async () => {
  const header = { 'idempotency-key': 'issuer-once' };
  const first = expectStatus<IssuerView>(await own.key.post('/v1/issuers', { name: 'Once' }, header), 201);
  const again = expectStatus<IssuerView>(await own.key.post('/v1/issuers', { name: 'Once' }, header), 201);
  expect(again).toEqual(first);
  expect(expectStatus(await own.key.get(`/v1/issuers/${first.id}`), 200)).toEqual(first);
});

test('200 a change replaces what is said of the issuer, and keeps its DID and its keys', async () => {
  const made = await makeIssuer(own);
  const image = await makeImage(own);
  const body = { name: 'Renamed', imageId: image.id, statusPurposes: ['revocation', 'suspension'] };
  const answer = await own.key.put(`/v1/issuers/${made.id}`, body, 1);
  const changed = expectStatus<IssuerView>(answer, 200);
  expect(changed).toMatchObject({ ...body, version: 2, did: made.did, keys: made.keys });
  expect(changed.url).toBeUndefined();
  expect(answer.headers['etag']).toBe('"2"');
});

test('412 a change over a version that is gone is refused; 428 without If-Match', async () => {
  const made = await makeIssuer(own);
  expectStatus(await own.key.put(`/v1/issuers/${made.id}`, { name: 'First' }, 1), 200);
  expectProblem(await own.key.put(`/v1/issuers/${made.id}`, { name: 'Second' }, 1), 'stale-version');
  expectProblem(await own.key.put(`/v1/issuers/${made.id}`, { name: 'Second' }), 'version-required');
  expect(expectStatus<IssuerView>(await own.key.get(`/v1/issuers/${made.id}`), 200).name).toBe('First');
});

test('400 the DID method is chosen once: a change that names it is refused', async () => {
  const made = await makeIssuer(own);
  const refused = await own.key.put(`/v1/issuers/${made.id}`, { name: 'x', didMethod: 'key' }, 1);
  expectProblem(refused, 'validation-failed', { errors: ['/didMethod unknown_property'] });
});

test('400 nobody chooses a DID, a key or an unknown proof suite', async () => {
  const body = { name: 'x', did: 'did:web:victim.example', keys: [], proofSuite: 'none', didMethod: 'ion' };
  expectProblem(await own.key.post('/v1/issuers', body), 'validation-failed', {
    errors: ['/did unknown_property', '/keys unknown_property', '/proofSuite not_allowed', '/didMethod not_allowed'],
  });
});

test('422 an image that is not the institution’s own is refused, at creation and at a change', async () => {
  const theirs = await makeImage(other);
  for (const imageId of [theirs.id, randomIds.next('image')]) {
    const refused = await own.key.post('/v1/issuers', { name: 'x', imageId });
    expectProblem(refused, 'rule-broken', { errors: ['/imageId unknown_image'] });
  }
  const made = await makeIssuer(own);
  const change = await own.key.put(`/v1/issuers/${made.id}`, { name: 'x', imageId: theirs.id }, 1);
  expectProblem(change, 'rule-broken', { errors: ['/imageId unknown_image'] });
});

test('404 another institution’s issuer is answered like a random id, byte for byte', async () => {
  const theirs = await makeIssuer(other);
  const random = randomIds.next('issuer');
  const read = await own.key.get(`/v1/issuers/${theirs.id}`);
  expectProblem(read, 'not-found');
  expectSameAnswer(read, await own.key.get(`/v1/issuers/${random}`));
  expectSameAnswer(
    await own.key.put(`/v1/issuers/${theirs.id}`, { name: 'Taken' }, 1),
    await own.key.put(`/v1/issuers/${random}`, { name: 'Taken' }, 1),
  );
  expect(expectStatus(await other.key.get(`/v1/issuers/${theirs.id}`), 200)).toEqual(theirs);
  const list = expectStatus<Page<IssuerView>>(await own.key.get('/v1/issuers?limit=100'), 200);
  expect(list.items.map(({ id }) => id)).not.toContain(theirs.id);
});

test('401 nobody without a key, 403 no operator, no key without keys:manage, no member who is no admin', async () => {
  expectProblem(await api.anonymous.post('/v1/issuers', { name: 'x' }), 'unauthenticated');
  const byOperator = await api.operator.post('/v1/issuers', { name: 'x' });
  expectProblem(byOperator, 'forbidden', { code: 'institution_key_needed' });
  const author = await makeKey(api, own.id, ['catalog:read', 'catalog:write']);
  expectProblem(await author.post('/v1/issuers', { name: 'x' }), 'forbidden', { code: 'scope_missing' });
  const member = { name: 'Ann', email: 'ann@plateau.example', roles: ['author'] };
  const { id } = expectStatus<{ id: string }>(await own.key.post('/v1/members', member), 201);
  expectProblem(await own.key.as(id).post('/v1/issuers', { name: 'x' }), 'forbidden', { code: 'role_missing' });
});
