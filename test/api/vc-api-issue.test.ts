// If this fails, the VC-API door signs for whoever asks, signs what a reader would understand differently, or signs with
// a key that belongs to an institution.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { auditEntries } from '../../src/platform/audit/audit-table.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import type { Answer } from '../setup/client.ts';
import { makeInstitution } from '../setup/fixtures.ts';
import { openTestApp, testOrigin } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

const url = '/vc-api/credentials/issue';
const v1 = 'https://www.w3.org/2018/credentials/v1';
const v2 = 'https://www.w3.org/ns/credentials/v2';
const dataIntegrity = 'https://w3id.org/security/data-integrity/v2';

let api: TestApp;
let issuer: string;

beforeAll(async () => {
  api = await openTestApp({ environment: { WAYMARK_VC_API_ISSUE: 'on', WAYMARK_VC_API_ISSUE_V1: 'on' } });
  issuer = (await api.operator.get('/vc-api')).json<{ issuer: string }>().issuer;
});
afterAll(() => api.close());

const credential = (more: JsonObject = {}): JsonObject => ({
  '@context': [v2],
  type: ['VerifiableCredential'],
  issuer,
  credentialSubject: { id: 'did:example:subject' },
  ...more,
});
const send = (document: unknown, more: object = {}): Promise<Answer> =>
  api.operator.post(url, { credential: document, ...more });

async function issued(document: JsonObject, more: object = {}): Promise<JsonObject> {
  const answer = await send(document, more);
  expect(`${answer.statusCode} ${answer.statusCode === 201 ? '' : answer.body}`).toBe('201 ');
  expect(answer.headers['content-type']).toMatch(/json/);
  return answer.json<{ verifiableCredential: JsonObject }>().verifiableCredential;
}

async function expectRefused(document: unknown, code: string): Promise<void> {
  const answer = await send(document);
  expect(answer.statusCode).toBe(400);
  const { problemDetails } = answer.json<{ problemDetails: { code?: string }[] }>();
  expect(problemDetails.map((problem) => problem.code)).toContain(code);
}

