// If this fails, a document signed by a method that is no longer relied on is called valid, or one that was altered after such
// a signature is not called wrong.
import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as base58 from 'base58-universal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../src/kernel/digest.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { proofCheck } from '../../../src/standards/checks/proof.ts';
import { staticDocumentLoader } from '../../../src/standards/contexts.ts';
import { publicKeyOfJwk } from '../../../src/standards/jwk.ts';
import { verifyProofs } from '../../../src/standards/verify-proofs.ts';
import { textAt } from '../../setup/pointer.ts';
import { created, issuerDid, keyOf, methodId, now, proofResults, signedBadge, unsignedBadge } from './sample.ts';

const securityV2 = 'https://w3id.org/security/v2';
const jws2020 = 'https://w3id.org/security/suites/jws-2020/v1';
const detachedHeader = (alg: string): JsonObject => ({ alg, b64: false, crit: ['b64'] });
const base64Url = (value: Uint8Array | string): string => Buffer.from(value).toString('base64url');

type Sign = (bytes: Buffer) => Promise<Uint8Array> | Uint8Array;

async function hashes(document: JsonObject, options: JsonObject): Promise<Buffer> {
  const parts = [options, document].map((part) =>
    eddsaRdfc2022.canonize(part, { documentLoader: staticDocumentLoader }),
  );
  return Buffer.concat((await Promise.all(parts)).map((text) => sha256(text)));
}

function optionsOf(type: string, more: JsonObject = {}): JsonObject {
  return { type, created, verificationMethod: methodId, proofPurpose: 'assertionMethod', ...more };
}

/** A badge with one proof whose signature is a detached JWS, the words of its options being those of `context`. */
async function signDetached(type: string, context: JsonValue, header: JsonObject, sign: Sign): Promise<JsonObject> {
  const badge = unsignedBadge();
  const options = optionsOf(type);
  const data = await hashes(badge, { '@context': context, ...options });
  const head = base64Url(JSON.stringify(header));
  const signature = await sign(Buffer.concat([Buffer.from(`${head}.`), data]));
  return { ...badge, proof: [{ ...options, jws: `${head}..${base64Url(signature)}` }] };
}

async function issuerSigns(data: Buffer): Promise<Uint8Array> {
  return (await keyOf('issuer')).key.signer().sign({ data });
}

const legacyBadge = (header = detachedHeader('EdDSA')): Promise<JsonObject> =>
  signDetached('Ed25519Signature2018', securityV2, header, issuerSigns);

function onlyProof(badge: JsonObject): JsonObject {
  const [proof] = badge.proof as JsonObject[];
  if (proof === undefined) throw new Error('There is no proof.');
  return proof;
}

async function codeOf(badge: JsonObject): Promise<string> {
  const { result } = proofCheck(await proofResults(badge, now));
  return `${result.outcome}:${result.code}`;
}

async function codeUnder(publicKey: KeyObject, badge: JsonObject): Promise<string> {
  const read = publicKeyOfJwk({ ...(publicKey.export({ format: 'jwk' }) as JsonObject) });
  if (!read.ok) throw new Error(read.code);
  const key = { id: methodId, controller: issuerDid, publicKey: read.publicKey };
  const results = await verifyProofs({ document: badge, now, resolveMethod: () => ({ ok: true, key }) });
  const { outcome, code } = proofCheck(results).result;
  return `${outcome}:${code}`;
}

