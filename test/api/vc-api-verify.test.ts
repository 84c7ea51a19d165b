// If this fails, programs that speak the W3C VC-API get another answer than exactly 200 or 400, or something is verified
// there that must not be.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as library from '@digitalbazaar/vc';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';
import type { Answer } from '../setup/client.ts';
import { foreignBadge, foreignIssuer, signForeign, verifiedAt } from '../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../setup/foreign-badges.ts';
import { signShown } from '../setup/outside-documents.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

const credentialsUrl = '/vc-api/credentials/verify';
const presentationsUrl = '/vc-api/presentations/verify';
const created = '2026-11-01T09:00:00Z';
const v2 = 'https://www.w3.org/ns/credentials/v2';
const dataIntegrity = 'https://w3id.org/security/data-integrity/v2';

let api: TestApp;
let issuer: ForeignIssuer;
let other: ForeignIssuer;

beforeAll(async () => {
  api = await openTestApp({ clock: { now: () => verifiedAt } });
  issuer = await foreignIssuer('issuer of the door');
  other = await foreignIssuer('another party at the door');
});
afterAll(() => api.close());

const plain = (more: JsonObject = {}): JsonObject => ({
  '@context': [v2],
  type: ['VerifiableCredential'],
  issuer: issuer.did,
  credentialSubject: { id: 'did:example:subject' },
  ...more,
});

const suiteOf = ({ key, methodId }: ForeignIssuer) =>
  new DataIntegrityProof({ signer: { ...key.signer(), id: methodId }, date: created, cryptosuite });

const verify = (verifiableCredential: unknown, more: object = {}): Promise<Answer> =>
  api.anonymous.post(credentialsUrl, { verifiableCredential, ...more });
const present = (verifiablePresentation: unknown, options: object): Promise<Answer> =>
  api.anonymous.post(presentationsUrl, { verifiablePresentation, options });

const presentation = (holder: ForeignIssuer, credentials: readonly JsonObject[], named = true): Promise<JsonObject> =>
  signShown(
    {
      '@context': [v2],
      type: ['VerifiablePresentation'],
      ...(named && { holder: holder.did }),
      ...(credentials.length > 0 && { verifiableCredential: [...credentials] }),
    },
    holder,
  );

/** Signed by the library itself, without our context list around it. */
async function signedByLibrary(credential: JsonObject, by: ForeignIssuer = issuer): Promise<JsonObject> {
  return (await library.issue({
    credential: structuredClone(credential),
    suite: suiteOf(by),
    documentLoader: staticDocumentLoader,
    now: new Date(created),
  })) as JsonObject;
}

