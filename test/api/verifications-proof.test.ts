// If this fails, a forged badge is shown as good: the proof or the key behind it was not looked at closely enough.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as base58 from 'base58-universal';
import type { JsonObject } from '../../src/kernel/json.ts';
import { foreignBadge, foreignIssuer, unsignedForeignBadge, signForeign, verifiedAt } from '../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../setup/foreign-badges.ts';
import { textAt, withValue } from '../setup/pointer.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { reportOn, verdict, verdictOn, verdictOnBytes } from '../setup/verdicts.ts';

let api: TestApp;
let issuer: ForeignIssuer;
let badge: JsonObject;

beforeAll(async () => {
  api = await openTestApp({ clock: { now: () => verifiedAt } });
  issuer = await foreignIssuer('elsewhere');
  badge = await foreignBadge(issuer);
});
afterAll(() => api.close());

const proof = (): JsonObject => badge.proof as JsonObject;
const withProof = (change: object): JsonObject => ({ ...badge, proof: { ...proof(), ...change } });
/** The signature with something done to its bytes. */
const signature = (change: (bytes: Uint8Array) => Uint8Array): string =>
  `z${base58.encode(change(base58.decode(textAt(badge, '/proof/proofValue').slice(1))))}`;
const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 5 ? byte ^ 1 : byte));

describe('200 invalid: a proof', () => {
  const cases: readonly (readonly [string, () => JsonObject, string])[] = [
    ['C-01 that is not there', () => withValue(badge, '/proof', undefined), 'proof=fail:missing'],
    ['C-01 that is an empty list', () => ({ ...badge, proof: [] }), 'structure=fail:empty_array'],
    ['C-02 with one bit turned', () => withProof({ proofValue: signature(flipped) }), 'proof=fail:signature'],
    ['C-02 of one byte less', () => withProof({ proofValue: signature((bytes) => bytes.subarray(1)) }), 'proof=fail:'],
    ['C-03 of another time', () => withProof({ created: '2026-11-01T09:00:01Z' }), 'proof=fail:signature'],
    ['C-03 without its time', () => withValue(badge, '/proof/created', undefined), 'proof=fail:signature'],
    ['C-04 with an option nobody knows', () => withProof({ foo: 'bar' }), 'proof=fail:data_loss'],
    ['C-05 for another purpose', () => withProof({ proofPurpose: 'authentication' }), 'proof=fail:purpose'],
    ['C-05 for no purpose', () => withValue(badge, '/proof/proofPurpose', undefined), 'proof=fail:purpose'],
    [
      'C-15 beside one that is bad',
      () => ({ ...badge, proof: [proof(), { ...proof(), proofValue: signature(flipped) }] }),
      'proof=fail:proof_set',
    ],
    [
      'C-17 a thousand times',
      () => ({ ...badge, proof: Array<JsonObject>(1_000).fill(proof()) }),
      'structure=fail:too_many_proofs',
    ],
    ['C-18 renamed to another suite', () => withProof({ cryptosuite: 'eddsa-jcs-2022' }), 'proof=fail:'],
    [
      'C-19 written in another alphabet',
      () =>
        withProof({
          proofValue: `u${Buffer.from(base58.decode(textAt(badge, '/proof/proofValue').slice(1))).toString('base64url')}`,
        }),
      'proof=fail:encoding',
    ],
    [
      'C-20 with the twin of its signature',
      () => withProof({ proofValue: signature(plusOrder) }),
      'proof=fail:signature',
    ],
    ['that is text', () => ({ ...badge, proof: 'signed' }), 'schema=fail:'],
    ['of nobody', () => withProof({ verificationMethod: undefined }), 'issuer_key=fail:no_method'],
  ];
  test.each(cases)('%s', async (_what, make, expected) => {
    const found = await verdictOn(api, make());
    expect(found.startsWith(`invalid ${expected}`), found).toBe(true);
  });

  test('C-07 that was made in 2099', async () => {
    const later = await foreignBadge(issuer, {}, { created: '2099-01-01T00:00:00Z' });
    expect(await verdictOn(api, later)).toBe('invalid proof=fail:created_in_future');
  });

  test('C-08 whose key lies elsewhere and calls itself the issuer’s', async () => {
    const attacker = await foreignIssuer('attacker');
    const unsigned = unsignedForeignBadge(issuer.did);
    const forged = await signForeign(unsigned, attacker, { methodId: 'https://evil.example/keys/1' });
    expect(await verdictOn(api, forged)).toBe('invalid issuer_key=fail:method_not_in_issuer_document');
    const disguised = await signForeign(unsigned, attacker, { methodId: issuer.methodId });
    expect(await verdictOn(api, disguised)).toBe('invalid proof=fail:signature');
    const other = await signForeign(unsigned, attacker, { methodId: `${issuer.did}#other` });
    expect(await verdictOn(api, other)).toBe('invalid issuer_key=fail:method_not_in_issuer_document');
  });

  test('C-14 by the genuine key of another issuer', async () => {
    const other = await foreignIssuer('another');
    const forged = await signForeign(unsignedForeignBadge(issuer.did), other);
    expect(await verdictOn(api, forged)).toBe('invalid issuer_key=fail:controller_mismatch');
    expect(await verdictOn(api, withValue(badge, '/issuer/id', other.did))).toBe(
      'invalid issuer_key=fail:controller_mismatch',
    );
  });
});

test('200 C-16 a good proof beside one of an unknown suite is good with a warning; alone that one is unknown', async () => {
  const unknown = { ...proof(), cryptosuite: 'bbs-2023' };
  const report = await reportOn(api, { ...badge, proof: [proof(), unknown] });
  expect(verdict(report)).toBe('valid');
  expect(report.warnings).toEqual(['proof:unsupported_suite']);
  expect(await verdictOn(api, { ...badge, proof: unknown })).toBe('indeterminate proof=unknown:unsupported_suite');
  const bad = { ...proof(), proofValue: signature(flipped) };
  expect(await verdictOn(api, { ...badge, proof: [bad, unknown] })).toMatch(/^invalid proof=fail:/);
});

