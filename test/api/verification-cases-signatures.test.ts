// If this fails, a good signature of a kind that issuers use is refused, or one that speaks for somebody else is believed.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import * as base58 from 'base58-universal';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';
import { openCanary } from '../setup/canary.ts';
import { foreignBadge, foreignIssuer, unsignedForeignBadge, verifiedAt } from '../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../setup/foreign-badges.ts';
import { jcsProof } from '../setup/jcs-proof.ts';
import { textAt } from '../setup/pointer.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { verdict, verdictOn, verdictOnBytes } from '../setup/verdicts.ts';
import type { Report } from '../setup/verdicts.ts';

const created = '2026-11-01T09:00:00Z';
let api: TestApp;
beforeAll(async () => {
  api = await openTestApp({ clock: { now: () => verifiedAt } });
});
afterAll(() => api.close());

const proofsOf = (document: JsonObject): JsonObject[] => [document['proof'] ?? []].flat() as JsonObject[];

describe('a badge in a JWT', () => {
  interface JwtIssuer {
    readonly did: string;
    readonly privateKey: CryptoKey;
    readonly jwk: JsonObject;
  }
  const algorithms = ['RS256', 'ES256', 'ES384', 'EdDSA'] as const;
  const issuers = new Map<string, JwtIssuer>();
  beforeAll(async () => {
    for (const alg of algorithms) {
      const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
      const jwk = JSON.parse(JSON.stringify(await exportJWK(publicKey))) as JsonObject;
      const did = `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
      issuers.set(alg, { did, privateKey, jwk });
    }
  });
  const issuerFor = (alg: string): JwtIssuer => {
    const found = issuers.get(alg);
    if (found === undefined) throw new Error(alg);
    return found;
  };
  const claimsOf = (did: string): JsonObject => {
    const badge = unsignedForeignBadge(did);
    const subject = badge['credentialSubject'] as JsonObject;
    const nbf = Date.parse(textAt(badge, '/validFrom')) / 1000;
    return { ...badge, iss: did, jti: badge['id'] ?? '', sub: subject['id'] ?? '', nbf };
  };
  const sign = (alg: string, change: JsonObject = {}, header: JsonObject = {}): Promise<string> => {
    const { did, privateKey } = issuerFor(alg);
    return new CompactSign(Buffer.from(JSON.stringify({ ...claimsOf(did), ...change })))
      .setProtectedHeader({ alg, kid: `${did}#0`, typ: 'JWT', ...header })
      .sign(privateKey);
  };

  test.each(algorithms)('200 signed with %s, given as JSON, as a body of its own and with a line end', async (alg) => {
    const jwt = await sign(alg);
    expect(await verdictOn(api, jwt)).toBe('valid');
    expect(await verdictOnBytes(api, `${jwt}\n`, 'application/vc+jwt')).toBe('valid');
  });

  test('200 C-23 C-24 without an algorithm, or with a secret that everybody has', async () => {
    const [, payload = '', signature = ''] = (await sign('ES256')).split('.');
    const { did } = issuerFor('ES256');
    for (const alg of ['none', 'nOnE', 'HS256', 'HS512']) {
      const header = Buffer.from(JSON.stringify({ alg, kid: `${did}#0` })).toString('base64url');
      expect(await verdictOn(api, `${header}.${payload}.${signature}`)).toBe('invalid proof=fail:alg');
      expect(await verdictOn(api, `${header}.${payload}.`)).toBe('invalid proof=fail:alg');
    }
  });

  test('200 C-25 C-26 C-31 with a key, a place for keys or a demand of its own in the header', async () => {
    const canary = await openCanary();
    const thief = issuerFor('ES384');
    const own = await sign(
      'ES384',
      { iss: issuerFor('ES256').did, issuer: issuerFor('ES256').did },
      { jwk: thief.jwk },
    );
    expect(await verdictOn(api, own)).toMatch(/^invalid issuer_key=fail:(?:jwk_not_bound|kid_not_issuer)$/);
    const place = `https://127.0.0.1:${canary.port}/keys`;
    for (const header of [{ jku: place }, { x5u: place }, { x5c: ['MIIB'] }]) {
      expect(await verdictOn(api, await sign('ES256', {}, header))).toBe('invalid proof=fail:forbidden_header');
    }
    const [, payload = '', signature = ''] = (await sign('ES256')).split('.');
    const crit = Buffer.from(JSON.stringify({ alg: 'ES256', kid: `${issuerFor('ES256').did}#0`, crit: ['exp'] }));
    expect(await verdictOn(api, `${crit.toString('base64url')}.${payload}.${signature}`)).toBe(
      'invalid proof=fail:crit',
    );
    expect(await canary.connections()).toBe(0);
    await canary.close();
  });

  test('200 C-27 with a key on a host that is not the issuer’s: it is not asked', async () => {
    const canary = await openCanary();
    const kid = `https://127.0.0.1:${canary.port}/key#1`;
    expect(await verdictOn(api, await sign('ES256', {}, { kid }))).toBe('invalid issuer_key=fail:kid_not_issuer');
    expect(await canary.connections()).toBe(0);
    await canary.close();
  });

  test.each<readonly [string, JsonObject]>([
    ['iss', { iss: 'did:web:other.example' }],
    ['jti', { jti: 'https://badges.elsewhere.example/credentials/2' }],
    ['sub', { sub: 'https://people.elsewhere.example/2' }],
    ['nbf', { nbf: 1_700_000_000 }],
  ])('200 C-29 whose claim %s says something else than the badge', async (claim, change) => {
    const answer = await api.anonymous.post('/v1/verifications', { credential: await sign('ES256', change) });
    const report = answer.json<Report>();
    expect(verdict(report)).toBe('invalid proof=fail:claim_mismatch');
    expect(JSON.stringify(report.checks.find(({ check }) => check === 'proof')?.detail)).toContain(claim);
  });

  test('200 C-30 whose own time is over before that of the badge', async () => {
    const change = { exp: Date.parse('2026-11-20T00:00:00Z') / 1000, validUntil: '2029-11-01T09:00:00Z' };
    expect(await verdictOn(api, await sign('ES256', change))).toBe('invalid validity=fail:expired');
  });

  test('200 A-07 C-35 with a name that changes objects inside, with padding, or with bits that nobody reads', async () => {
    const jwt = await sign('EdDSA');
    const [header = '', , signature = ''] = jwt.split('.');
    const text = JSON.stringify(claimsOf(issuerFor('EdDSA').did)).replace('{', '{"__proto__":{"x":1},');
    const forged = `${header}.${Buffer.from(text).toString('base64url')}.${signature}`;
    expect(await verdictOn(api, forged)).toBe('invalid parse=fail:forbidden_key');
    expect(await verdictOn(api, `${jwt}==`)).toBe('invalid parse=fail:encoding');
    // 64 bytes end in two characters of which the last has four bits to spare.
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = letters[letters.indexOf(jwt.slice(-1)) + 1] ?? 'B';
    expect(await verdictOn(api, jwt.slice(0, -1) + last)).toBe('invalid parse=fail:encoding');
  });
});

describe('proofs inside', () => {
  async function ecdsaBadge(curve: 'P-256' | 'P-384'): Promise<JsonObject> {
    const key = await EcdsaMultikey.generate({ curve });
    const did = `did:key:${key.publicKeyMultibase}`;
    const signer = { ...key.signer(), id: `${did}#${key.publicKeyMultibase}` };
    return (await issue({
      credential: structuredClone(unsignedForeignBadge(did)),
      suite: new DataIntegrityProof({ signer, date: created, cryptosuite: ecdsaRdfc2019 }),
      documentLoader: staticDocumentLoader,
      now: new Date(created),
    })) as JsonObject;
  }
  test.each(['P-256', 'P-384'] as const)(
    '200 ecdsa-rdfc-2019 with a key on %s is good, and with another name it is not',
    async (curve) => {
      const badge = await ecdsaBadge(curve);
      expect(await verdictOn(api, badge)).toBe('valid');
      expect(await verdictOn(api, { ...badge, name: 'Another' })).toBe('invalid proof=fail:signature');
    },
  );

  test('200 C-21 the twin of an ECDSA signature is another text of the same one, and never another badge', async () => {
    const badge = await ecdsaBadge('P-256');
    const [proof] = proofsOf(badge);
    const bytes = base58.decode(textAt(proof, '/proofValue').slice(1));
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const twin = (order - BigInt(`0x${Buffer.from(bytes.subarray(32)).toString('hex')}`))
      .toString(16)
      .padStart(64, '0');
    const proofValue = `z${base58.encode(Buffer.concat([bytes.subarray(0, 32), Buffer.from(twin, 'hex')]))}`;
    const answer = await api.anonymous.post('/v1/verifications', {
      credential: { ...badge, proof: { ...proof, proofValue } },
    });
    const report = answer.json<Report>();
    // Whether it is taken or not: nothing else of the badge has changed, its id least of all.
    expect(report.credential?.['id']).toBe(badge['id']);
    expect(['valid', 'invalid proof=fail:signature']).toContain(verdict(report));
  });

  test('200 eddsa-jcs-2022 is good, and with the order of a set changed it is not', async () => {
    const issuer = await foreignIssuer('jcs');
    const unsigned = unsignedForeignBadge(issuer.did);
    const badge = { ...unsigned, proof: [await jcsProof(unsigned, issuer)] };
    expect(await verdictOn(api, badge)).toBe('valid');
    expect(await verdictOn(api, { ...badge, type: ['OpenBadgeCredential', 'VerifiableCredential'] })).toBe(
      'invalid proof=fail:signature',
    );
  });

  test('200 C-15 C-16 a set of good proofs is good; with a bad one it is not, whichever comes first', async () => {
    const issuer = await foreignIssuer('set');
    const [first, second] = await Promise.all(
      [created, '2026-11-02T09:00:00Z'].map((at) => foreignBadge(issuer, {}, { created: at })),
    );
    const proofs = [...proofsOf(first ?? {}), ...proofsOf(second ?? {})];
    expect(await verdictOn(api, { ...first, proof: proofs })).toBe('valid');
    const [good, other] = proofs;
    const bad = { ...other, created: '2026-11-03T09:00:00Z' };
    for (const proof of [
      [good, bad],
      [bad, good],
    ]) {
      expect(await verdictOn(api, { ...first, proof })).toBe('invalid proof=fail:proof_set');
    }
    const unknown = { ...other, cryptosuite: 'of-tomorrow-2040' };
    const answer = await api.anonymous.post('/v1/verifications', { credential: { ...first, proof: [good, unknown] } });
    const report = answer.json<Report>();
    expect([verdict(report), report.warnings]).toEqual(['valid', ['proof:unsupported_suite']]);
  });

  test('200 a chain of proofs is good, and broken when the first link is taken away or changed', async () => {
    const issuer = await foreignIssuer('chain');
    const unsigned = unsignedForeignBadge(issuer.did);
    const id = 'urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544';
    const named = await jcsProof(unsigned, issuer, { id });
    const second = await jcsProof({ ...unsigned, proof: [named] }, issuer, { previousProof: id });
    expect(await verdictOn(api, { ...unsigned, proof: [named, second] })).toBe('valid');
    expect(await verdictOn(api, { ...unsigned, proof: [second] })).toMatch(/^invalid proof=fail:/);
    expect(
      await verdictOn(api, { ...unsigned, proof: [{ ...named, created: '2026-11-02T09:00:00Z' }, second] }),
    ).toMatch(/^invalid proof=fail:/);
  });

  test('200 C-17 a thousand proofs are refused before the first is looked at', async () => {
    const badge = await foreignBadge(await foreignIssuer('many'));
    const proof = Array.from({ length: 1_000 }, () => proofsOf(badge)[0] ?? {});
    expect(await verdictOn(api, { ...badge, proof })).toBe('invalid structure=fail:too_many_proofs');
  });
});

describe('credentials inside', () => {
  const record = async (holder: ForeignIssuer, ...inside: JsonObject[]): Promise<JsonObject> => {
    const unsigned = {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      id: 'https://badges.elsewhere.example/records/1',
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'A record',
      issuer: { id: holder.did, type: ['Profile'], name: 'Elsewhere Institute' },
      validFrom: created,
      credentialSubject: {
        id: 'https://people.elsewhere.example/1',
        type: ['ClrSubject'],
        verifiableCredential: inside,
      },
    };
    return { ...unsigned, proof: [await jcsProof(unsigned, holder)] };
  };

  test('200 a learner record is good when each credential in it is; with one bad it is not, and says which', async () => {
    const [holder, one, two] = await Promise.all(['record', 'one', 'two'].map(foreignIssuer));
    if (holder === undefined || one === undefined || two === undefined) throw new Error('no issuers');
    const good = await foreignBadge(one);
    const other = await foreignBadge(two, { id: 'https://badges.elsewhere.example/credentials/2' });
    expect(await verdictOn(api, await record(holder, good, other))).toBe('valid');
    const bad = { ...other, name: 'Another' };
    const answer = await api.anonymous.post('/v1/verifications', { credential: await record(holder, good, bad) });
    const report = answer.json<Report>();
    expect(verdict(report)).toBe('invalid credential=fail:invalid');
    expect(report.checks.find(({ outcome }) => outcome === 'fail')?.pointer).toBe(
      '/credentialSubject/verifiableCredential/1',
    );
  });

  test('200 a presentation is good for the challenge and the domain it was made for, and for no others', async () => {
    const holder = await foreignIssuer('holder');
    const badge = await foreignBadge(await foreignIssuer('one'));
    const unsigned: JsonObject = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: holder.did,
      verifiableCredential: [badge],
    };
    const answered = { proofPurpose: 'authentication', challenge: 'c-1', domain: 'jobs.example' };
    const presentation = { ...unsigned, proof: [await jcsProof(unsigned, holder, answered)] };
    const asked = async (credential: JsonObject, more: JsonObject): Promise<string> =>
      verdict((await api.anonymous.post('/v1/verifications', { credential, ...more })).json<Report>());
    expect(await asked(presentation, { challenge: 'c-1', domain: 'jobs.example' })).toBe('valid');
    expect(await asked(presentation, { challenge: 'c-2', domain: 'jobs.example' })).toMatch(/^invalid proof=fail:/);
    expect(await asked(presentation, { challenge: 'c-1', domain: 'other.example' })).toMatch(/^invalid proof=fail:/);
    const forged = { ...unsigned, verifiableCredential: [{ ...badge, name: 'Another' }] };
    const signed = { ...forged, proof: [await jcsProof(forged, holder, answered)] };
    expect(await asked(signed, { challenge: 'c-1', domain: 'jobs.example' })).toBe('invalid credential=fail:invalid');
  });
});