describe('Ed25519Signature2018', () => {
  it('settles nothing when the signature holds, and is passed over beside a good proof', async () => {
    const badge = await legacyBadge();
    expect(await codeOf(badge)).toBe('unknown:legacy_suite');
    const modern = await signedBadge();
    const both = { ...modern, proof: [onlyProof(modern), onlyProof(badge)] };
    expect(proofCheck(await proofResults(both, now))).toMatchObject({
      result: { outcome: 'pass' },
      warnings: ['proof:legacy_suite'],
    });
  });

  it('fails when the document was altered, names what has no meaning, or the options are others', async () => {
    const badge = await legacyBadge();
    const proof = onlyProof(badge);
    expect(await codeOf({ ...badge, name: 'Another badge' })).toBe('fail:signature');
    expect(await codeOf({ ...badge, undefinedWord: 'x' })).toBe('fail:data_loss');
    expect(await codeOf({ ...badge, proof: [{ ...proof, undefinedWord: 'x' }] })).toBe('fail:data_loss');
    expect(await codeOf({ ...badge, proof: [{ ...proof, created: '2026-11-02T09:30:01Z' }] })).toBe('fail:signature');
    expect(await codeOf({ ...badge, proof: [{ ...proof, proofPurpose: 'authentication' }] })).toBe('fail:purpose');
    const brought = { ...proof, '@context': 'https://www.w3.org/2018/credentials/v1' };
    expect(await codeOf({ ...badge, proof: [brought] })).toBe('fail:data_loss');
    expect(await codeOf({ ...badge, proof: [{ ...proof, '@context': securityV2 }] })).toBe('unknown:legacy_suite');
  });

  it('fails beside a good proof when it does not hold itself', async () => {
    const modern = await signedBadge();
    const bad = { ...onlyProof(await legacyBadge()), created: '2026-11-02T09:30:01Z' };
    expect(await codeOf({ ...modern, proof: [onlyProof(modern), bad] })).toBe('fail:proof_set');
  });

  it('fails in any other writing of the signature, and for an algorithm that is not that of the key', async () => {
    const badge = await legacyBadge();
    const proof = onlyProof(badge);
    const [header = '', , signature = ''] = textAt(proof, '/jws').split('.');
    const withJws = (jws: string): Promise<string> => codeOf({ ...badge, proof: [{ ...proof, jws }] });
    for (const jws of [
      `${header}.${signature}`,
      `${header}.AA.${signature}`,
      `${header}..${signature}=`,
      `${header}..`,
    ])
      expect(await withJws(jws)).toBe('fail:encoding');
    const { jws: _jws, ...bare } = proof;
    expect(await codeOf({ ...badge, proof: [{ ...bare, proofValue: `z${base58.encode(new Uint8Array(64))}` }] })).toBe(
      'fail:encoding',
    );
    for (const other of [{ alg: 'EdDSA' }, { alg: 'EdDSA', b64: true, crit: ['b64'] }, { alg: 'EdDSA', b64: false }])
      expect(await codeOf(await legacyBadge(other))).toBe('fail:encoding');
    expect(await codeOf(await legacyBadge({ ...detachedHeader('EdDSA'), crit: ['b64', 'exp'] }))).toBe('fail:encoding');
    for (const alg of ['none', 'HS256', 'ES256'])
      expect(await codeOf(await legacyBadge(detachedHeader(alg)))).toBe('fail:key_suite_mismatch');
  });

  it('fails with any bit of the signature changed', async () => {
    const badge = await legacyBadge();
    const proof = onlyProof(badge);
    const [header = '', , signature = ''] = textAt(proof, '/jws').split('.');
    await fc.assert(
      fc.asyncProperty(fc.nat(511), async (bit) => {
        const bytes = Buffer.from(signature, 'base64url');
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await codeOf({ ...badge, proof: [{ ...proof, jws: `${header}..${base64Url(bytes)}` }] })).toBe(
          'fail:signature',
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe('JsonWebSignature2020', () => {
  const ofCurve = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
  it.each([
    ['EdDSA', () => generateKeyPairSync('ed25519'), null],
    ['ES256', () => ofCurve('prime256v1'), 'sha256'],
    ['ES384', () => ofCurve('secp384r1'), 'sha384'],
    ['ES256K', () => ofCurve('secp256k1'), 'sha256'],
  ] as const)('by %s settles nothing when it holds, and fails when it does not', async (alg, generate, digest) => {
    const { privateKey, publicKey } = generate();
    const context = [...(unsignedBadge()['@context'] as string[]), jws2020];
    const badge = await signDetached('JsonWebSignature2020', context, detachedHeader(alg), (data) =>
      signWith(digest, data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
    );
    expect(await codeUnder(publicKey, badge)).toBe('unknown:legacy_suite');
    expect(await codeUnder(publicKey, { ...badge, name: 'Another badge' })).toBe('fail:signature');
    expect(await codeUnder(generate().publicKey, badge)).toBe('fail:signature');
    expect(await codeOf(badge)).toBe(alg === 'EdDSA' ? 'fail:signature' : 'fail:key_suite_mismatch');
  });
});

describe('eddsa-2022', () => {
  it('settles nothing when the signature holds, and fails when it does not or the key is of another kind', async () => {
    const badge = unsignedBadge();
    const options = optionsOf('DataIntegrityProof', { cryptosuite: 'eddsa-2022' });
    const data = await hashes(badge, { '@context': badge['@context'] ?? [], ...options });
    const signed = { ...badge, proof: [{ ...options, proofValue: `z${base58.encode(await issuerSigns(data))}` }] };
    expect(await codeOf(signed)).toBe('unknown:legacy_suite');
    expect(await codeOf({ ...signed, name: 'Another badge' })).toBe('fail:signature');
    expect(await codeOf({ ...signed, undefinedWord: 'x' })).toBe('fail:data_loss');
    expect(await codeOf({ ...signed, proof: [{ ...onlyProof(signed), cryptosuite: 'eddsa-rdfc-2022' }] })).toBe(
      'fail:signature',
    );
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    expect(await codeUnder(publicKey, signed)).toBe('fail:key_suite_mismatch');
  });
});