describe('a JWT around a credential', () => {
  const part = (value: object | string): string =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
  const jwt = (header: object, payload: object | string = unsigned(), tail = part('x'.repeat(64))): string =>
    `${part(header)}.${part(payload)}.${tail}`;
  const unsigned = (): JsonObject => withValue(badge, '/proof', undefined);
  const kid = 'did:web:victim.example#key-1';
  const elsewhere = 'https://evil.example/keys/1';
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
  const bare = () => jwt({ alg: 'EdDSA', kid });

  test.each([
    ['C-23 without an algorithm', () => jwt({ alg: 'none' }, unsigned(), ''), 'invalid proof=fail:alg'],
    ['C-23 without one in other letters', () => jwt({ alg: 'nOnE', kid }), 'invalid proof=fail:alg'],
    ['C-24 with a shared secret', () => jwt({ alg: 'HS256', kid }), 'invalid proof=fail:alg'],
    [
      'C-26 with keys from elsewhere',
      () => jwt({ alg: 'ES256', kid, jku: 'https://evil.example/jwks' }),
      'invalid proof=fail:forbidden_header',
    ],
    [
      'C-26 with a chain of certificates',
      () => jwt({ alg: 'ES256', kid, x5c: ['MIIB'] }),
      'invalid proof=fail:forbidden_header',
    ],
    [
      'C-31 with something critical',
      () => jwt({ alg: 'ES256', kid, crit: ['exp'], exp: 1 }),
      'invalid proof=fail:crit',
    ],
    [
      'with a private key in its header',
      () => jwt({ alg: 'EdDSA', jwk: { ...jwk, d: 'x' } }),
      'invalid proof=fail:bad_header',
    ],
    [
      'A-07 with a key that pollutes',
      () => jwt({ alg: 'EdDSA', kid }, '{"@context":[],"__proto__":{"validUntil":"x"}}'),
      'invalid parse=fail:forbidden_key',
    ],
    ['C-35 with padding', () => `${bare()}==`, 'invalid parse=fail:encoding'],
    ['C-35 with bits left over', () => bare().replace(/.$/, 'B'), 'invalid parse=fail:encoding'],
    [
      'whose payload says two things',
      () => jwt({ alg: 'EdDSA', kid }, '{"@context":[],"@context":[]}'),
      'invalid parse=fail:duplicate_key',
    ],
    ['with the name of somebody else’s key', () => bare(), 'invalid issuer_key=fail:kid_not_issuer'],
    [
      'C-27 with the address of a key on a host of somebody else',
      () => jwt({ alg: 'EdDSA', kid: elsewhere }),
      'invalid issuer_key=fail:kid_not_issuer',
    ],
    [
      'C-27 of the older form with the address of a key on a host of somebody else',
      () => jwt({ alg: 'RS256', kid: elsewhere }, { iss: 'x', vc: unsigned() }),
      'invalid issuer_key=fail:kid_not_issuer',
    ],
    ['C-25 with its own key in the header', () => jwt({ alg: 'EdDSA', jwk }), 'invalid issuer_key=fail:jwk_not_bound'],
  ])('200 %s', async (_what, make, expected) => {
    expect(await verdictOn(api, make())).toBe(expected);
    expect(await verdictOnBytes(api, make(), 'application/vc+jwt')).toBe(expected);
  });

  test('200 a proof inside does not make up for a JWT of somebody else', async () => {
    expect(await verdictOn(api, jwt({ alg: 'EdDSA', kid: elsewhere }, badge))).toBe(
      'invalid issuer_key=fail:kid_not_issuer',
    );
  });

  test('A-28 200 signed by the issuer’s own key, under every media type of a JWT', async () => {
    const bound = `${part({ alg: 'EdDSA', kid: issuer.methodId, typ: 'vc+jwt' })}.${part(unsigned())}`;
    const bytes = Buffer.from(await issuer.key.signer().sign({ data: Buffer.from(bound) }));
    const signed = `${bound}.${bytes.toString('base64url')}`;
    for (const type of ['application/vc+jwt', 'application/jwt', 'text/plain', 'text/plain; charset=utf-8']) {
      expect(await verdictOnBytes(api, signed, type)).toBe('valid');
      expect(await verdictOnBytes(api, `${signed}\n`, type)).toBe('valid');
    }
    expect(await verdictOn(api, signed)).toBe('valid');
    expect(await verdictOn(api, `${bound}.${part('x'.repeat(64))}`)).toBe('invalid proof=fail:signature');
  });
});

test('200 no character of a signature or of what names its key can be replaced', async () => {
  for (const pointer of ['/proof/proofValue', '/proof/verificationMethod', '/issuer/id']) {
    const text = textAt(badge, pointer);
    for (let at = 0; at < text.length; at += 7) {
      const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
      const report = await reportOn(api, withValue(badge, pointer, changed));
      expect(report.outcome, `${pointer} ${at}`).not.toBe('valid');
    }
  }
});

/** Adds the group order to S, the second half of an Ed25519 signature (RFC 8032 §5.1.7 demands that S be below it). */
function plusOrder(bytes: Uint8Array): Uint8Array {
  const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
  let s = BigInt(`0x${Buffer.from(bytes.slice(32).toReversed()).toString('hex')}`) + order;
  const twin = Uint8Array.from(bytes);
  for (let at = 32; at < 64; at++, s >>= 8n) twin[at] = Number(s & 255n);
  return twin;
}
