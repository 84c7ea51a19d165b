// If this fails, a token that the issuer did not sign, or that speaks of something else than the credential in it, passes.
import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { proofCheck } from '../../../src/standards/checks/proof.ts';
import { dataModelOf } from '../../../src/standards/document-kind.ts';
import { publicKeyOfJwk } from '../../../src/standards/jwk.ts';
import type { PublicKey } from '../../../src/standards/public-key.ts';
import { credentialOfJwt, jwtTimes } from '../../../src/standards/jwt-claims.ts';
import { parseCompactJws } from '../../../src/standards/vc-jwt.ts';
import { verifyJwt } from '../../../src/standards/verify-jwt.ts';
import { textAt } from '../../setup/pointer.ts';
import { issuerDid, methodId, now, unsignedBadge } from './sample.ts';

interface Signing {
  readonly privateKey: CryptoKey | KeyObject;
  readonly publicKey: PublicKey;
}
const ofLibrary = ['RS256', 'ES256', 'ES384', 'EdDSA'] as const;
const algorithms = [...ofLibrary, 'ES256K'] as const;
const keys = new Map<string, Signing>();

beforeAll(async () => {
  for (const alg of algorithms) keys.set(alg, await freshKey(alg));
});

async function freshKey(alg: string): Promise<Signing> {
  const { privateKey, publicKey } =
    alg === 'ES256K'
      ? generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
      : await generateKeyPair(alg, { extractable: true });
  const read = publicKeyOfJwk(await exportJWK(publicKey));
  if (!read.ok) throw new Error(read.code);
  return { privateKey, publicKey: read.publicKey };
}

function keyFor(alg: string): Signing {
  const key = keys.get(alg);
  if (key === undefined) throw new Error(`No key for ${alg}.`);
  return key;
}
function seconds(date: string): number {
  return Date.parse(date) / 1000;
}

/** A badge as Open Badges wants it in a JWT: the credential with its claims beside it. */
function claims(changes: Record<string, unknown> = {}): JsonObject {
  const badge = unsignedBadge();
  const credentialSubject = { ...(badge.credentialSubject as JsonObject), id: 'did:example:learner' };
  const payload = {
    ...badge,
    credentialSubject,
    iss: issuerDid,
    jti: badge.id,
    sub: 'did:example:learner',
    nbf: seconds(textAt(badge, '/validFrom')),
    exp: seconds(textAt(badge, '/validUntil')),
    ...changes,
  };
  return JSON.parse(JSON.stringify(payload)) as JsonObject;
}
/** The same in the older data model. */
function older(changes: Record<string, unknown> = {}, inClaim: Record<string, unknown> = {}): JsonObject {
  const { iss, jti, sub, nbf, exp, '@context': _context, validFrom, validUntil, ...rest } = claims();
  const context = [
    'https://www.w3.org/2018/credentials/v1',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ];
  const vc = { ...rest, '@context': context, issuanceDate: validFrom, expirationDate: validUntil, ...inClaim };
  return JSON.parse(JSON.stringify({ iss, jti, sub, nbf, exp, vc, ...changes })) as JsonObject;
}

