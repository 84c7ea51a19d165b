// If this fails, what an institution knows of its learners reaches somebody else, or a badge is made for nobody.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecipientView } from '../../src/earning/recipients/recipient.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { Page } from '../../src/kernel/page.ts';
import type { Answer } from '../setup/client.ts';
import { expectStatus, makeInstitution, makeKey } from '../setup/fixtures.ts';
import type { TestInstitution } from '../setup/fixtures.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

const logLines: string[] = [];
let api: TestApp;
let own: TestInstitution;
let other: TestInstitution;
beforeAll(async () => {
  api = await openTestApp({
    environment: { WAYMARK_LOG_LEVEL: 'trace' },
    logStream: { write: (line) => void logLines.push(line) },
  });
  own = await makeInstitution(api);
  other = await makeInstitution(api, 'Another one');
});
afterAll(() => api.close());

let count = 0;
const body = (more: object = {}) => ({ name: 'Jo Learner', email: `jo.${count++}@plateau.example`, ...more });
const add = async (more: object = {}, to: TestInstitution = own) =>
  expectStatus<RecipientView>(await to.key.post('/v1/recipients', body(more)), 201);
const search = (email: string, by: TestInstitution = own): Promise<Answer> =>
  by.key.post('/v1/recipients/search', { email });

test('201 a recipient is added with all that identifies them, and read again', async () => {
  const sent = body({
    email: 'Jo.Learner@Plateau.example',
    did: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    identifiers: [{ identifier: '4711', identifierType: 'sisSourcedId' }],
  });
  const answer = await own.key.post('/v1/recipients', sent);
  const made = expectStatus<RecipientView>(answer, 201);
  expect(made).toMatchObject({ ...sent, email: 'jo.learner@plateau.example', version: 1 });
  expect(answer.headers['location']).toBe(`/v1/recipients/${made.id}`);
  const read = await own.key.get(`/v1/recipients/${made.id}`);
  expect(expectStatus(read, 200)).toEqual(made);
  expect(read.headers['etag']).toBe('"1"');
  const list = expectStatus<Page<RecipientView>>(await own.key.get('/v1/recipients'), 200);
  expect(list.items).toContainEqual(made);
});

test.each([
  'did:key:zDnaeucDGfhXHoJVqot3p21RuupNJ2fZrs8Lb1GV83VnSo2jR',
  'did:web:plateau.example',
  'did:web:plateau.example%3A8443:people:jo',
  'did:jwk:eyJrdHkiOiJPS1AifQ',
])('201 %s is taken as a DID', async (did) => {
  expect((await add({ did })).did).toBe(did);
});

test.each([
  'did:key:z6Mk',
  'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do0',
  'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
  'did:web:plateau.example/jo',
  'did:web:plateau.example?x=1',
  'did:web:plateau.example#key-1',
  'did:web:plateau example',
  'did:web:plateau.example:',
  'did:web:%zz',
  'did:WEB:plateau.example',
  'did::x',
  'did:web:',
  'urn:uuid:8d2e5f4a-1111-4222-8333-944455556666',
  'https://plateau.example/jo',
  ' did:web:plateau.example',
  'did:web:plateau.example\n',
])('400 %j is taken for no DID', async (did) => {
  const refused = await own.key.post('/v1/recipients', body({ did }));
  expectProblem(refused, 'validation-failed', { errors: ['/did pattern'] });
});

test('409 one address is one recipient, whatever its capitals; another institution may know the same person', async () => {
  const made = await add();
  const again = await own.key.post('/v1/recipients', body({ email: made.email?.toUpperCase() }));
  expectProblem(again, 'conflict', { code: 'already_recipient' });
  const someone = await add();
  const change = await own.key.put(`/v1/recipients/${someone.id}`, body({ email: made.email }), 1);
  expectProblem(change, 'conflict', { code: 'already_recipient' });
  expect((await add({ email: made.email }, other)).id).not.toBe(made.id);
});

test('201 the same Idempotency-Key adds one recipient; 422 with another body', async () => {
  const header = { 'idempotency-key': 'recipient-once' };
  const same = body();
  const first = expectStatus(await own.key.post('/v1/recipients', same, header), 201);
  expect(expectStatus(await own.key.post('/v1/recipients', same, header), 201)).toEqual(first);
  expectProblem(await own.key.post('/v1/recipients', body(), header), 'idempotency-mismatch');
});

test('422 a recipient without address, DID and identifier could not be named in a badge', async () => {
  const refused = await own.key.post('/v1/recipients', { name: 'Jo' });
  expectProblem(refused, 'rule-broken', { errors: [' unidentified'] });
  expectStatus(await own.key.post('/v1/recipients', { name: 'Jo', did: 'did:web:jo.example' }), 201);
});

test.each(['undefined', 'Jo {{lastName}}', '[object Object]', 'NaN', '<%= name %>'])(
  '422 %s is what a template left behind, not a name',
  async (name) => {
    expectProblem(await own.key.post('/v1/recipients', body({ name })), 'rule-broken', {
      errors: ['/name not_a_name'],
    });
  },
);