describe('201', () => {
  it('one proof of eddsa-rdfc-2022 whose method has a fragment under the did:key, and everything else as it came', async () => {
    const given = credential({ id: 'urn:uuid:0f8a0b5e-6f6e-4c39-9a2e-6f1f9a1c2b3d' });
    const { proof, ...rest } = await issued(given);
    expect(rest).toEqual(given);
    expect(Object.keys(rest)).toEqual(Object.keys(given));
    expect(proof).toEqual([
      {
        type: 'DataIntegrityProof',
        created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        verificationMethod: `${issuer}#${issuer.slice('did:key:'.length)}`,
        cryptosuite: 'eddsa-rdfc-2022',
        proofPurpose: 'assertionMethod',
        proofValue: expect.stringMatching(/^z[1-9A-HJ-NP-Za-km-z]+$/),
      },
    ]);
  });

  it.each<[string, JsonObject]>([
    ['no id', {}],
    ['an issuer that is an object', { issuer: 'object' }],
    ['several subjects', { credentialSubject: [{ id: 'did:example:a' }, { id: 'did:example:b' }] }],
    ['dates in the past and the future', { validFrom: '2020-01-01T00:00:00Z', validUntil: '2090-01-01T00:00:00Z' }],
    ['milliseconds', { validFrom: '2020-01-01T00:00:00.123Z' }],
    ['an offset', { validFrom: '2020-01-01T00:00:00+02:00' }],
    ['language-tagged texts', { name: { '@value': 'Grado', '@language': 'es' } }],
    [
      'several language-tagged texts',
      {
        name: [
          { '@value': 'Grado', '@language': 'es' },
          { '@value': 'Degree', '@language': 'en' },
        ],
      },
    ],
    ['a type that is an absolute URL', { type: ['VerifiableCredential', 'https://elsewhere.example/Thing'] }],
    [
      'examples',
      {
        '@context': [v2, 'https://www.w3.org/ns/credentials/examples/v2'],
        type: ['VerifiableCredential', 'ExampleDegreeCredential'],
      },
    ],
    [
      'a context of its own',
      { '@context': [v2, { bird: 'https://elsewhere.example/#bird' }], credentialSubject: { bird: 'wren' } },
    ],
    [
      'a status elsewhere',
      {
        credentialStatus: {
          id: 'https://elsewhere.example/list#7',
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '7',
          statusListCredential: 'https://elsewhere.example/list',
        },
      },
    ],
    ['a schema', { credentialSchema: { id: 'https://elsewhere.example/schema.json', type: 'JsonSchema' } }],
  ])('a credential with %s', async (_what, more) => {
    const given = credential({ ...more, ...(more.issuer === 'object' && { issuer: { id: issuer, name: 'Door' } }) });
    const { proof, ...rest } = await issued(given);
    expect(rest).toEqual(given);
    expect(proof).toHaveLength(1);
  });

  it('what it signs is verified at this door', async () => {
    const verifiableCredential = await issued(credential());
    const answer = await api.anonymous.post('/vc-api/credentials/verify', { verifiableCredential });
    expect(`${answer.statusCode} ${answer.body}`).toMatch(/^200 /);
  });

  it('of the data model 1.1, with the context of the proof after the others', async () => {
    const given = credential({ '@context': [v1], issuanceDate: '2026-01-01T00:00:00Z' });
    const verifiableCredential = await issued(given);
    expect(verifiableCredential['@context']).toEqual([v1, dataIntegrity]);
    const answer = await api.anonymous.post('/vc-api/credentials/verify', { verifiableCredential });
    expect(answer.statusCode).toBe(200);
  });

  it.each([{}, { options: {} }, { options: { mandatoryPointers: ['/issuer'], colour: 1 } }])(
    'with the options %j',
    async (more) => {
      expect((await issued(credential(), more)).proof).toHaveLength(1);
    },
  );

  it('leaves one entry in the log with the digest, without a word of what was signed', async () => {
    const before = new Set((await entries()).map(({ id }) => id));
    await issued(credential({ name: 'Quetzalcoatl' }));
    const added = (await entries()).filter(({ id }) => !before.has(id));
    expect(added.map(({ event }) => event)).toEqual(['vc-api-credential.signed']);
    expect(JSON.stringify(added)).not.toContain('Quetzalcoatl');
    expect(added[0]?.details).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('the key is none of an issuer profile', async () => {
    const institution = await makeInstitution(api);
    const made = await institution.key.post('/v1/issuers', { name: 'Profile', didMethod: 'key' });
    expect(made.statusCode).toBe(201);
    expect(made.body).not.toContain(issuer.slice('did:key:'.length));
    expect((await api.operator.get('/vc-api')).json()).toEqual({ issuer });
  });
});

const entries = () => api.database.read(deployment, ({ db }) => db.select().from(auditEntries));

describe('400', () => {
  it.each<[string, string, JsonObject]>([
    ['another issuer', 'another_issuer', { issuer: 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK' }],
    ['a member that no context defines', 'undefined_term', { credentialSubject: { id: 'did:example:s', gpa: 4 } }],
    ['a type that no context defines', 'undefined_type', { type: ['VerifiableCredential', 'Nope'] }],
    ['a context that is not known', 'unknown_context', { '@context': [v2, 'https://elsewhere.example/context'] }],
    ['an identifier of a badge of ours', 'own_document', { id: `${testOrigin}/credentials/cred_1` }],
    [
      'an address of ours inside',
      'own_document',
      { credentialSubject: { id: 'did:example:s', image: `${testOrigin}/images/1` } },
    ],
    ['a status list', 'status_list', { type: ['VerifiableCredential', 'BitstringStatusListCredential'] }],
    ['a proof already', 'not_issuable', { proof: { type: 'DataIntegrityProof' } }],
  ])('%s', async (_what, code, more) => {
    await expectRefused(credential(more), code);
  });

  it.each([
    ['nothing', {}],
    ['a credential that is a text', { credential: 'x' }],
    ['a credential that is a list', { credential: [] }],
    ['options that are a text', { credential: {}, options: 'x' }],
    ['an empty credential', { credential: {} }],
  ])('a body with %s', async (_what, body) => {
    const answer = await api.operator.post(url, body);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ problemDetails: unknown[] }>().problemDetails.length).toBeGreaterThan(0);
  });
});

describe('who may', () => {
  it('401 nobody, 403 an institution with every scope', async () => {
    expect((await api.anonymous.post(url, { credential: credential() })).statusCode).toBe(401);
    const { key } = await makeInstitution(api);
    expect((await key.post(url, { credential: credential() })).statusCode).toBe(403);
    expect((await key.get('/vc-api')).statusCode).toBe(403);
  });

  it('404 where it is not switched on, and 400 for 1.1 where only that is not', async () => {
    const off = await openTestApp();
    expect((await off.operator.post(url, { credential: credential() })).statusCode).toBe(404);
    expect((await off.operator.get('/vc-api')).statusCode).toBe(404);
    await off.close();
    const only2 = await openTestApp({ environment: { WAYMARK_VC_API_ISSUE: 'on' } });
    const did = (await only2.operator.get('/vc-api')).json<{ issuer: string }>().issuer;
    const old = credential({ '@context': [v1], issuer: did, issuanceDate: '2026-01-01T00:00:00Z' });
    const answer = await only2.operator.post(url, { credential: old });
    expect(`${answer.statusCode} ${answer.body}`).toMatch(/^400 .*data_model/);
    await only2.close();
  });
});