async function sign(payload: JsonObject, header: Record<string, unknown> = {}, alg = 'ES256'): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(payload));
  const protectedHeader = { alg, kid: methodId, typ: 'JWT', ...header };
  const { privateKey } = keyFor(alg);
  if (alg !== 'ES256K') return new CompactSign(bytes).setProtectedHeader(protectedHeader).sign(privateKey);
  if (!('asymmetricKeyType' in privateKey)) throw new Error('Not a key of this curve.');
  const input = `${encode(protectedHeader)}.${Buffer.from(bytes).toString('base64url')}`;
  const signature = signWith('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

async function judge(jws: string, alg = 'ES256', more: { challenge?: string; domain?: string } = {}): Promise<string> {
  const parsed = parseCompactJws(jws);
  const payload = parsed.ok ? readPayload(parsed.payload) : {};
  const credential = credentialOfJwt(payload);
  const key = { id: methodId, controller: issuerDid, publicKey: keyFor(alg).publicKey };
  const result = await verifyJwt({ jws, payload, credential, dataModel: dataModelOf(credential), key, now, ...more });
  const member = result.member === undefined ? '' : ` ${result.member}`;
  return `${result.outcome}:${result.code}${member}`;
}
function readPayload(bytes: Uint8Array): JsonObject {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as JsonObject;
  } catch {
    return {};
  }
}
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('signatures of JWTs', () => {
  it.each(algorithms)('%s verifies with the key of the issuer, and with no other', async (alg) => {
    const jws = await sign(claims(), {}, alg);
    expect(await judge(jws, alg)).toBe('pass:ok');
    for (const other of algorithms.filter((name) => name !== alg)) {
      expect(await judge(jws, other)).toBe('fail:key_suite_mismatch alg');
    }
    const key = { id: methodId, controller: issuerDid, publicKey: (await freshKey(alg)).publicKey };
    const payload = claims();
    const result = await verifyJwt({ jws, payload, credential: payload, dataModel: '2.0', key, now });
    expect(proofCheck([result]).result).toEqual({
      check: 'proof',
      outcome: 'fail',
      code: 'signature',
      detail: { suite: alg, verificationMethod: methodId },
    });
  });

  it('C-23 C-24 fail without an algorithm and for one with a shared secret, also the public key', async () => {
    const [, payload = '', signature = ''] = (await sign(claims())).split('.');
    for (const alg of ['none', 'nOnE', 'HS256']) {
      expect(await judge(`${encode({ alg, kid: methodId })}.${payload}.${signature}`)).toBe('fail:alg alg');
      expect(await judge(`${encode({ alg, kid: methodId })}.${payload}.`)).toBe('fail:alg alg');
    }
  });

  it('C-26 C-31 fail for headers that lead elsewhere or demand what is not known', async () => {
    for (const header of [{ x5c: ['AA'] }, { jku: 'https://x.example' }, { x5u: 'https://x.example' }, { b64: true }]) {
      expect(await judge(await sign(claims(), header))).toMatch(/^fail:forbidden_header/);
    }
    const [, payload = '', signature = ''] = (await sign(claims())).split('.');
    expect(await judge(`${encode({ alg: 'ES256', kid: 'x', crit: ['exp'] })}.${payload}.${signature}`)).toBe(
      'fail:crit crit',
    );
  });

  it('C-35 fail in any other spelling', async () => {
    const jws = await sign(claims());
    expect(await judge(`${jws}==`)).toBe('fail:encoding');
    expect(await judge(`${jws} `)).toBe('fail:encoding');
  });

  it('fail when another payload is shown than the one that was signed', async () => {
    const jws = await sign(claims());
    const payload = claims({ name: 'Another badge' });
    const key = { id: methodId, controller: issuerDid, publicKey: keyFor('ES256').publicKey };
    const result = await verifyJwt({ jws, payload, credential: payload, dataModel: '2.0', key, now });
    expect(result).toMatchObject({ outcome: 'fail', code: 'signature' });
  });

  it('fail with any byte of the token changed', async () => {
    for (const alg of algorithms) {
      const jws = await sign(claims(), {}, alg);
      await fc.assert(
        fc.asyncProperty(fc.nat(jws.length - 1), fc.integer({ min: 0x20, max: 0x7e }), async (at, code) => {
          const changed = `${jws.slice(0, at)}${String.fromCharCode(code)}${jws.slice(at + 1)}`;
          fc.pre(changed !== jws);
          expect(await judge(changed, alg)).not.toMatch(/^pass/);
        }),
        { numRuns: 60 },
      );
    }
  });
});