test.each(['Nullman Undefinedson', 'Ana Null-Pérez', 'Nan Goldin', 'Jo'])('201 %s is a name', async (name) => {
  expect((await add({ name })).name).toBe(name);
});

test('200 a change replaces everything; 412 over a version that is gone; 428 without If-Match', async () => {
  const made = await add({ did: 'did:web:jo.example' });
  const url = `/v1/recipients/${made.id}`;
  const email = made.email ?? '';
  const answer = await own.key.put(url, { name: 'Jo L.', email }, 1);
  const changed = expectStatus<RecipientView>(answer, 200);
  expect(changed).toEqual({ id: made.id, name: 'Jo L.', email, version: 2, createdAt: made.createdAt });
  expect(answer.headers['etag']).toBe('"2"');
  expectProblem(await own.key.put(url, body(), 1), 'stale-version');
  expectProblem(await own.key.put(url, body()), 'version-required');
  expect(expectStatus(await own.key.get(url), 200)).toEqual(changed);
});

test('200 a search finds the own recipient by address, capitals aside, and nobody else', async () => {
  const made = await add();
  const found = expectStatus<{ items: RecipientView[] }>(await search((made.email ?? '').toUpperCase()), 200);
  expect(found).toEqual({ items: [made] });
  expect(expectStatus(await search(made.email ?? '', other), 200)).toEqual({ items: [] });
  expect(expectStatus(await search('nobody@plateau.example'), 200)).toEqual({ items: [] });
});

test('400 a search by anything but one address is refused', async () => {
  expectProblem(await own.key.post('/v1/recipients/search', {}), 'validation-failed', { errors: ['/email missing'] });
  expectProblem(await search('%'), 'validation-failed', { errors: ['/email format'] });
  expectProblem(await own.key.get('/v1/recipients?email=jo@plateau.example'), 'validation-failed');
});

test('404 another institution’s recipient is answered like a random id, byte for byte', async () => {
  const theirs = await add({}, other);
  const random = randomIds.next('recipient');
  const asks: ((id: string) => Promise<Answer>)[] = [
    (id) => own.key.get(`/v1/recipients/${id}`),
    (id) => own.key.put(`/v1/recipients/${id}`, body({ email: 'taken@plateau.example' }), 1),
  ];
  for (const ask of asks) {
    const answer = await ask(theirs.id);
    expectProblem(answer, 'not-found');
    expectSameAnswer(answer, await ask(random));
  }
  expect(expectStatus(await other.key.get(`/v1/recipients/${theirs.id}`), 200)).toEqual(theirs);
  const list = expectStatus<Page<RecipientView>>(await own.key.get('/v1/recipients?limit=100'), 200);
  expect(list.items.map(({ id }) => id)).not.toContain(theirs.id);
});

test('403 keys without people scopes and members who are no registrar see no recipients', async () => {
  const made = await add();
  const catalog = await makeKey(api, own.id, ['catalog:read', 'catalog:write', 'submissions:read']);
  expectProblem(await catalog.get(`/v1/recipients/${made.id}`), 'forbidden', { code: 'scope_missing' });
  expectProblem(await catalog.post('/v1/recipients/search', { email: made.email }), 'forbidden');
  const reader = await makeKey(api, own.id, ['people:read']);
  expectStatus(await reader.get(`/v1/recipients/${made.id}`), 200);
  expectProblem(await reader.post('/v1/recipients', body()), 'forbidden', { code: 'scope_missing' });
  const member = { name: 'Ann', email: 'ann.people@plateau.example', roles: ['assessor'] };
  const { id } = expectStatus<{ id: string }>(await own.key.post('/v1/members', member), 201);
  expectProblem(await own.key.as(id).get('/v1/recipients'), 'forbidden', { code: 'role_missing' });
  expectProblem(await api.anonymous.get(`/v1/recipients/${made.id}`), 'unauthenticated');
});

test('200 answers about people are kept by no cache', async () => {
  const made = await add();
  for (const url of ['/v1/recipients', `/v1/recipients/${made.id}`]) {
    expect((await own.key.get(url)).headers['cache-control']).toBe('no-store');
  }
});

test('200 names and addresses stand in no log line, not even of refused requests', async () => {
  const made = await add({ name: 'Xiomara Quetzal', email: 'xiomara.quetzal@plateau.example' });
  await own.key.get(`/v1/recipients/${made.id}`);
  await own.key.post('/v1/recipients', { name: 'Xiomara Quetzal', email: 'xiomara.quetzal@plateau.example' });
  await own.key.post('/v1/recipients', { name: 'Xiomara Quetzal', email: 'xiomara.quetzal' });
  await search('xiomara.quetzal@plateau.example');
  expect(logLines.length).toBeGreaterThan(4);
  expect(logLines.join('\n')).toContain('/v1/recipients/search');
  expect(logLines.join('\n').toLowerCase()).not.toContain('quetzal');
});
