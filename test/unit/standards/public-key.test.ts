// If this fails, a key that is not one, that was published with its private half, or under which anybody can sign is believed.
import { generateKeyPairSync } from 'node:crypto';
import { generateKeyPair, exportJWK } from 'jose';
import * as base58 from 'base58-universal';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { publicKeyOfJwk } from '../../../src/standards/jwk.ts';
import { decodeMultikey, multikeyOf } from '../../../src/standards/multikey.ts';
import { isSameKey, thumbprintOf } from '../../../src/standards/public-key.ts';
import { publicKeyOfMethod } from '../../../src/standards/verification-method.ts';
import { textAt } from '../../setup/pointer.ts';

async function jwkOf(alg: string): Promise<JsonObject> {
  if (alg === 'ES256K') {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
    return { ...(publicKey.export({ format: 'jwk' }) as JsonObject) };
  }
  const { publicKey } = await generateKeyPair(alg, { extractable: true });
  return await exportJWK(publicKey);
}
const code = (jwk: JsonObject): string => {
  const read = publicKeyOfJwk(jwk);
  return read.ok ? read.publicKey.algorithm : read.code;
};
const codecs: Readonly<Record<string, readonly number[]>> = {
  ES256: [0x80, 0x24],
  ES384: [0x81, 0x24],
  ES256K: [0xe7, 0x01],
};
const flip = (text: string): string => {
  const bytes = Buffer.from(text, 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes.toString('base64url');
};

describe('keys as JWK and as Multikey', () => {
  it.each([
    ['EdDSA', 'Ed25519', /^z6Mk/],
    ['ES256', 'P-256', /^zDn/],
    ['ES384', 'P-384', /^z82/],
    ['ES256K', 'secp256k1', /^zQ3s/],
  ])('%s is the same key in both', async (alg, algorithm, pattern) => {
    for (let round = 0; round < 4; round += 1) {
      const read = publicKeyOfJwk(await jwkOf(alg));
      if (!read.ok) throw new Error(read.code);
      expect(read.publicKey.algorithm).toBe(algorithm);
      const text = multikeyOf(read.publicKey) ?? '';
      expect(text).toMatch(pattern);
      const again = decodeMultikey(text);
      expect(again.ok && isSameKey(again.publicKey, read.publicKey)).toBe(true);
    }
  });

  it('RSA has no Multikey here, and what does not name the key is left out', async () => {
    const jwk = await jwkOf('RS256');
    const read = publicKeyOfJwk({ ...jwk, alg: 'RS256', kid: 'a', use: 'sig' });
    expect(read).toEqual({ ok: true, publicKey: { algorithm: 'RSA', jwk } });
    expect(read.ok && multikeyOf(read.publicKey)).toBeUndefined();
    const padded = {
      ...jwk,
      n: Buffer.concat([Buffer.alloc(1), Buffer.from(textAt(jwk, '/n'), 'base64url')]).toString('base64url'),
    };
    expect(publicKeyOfJwk(padded)).toEqual(read);
  });

  it('has the thumbprint of RFC 7638 §3.1', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3okn' +
      'jhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qM' +
      'QvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJ' +
      'zKnqDKgw';
    const read = publicKeyOfJwk({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' });
    expect(read.ok && thumbprintOf(read.publicKey)).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });

  it('C-22 refuses points that are not on the curve, and numbers beyond the field', async () => {
    for (const alg of ['ES256', 'ES384', 'ES256K']) {
      const jwk = await jwkOf(alg);
      expect(code({ ...jwk, y: flip(textAt(jwk, '/y')) })).toBe('bad_key');
      expect(code({ ...jwk, x: flip(textAt(jwk, '/x')) })).toBe('bad_key');
      const length = alg === 'ES384' ? 48 : 32;
      expect(code({ ...jwk, x: Buffer.alloc(length, 0xff).toString('base64url') })).toBe('bad_key');
      expect(code({ ...jwk, x: textAt(jwk, '/x').slice(2) })).toBe('bad_key');
      expect(code({ ...jwk, crv: alg === 'ES256' ? 'secp256k1' : 'P-256' })).toBe('bad_key');
      const codec = codecs[alg] ?? [];
      const compressed = (bytes: Uint8Array): string => `z${base58.encode(Uint8Array.from([...codec, ...bytes]))}`;
      expect(decodeMultikey(compressed(new Uint8Array(length + 1).fill(0xff, 1).fill(2, 0, 1)))).toMatchObject({
        code: 'bad_key',
      });
      expect(decodeMultikey(compressed(new Uint8Array(length + 1).fill(4, 0, 1)))).toMatchObject({ code: 'bad_key' });
    }
  });

  it('refuses private halves, other uses and spellings that are not the one', async () => {
    const jwk = await jwkOf('EdDSA');
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'])
      expect(code({ ...jwk, [member]: 'AA' })).toBe('bad_key');
    expect(code({ ...jwk, use: 'enc' })).toBe('bad_key');
    expect(code({ ...jwk, key_ops: ['deriveBits'] })).toBe('bad_key');
    expect(code({ ...jwk, x: `${textAt(jwk, '/x')}=` })).toBe('bad_key');
    expect(code({ ...jwk, x: Buffer.alloc(31).toString('base64url') })).toBe('bad_key');
    expect(code({ kty: 'OKP', crv: 'Ed25519', x: Buffer.alloc(32).toString('base64url') })).toBe('weak_key');
    expect(code({})).toBe('bad_key');
    for (const other of [
      { kty: 'EC', crv: 'secp256k2' },
      { kty: 'OKP', crv: 'X25519' },
      { kty: 'EC', crv: 'P-521' },
      { kty: 'AKP' },
    ]) {
      expect(code(other)).toBe('unsupported_key_type');
    }
  });

  it('refuses RSA keys that are short, even, or under which signing is raising to the first power', async () => {
    const jwk = await jwkOf('RS256');
    const number = (bytes: number, first = 0x80): string =>
      Buffer.alloc(bytes, 0x01).fill(first, 0, 1).toString('base64url');
    expect(code({ kty: 'RSA', n: number(128), e: 'AQAB' })).toBe('weak_key');
    expect(code({ kty: 'RSA', n: number(256, 0x7f), e: 'AQAB' })).toBe('weak_key');
    expect(code({ kty: 'RSA', n: number(256), e: 'AQAB' })).toBe('RSA');
    expect(code({ kty: 'RSA', n: number(4096), e: 'AQAB' })).toBe('unsupported_key_type');
    expect(code({ ...jwk, e: 'AQ' })).toBe('bad_key');
    expect(code({ ...jwk, e: 'Ag' })).toBe('bad_key');
    expect(code({ ...jwk, e: 'Aw' })).toBe('RSA');
    expect(code({ ...jwk, e: '' })).toBe('bad_key');
    expect(code({ ...jwk, n: flip(textAt(jwk, '/n')) })).toBe('bad_key');
  });
});

describe('keys of verification methods', () => {
  it('are read in each form that issuers publish', async () => {
    const [ed, p256] = [publicKeyOfJwk(await jwkOf('EdDSA')), publicKeyOfJwk(await jwkOf('ES256'))];
    if (!ed.ok || !p256.ok) throw new Error('The keys cannot be read.');
    const publicKeyMultibase = multikeyOf(ed.publicKey) ?? '';
    const publicKeyBase58 = base58.encode(Buffer.from(textAt(ed.publicKey.jwk, '/x'), 'base64url'));
    expect(publicKeyOfMethod({ type: 'Multikey', publicKeyMultibase })).toEqual(ed);
    expect(publicKeyOfMethod({ type: 'Ed25519VerificationKey2020', publicKeyMultibase })).toEqual(ed);
    expect(publicKeyOfMethod({ type: 'Ed25519VerificationKey2018', publicKeyBase58 })).toEqual(ed);
    for (const type of ['JsonWebKey', 'JsonWebKey2020']) {
      expect(publicKeyOfMethod({ type, publicKeyJwk: p256.publicKey.jwk })).toEqual(p256);
    }
    const wrong = { type: 'Ed25519VerificationKey2020', publicKeyMultibase: multikeyOf(p256.publicKey) ?? '' };
    expect(publicKeyOfMethod(wrong)).toMatchObject({ code: 'bad_key' });
    expect(publicKeyOfMethod({ type: 'Multikey', publicKeyMultibase, secretKeyMultibase: 'z1' })).toMatchObject({
      code: 'bad_key',
    });
    const k1 = publicKeyOfJwk(await jwkOf('ES256K'));
    const ofK1 = { type: 'EcdsaSecp256k1VerificationKey2019' };
    expect(k1.ok && publicKeyOfMethod({ ...ofK1, publicKeyJwk: k1.publicKey.jwk })).toEqual(k1);
    expect(publicKeyOfMethod({ ...ofK1, publicKeyJwk: p256.publicKey.jwk })).toMatchObject({ code: 'bad_key' });
    expect(publicKeyOfMethod({ type: 'EcdsaSecp256k1RecoveryMethod2020' })).toMatchObject({
      code: 'unsupported_key_type',
    });
    const zero = base58.encode(new Uint8Array(32));
    expect(publicKeyOfMethod({ type: 'Ed25519VerificationKey2018', publicKeyBase58: zero })).toMatchObject({
      code: 'weak_key',
    });
  });
});