/** A compact JWS over the credential itself (VC-JOSE-COSE §3.1.1). */
async function signedAsJwt(credential: JsonObject): Promise<string> {
  const text = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${text({ alg: 'EdDSA', typ: 'vc+jwt', kid: issuer.methodId })}.${text(credential)}`;
  const signature = await issuer.key.signer().sign({ data: Buffer.from(input) });
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

/** The library puts a second proof beside the first. */
const addProof = signedByLibrary;

function expectVerified(answer: Answer): void {
  expect(`${answer.statusCode} ${answer.statusCode === 200 ? '' : answer.body}`).toBe('200 ');
  expect(answer.headers['content-type']).toMatch(/json/);
  const body = answer.json<{ verified: boolean; problemDetails: unknown[]; errors?: unknown }>();
  expect(body.verified).toBe(true);
  expect(body.problemDetails).toEqual([]);
  expect(body.errors).toBeUndefined();
}

/** @param code among the reasons; any reason will do where none is named */
function expectRefused(answer: Answer, code: unknown = expect.anything()): void {
  expect(answer.statusCode).toBe(400);
  expect(answer.headers['content-type']).toMatch(/json/);
  const body = answer.json<{ verified: boolean; problemDetails: { type: string; detail: string; code?: string }[] }>();
  expect(body.verified).toBe(false);
  expect(body.problemDetails.map((problem) => problem.code)).toEqual(expect.arrayContaining([code]));
}

describe('200', () => {
  it('a badge of a did:key that the service never saw', async () => {
    expectVerified(await verify(await foreignBadge(issuer)));
  });

  it.each([
    ['no options', {}],
    ['empty options', { options: {} }],
    ['options with the checks to run', { options: { checks: ['proof'] } }],
    ['options that nobody knows', { options: { colour: 'blue', challenge: null } }],
  ])('%s', async (_what, more) => {
    expectVerified(await verify(await signedByLibrary(plain()), more));
  });

  it.each<[string, JsonObject]>([
    ['without an id and without dates', {}],
    ['with an issuer that is an object', { issuer: 'object' }],
    ['with several subjects', { credentialSubject: [{ id: 'did:example:a' }, { id: 'did:example:b' }] }],
    ['with language-tagged texts', { name: [{ '@value': 'Grado', '@language': 'es' }], description: 'A degree' }],
  ])('a credential %s', async (_what, more) => {
    const credential = plain({ ...more, ...(more.issuer === 'object' && { issuer: { id: issuer.did } }) });
    expectVerified(await verify(await signedByLibrary(credential)));
  });

  it('a credential of the data model 1.1', async () => {
    const credential = plain({
      '@context': ['https://www.w3.org/2018/credentials/v1', dataIntegrity],
      issuanceDate: '2026-10-01T00:00:00Z',
    });
    expectVerified(await verify(await signedByLibrary(credential)));
  });

  it('a proof set in which another party signed beside the issuer', async () => {
    const twice = await addProof(await signedByLibrary(plain()), other);
    expect(twice.proof).toHaveLength(2);
    expectVerified(await verify(twice));
  });

  it.each(['application/vc+jwt', 'application/jwt'])('a JWT, by itself and in an envelope of %s', async (media) => {
    const text = await signedAsJwt(plain());
    expectVerified(await verify(text));
    const envelope = { '@context': [v2], type: 'EnvelopedVerifiableCredential', id: `data:${media},${text}` };
    expectVerified(await verify(envelope));
    const [head, , signature] = text.split('.');
    const changed = Buffer.from(JSON.stringify(plain({ name: 'Changed' }))).toString('base64url');
    expectRefused(await verify({ ...envelope, id: `data:${media},${head}.${changed}.${signature}` }));
  });

  it('a presentation with credentials, with none, and without a holder', async () => {
    const options = { challenge: 'c-1', domain: 'jobs.example' };
    const badge = await foreignBadge(issuer);
    expectVerified(await present(await presentation(issuer, [badge]), options));
    expectVerified(await present(await presentation(issuer, []), options));
    expectVerified(await present(await presentation(issuer, [badge], false), options));
  });
});

describe('a context of its own', () => {
  const inline = (): JsonObject =>
    plain({
      '@context': [v2, { favouriteBird: 'https://elsewhere.example/terms#favouriteBird' }],
      credentialSubject: { id: 'did:example:subject', favouriteBird: 'wren' },
    });

  it('200 when nothing else is open, and says that it was passed over', async () => {
    const answer = await verify(await signedByLibrary(inline()));
    expectVerified(answer);
    expect(answer.json<{ warnings: string[] }>().warnings).toContain('context:recompacted');
  });

  it('400 when the credential was changed', async () => {
    const signed = await signedByLibrary(inline());
    expectRefused(await verify({ ...signed, credentialSubject: { id: 'did:example:subject', favouriteBird: 'owl' } }));
  });
});

describe('400', () => {
  it('a credential that was changed', async () => {
    const signed = await signedByLibrary(plain());
    expectRefused(await verify({ ...signed, credentialSubject: { id: 'did:example:other' } }), 'proof:signature');
  });

  it('an issuer that does not control the key, though the key is good', async () => {
    expectRefused(await verify(await signedByLibrary(plain(), other)), 'issuer_key:controller_mismatch');
    const https = plain({ issuer: 'https://issuer.elsewhere.example/' });
    expectRefused(await verify(await signedByLibrary(https)));
  });

  it('a proof set in which no proof is one of the issuer', async () => {
    const byOthers = await addProof(await signedByLibrary(plain(), other), await foreignIssuer('a third'));
    expectRefused(await verify(byOthers), 'issuer_key:controller_mismatch');
  });

  it('a credential that is over, and one that is not signed', async () => {
    const over = await signForeign(plain({ validUntil: '2026-11-20T00:00:00Z' }), issuer);
    expectRefused(await verify(over), 'validity:expired');
    expectRefused(await verify(plain()), 'proof:missing');
  });

  it('a member that no context defines', async () => {
    const signed = await signedByLibrary(plain());
    expectRefused(await verify({ ...signed, gpa: 4 }), 'proof:data_loss');
  });

  it.each([
    ['nothing', {}],
    ['a number', { verifiableCredential: 7 }],
    ['a list', { verifiableCredential: [] }],
    ['null', { verifiableCredential: null }],
    ['a text that is no JWT', { verifiableCredential: 'did:example:1' }],
    ['a JWT that is none', { verifiableCredential: 'a.b.c' }],
    ['options that are no object', { verifiableCredential: {}, options: 'x' }],
    ['an empty credential', { verifiableCredential: {} }],
    ['a member beside it', { verifiableCredential: {}, credential: {} }],
  ])('a body that holds %s', async (_what, body) => {
    expectRefused(await api.anonymous.post(credentialsUrl, body));
  });

  it.each(['', '[]', '5', 'null', '{"verifiableCredential": {', '{"verifiableCredential": {"a": 1e400}}'])(
    'the body %j',
    async (body) => {
      const answer = await api.anonymous.send('POST', credentialsUrl, body, { 'content-type': 'application/json' });
      expectRefused(answer);
    },
  );

  it('a presentation where a credential is asked for, and the other way round', async () => {
    expectRefused(await verify(await presentation(issuer, [])), 'another_kind');
    const options = { challenge: 'c-1', domain: 'jobs.example' };
    expectRefused(await present(await foreignBadge(issuer), options), 'another_kind');
  });

  it('a presentation that answers another challenge, or for another domain', async () => {
    const signed = await presentation(issuer, []);
    expectRefused(await present(signed, { challenge: 'c-2', domain: 'jobs.example' }));
    expectRefused(await present(signed, { challenge: 'c-1', domain: 'elsewhere.example' }));
  });

  it('a presentation with one credential that was changed', async () => {
    const badge = { ...(await foreignBadge(issuer)), name: 'Changed' };
    const options = { challenge: 'c-1', domain: 'jobs.example' };
    expectRefused(await present(await presentation(issuer, [badge]), options));
  });
});

it('415 and 413 stay what they are everywhere', async () => {
  const text = await api.anonymous.send('POST', credentialsUrl, 'x', { 'content-type': 'text/plain' });
  expect(text.statusCode).toBe(415);
  const large = JSON.stringify({ verifiableCredential: { name: 'x'.repeat(1_100_000) } });
  const answer = await api.anonymous.send('POST', credentialsUrl, large, { 'content-type': 'application/json' });
  expect(answer.statusCode).toBe(413);
});

it('150 requests at once from one client are all answered where the limit was raised', async () => {
  const signed = await signedByLibrary(plain());
  const answers = await Promise.all(Array.from({ length: 150 }, () => verify(signed)));
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
});