describe('claims beside the credential', () => {
  it('C-29 fail when they disagree with it, each by name', async () => {
    const wrong: readonly (readonly [string, unknown])[] = [
      ['iss', 'did:web:other.example'],
      ['jti', 'urn:uuid:1'],
      ['sub', 'did:example:somebody'],
      ['nbf', seconds('2026-11-02T09:30:01Z')],
      ['nbf', '2026-11-02T09:30:00Z'],
      ['exp', seconds('2029-11-02T09:30:01Z')],
      ['exp', 1e15],
      ['iss', 7],
    ];
    for (const [claim, value] of wrong) {
      expect(await judge(await sign(claims({ [claim]: value })))).toBe(`fail:claim_mismatch ${claim}`);
      expect(await judge(await sign(older({ [claim]: value })))).toBe(`fail:claim_mismatch ${claim}`);
    }
    expect(await judge(await sign(claims({ nbf: seconds('2026-11-02T09:30:00Z') + 0.5 })))).toBe('pass:ok');
  });

  it('C-30 an end of the token before that of the badge is an end, and told to the check of dates', async () => {
    const exp = seconds('2026-11-02T09:00:00Z');
    expect(await judge(await sign(claims({ exp })))).toBe('pass:ok');
    expect(jwtTimes(claims({ exp }))).toEqual({ notBefore: seconds('2026-11-02T09:30:00Z'), expires: exp });
    expect(jwtTimes({ nbf: 'soon', exp: null })).toEqual({});
  });

  it('may be absent in the newer data model; in the older one the issuer must be named', async () => {
    const none = { iss: undefined, jti: undefined, sub: undefined, nbf: undefined, exp: undefined };
    expect(await judge(await sign(claims(none), { typ: 'vc+jwt', cty: 'vc' }))).toBe('pass:ok');
    expect(await judge(await sign(older()))).toBe('pass:ok');
    expect(await judge(await sign(older({ iss: undefined })))).toBe('fail:claim_mismatch iss');
    expect(await judge(await sign(older({}, { issuer: 'did:web:other.example' })))).toBe('fail:claim_mismatch iss');
  });

  it('hold the credential of the older data model, and only that', async () => {
    const { vc } = older();
    const newer = (vc as JsonObject)['@context'] as string[];
    const context = ['https://www.w3.org/ns/credentials/v2', ...newer.slice(1)];
    expect(await judge(await sign(older({}, { '@context': context })))).toBe('fail:claim_mismatch vc');
    expect(await judge(await sign(claims({ '@context': newer })))).toBe('fail:claim_mismatch @context');
    expect(await judge(await sign(older({ '@context': newer })))).toBe('fail:claim_mismatch vc');
    expect(await judge(await sign(older({ vp: {} })))).toMatch(/^fail:claim_mismatch/);
  });

  it('fill in what the credential in the claim leaves out', () => {
    const payload = older(
      {},
      { id: undefined, issuer: { type: ['Profile'] }, issuanceDate: undefined, expirationDate: undefined },
    );
    const { id, issuer, issuanceDate, expirationDate, credentialSubject } = credentialOfJwt(payload);
    expect({ id, issuer, issuanceDate, expirationDate }).toEqual({
      id: payload.jti,
      issuer: { id: issuerDid, type: ['Profile'] },
      issuanceDate: '2026-11-02T09:30:00Z',
      expirationDate: '2029-11-02T09:30:00Z',
    });
    expect(credentialSubject).toMatchObject({ id: 'did:example:learner' });
    expect(credentialOfJwt({ vc: {}, nbf: 1e18, exp: -1, jti: 7, iss: null })).toEqual({});
    const plain = claims();
    expect(credentialOfJwt(plain)).toBe(plain);
  });
});

describe('presentations as JWTs', () => {
  it('answer the challenge and the domain that were asked for', async () => {
    const vp = {
      '@context': ['https://www.w3.org/2018/credentials/v1'],
      type: ['VerifiablePresentation'],
      holder: issuerDid,
    };
    const payload = { iss: issuerDid, jti: 'urn:uuid:1', aud: 'https://verifier.example', nonce: 'n-1', vp };
    const jws = await sign(payload, { typ: 'vp+jwt' });
    const asked = { challenge: 'n-1', domain: 'https://verifier.example' };
    expect(await judge(jws, 'ES256', asked)).toBe('pass:ok');
    expect(await judge(jws, 'ES256', { ...asked, challenge: 'n-2' })).toBe('fail:challenge_mismatch nonce');
    expect(await judge(jws, 'ES256', { ...asked, domain: 'https://other.example' })).toBe('fail:domain_mismatch aud');
    const others = await sign({ ...payload, vp: { ...vp, holder: 'did:example:other' } }, { typ: 'vp+jwt' });
    expect(await judge(others, 'ES256', asked)).toBe('fail:claim_mismatch iss');
  });
});
