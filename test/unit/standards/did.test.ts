// If this fails, a key that proves nothing is believed, or an issuer's name leads to another host than it says.
import * as base58 from 'base58-universal';
import { describe, expect, it } from 'vitest';
import {
  didDocument,
  didDocumentOf,
  didKeyDocument,
  didKeyMethodId,
  isSelfContained,
} from '../../../src/standards/did-document.ts';
import { didKeyOf, didWebDocumentUrl, didWebHostProblem, didWebOf, parseDid } from '../../../src/standards/did.ts';
import type { DidWeb } from '../../../src/standards/did.ts';
import { decodeMultikey, encodeMultikey, multikeyOf } from '../../../src/standards/multikey.ts';
import { keyOf } from './sample.ts';

const prime = 2n ** 255n - 19n;
/** An Ed25519 public key from its y coordinate, and the sign of x. */
function keyOfY(y: bigint, sign = 0): Uint8Array {
  const bytes = Buffer.from(y.toString(16).padStart(64, '0'), 'hex').toReversed();
  bytes[31] = (bytes[31] ?? 0) | (sign << 7);
  return bytes;
}
async function rawKey(word: string): Promise<Uint8Array> {
  return base58.decode((await keyOf(word)).publicKeyMultibase.slice(1)).slice(2);
}
function raw(publicKey: Uint8Array, codec = [0xed, 1]): string {
  return `z${base58.encode(Uint8Array.from([...codec, ...publicKey]))}`;
}

describe('multikey', () => {
  it('goes there and back', async () => {
    const { publicKeyMultibase } = await keyOf('issuer');
    const decoded = decodeMultikey(publicKeyMultibase);
    expect(decoded.ok && multikeyOf(decoded.publicKey)).toBe(publicKeyMultibase);
    expect(encodeMultikey(await rawKey('issuer'))).toBe(publicKeyMultibase);
    expect(publicKeyMultibase).toMatch(/^z6Mk/);
  });

  it('C-22 refuses every point of small order in every spelling', () => {
    // Eight times the point must be the neutral one: the doubling formula of −x² + y² = 1 + d·x²·y², on y alone.
    const d = (-121665n * inverse(121666n)) % prime;
    const doubledY = (y: bigint): bigint => {
      const yy = (y * y) % prime;
      const xx = ((yy - 1n) * inverse(d * yy + 1n)) % prime;
      return mod((yy + xx) * inverse(2n + xx - yy));
    };
    const order8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
    for (const y of [0n, 1n, prime - 1n, order8, prime - order8]) {
      let point = y;
      for (let step = 0; step < 3; step++) point = doubledY(point);
      expect(point).toBe(1n);
      for (const sign of [0, 1]) expect(decodeMultikey(raw(keyOfY(y, sign)))).toEqual({ ok: false, code: 'weak_key' });
    }
    for (const y of [prime, prime + 1n])
      expect(decodeMultikey(raw(keyOfY(y)))).toEqual({ ok: false, code: 'weak_key' });
    expect(() => encodeMultikey(keyOfY(1n))).toThrow('not usable');
  });

  it('D-18 refuses other codecs, other lengths and other encodings', async () => {
    const { publicKeyMultibase } = await keyOf('issuer');
    const key = await rawKey('issuer');
    expect(decodeMultikey(raw(key, [0xec, 1]))).toEqual({ ok: false, code: 'unsupported_key_type' });
    const wrong = [
      raw(key, [0xed, 2]),
      raw(key.slice(1)),
      raw(Uint8Array.from([...key, 0])),
      publicKeyMultibase.slice(1),
      `u${publicKeyMultibase.slice(1)}`,
      '',
      `${publicKeyMultibase} `,
    ];
    for (const text of wrong) expect(decodeMultikey(text)).toEqual({ ok: false, code: 'bad_key' });
  });
});

function mod(value: bigint): bigint {
  return ((value % prime) + prime) % prime;
}
function inverse(value: bigint): bigint {
  let [result, base, exponent] = [1n, mod(value), prime - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if ((exponent & 1n) === 1n) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}

describe('parseDid', () => {
  const code = (did: string): string => {
    const parsed = parseDid(did);
    return parsed.ok ? 'ok' : parsed.code;
  };

  it('D-13 refuses tricks in the host of a did:web', () => {
    for (const trick of [
      '%40evil.example',
      '%2Fx',
      '%3Fx',
      '%23x',
      '%00',
      '%5C',
      '@evil.example',
      '/x',
      '#x',
      '?x',
      ' ',
    ]) {
      expect(code(`did:web:uni.example${trick}`)).toBe('did_syntax');
    }
    for (const host of [
      '-a.example',
      'a..example',
      '.example',
      'exämple.org',
      'a.example%3A',
      'a.example%3A0',
      'a.example%3A99999',
      '[::1]',
      '',
    ]) {
      expect(code(`did:web:${host}`)).toBe('did_syntax');
    }
  });

  it('D-14 refuses dots, escapes and emptiness in the path', () => {
    for (const path of ['..:..:admin', '%2e%2e', 'a%2Fb', '', 'a::b', '.', 'a:']) {
      expect(code(`did:web:uni.example:${path}`)).toBe('did_syntax');
    }
  });

  it('D-18 D-19 tells wrong writing from methods it does not know', async () => {
    expect(code('did:key:z6MkwrongwrongwrongwrongwrongwrongwrongwrongwrongA')).toBe('did_syntax');
    expect(code('did:key:zQ3sh')).toBe('did_syntax');
    expect(code('did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv')).toBe('ok');
    expect(code('did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme')).toBe('ok');
    expect(code(`did:key:${raw(new Uint8Array(67).fill(2), [0x82, 0x24])}`)).toBe('unsupported_method');
    expect(code('did:evil:1')).toBe('unsupported_method');
    for (const text of ['', 'did:', 'did:web', 'web:uni.example', 'https://uni.example', 'did:web:uni.example#k']) {
      expect(code(text)).toBe('did_syntax');
    }
    expect(code(`did:key:${(await keyOf('issuer')).publicKeyMultibase}`)).toBe('ok');
  });

  it('D-01 D-05 D-15 forbids addresses, local names and other ports as a rule of its own', () => {
    const problem = (did: string, ports: number[] = []): string | undefined => {
      const parsed = parseDid(did);
      return parsed.ok ? didWebHostProblem(parsed.did as DidWeb, ports) : parsed.code;
    };
    const forbidden = [
      '127.0.0.1%3A5432',
      'localhost',
      'localhost%3A8080',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '127.1',
      'db.internal',
      'uni.example%3A22',
      'uni.example%3A6379',
      'printer.local',
    ];
    for (const host of forbidden) expect(problem(`did:web:${host}`)).toBe('did_host_forbidden');
    expect(problem('did:web:uni.example')).toBeUndefined();
    expect(problem('did:web:uni.example%3A443')).toBeUndefined();
    expect(problem('did:web:uni.example%3A8443', [8443])).toBeUndefined();
  });
});

describe('identifiers that are their own key', () => {
  const didJwk = (jwk: object): string => `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
  const code = (did: string): string => {
    const parsed = parseDid(did);
    return parsed.ok ? parsed.did.method : parsed.code;
  };
  const x = Buffer.from('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', 'base64url').toString('base64url');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x };

  it('did:jwk has one method, named #0, and nothing of it is taken from elsewhere', () => {
    const did = didJwk({ ...jwk, kid: 'mine', use: 'sig' });
    expect(code(did)).toBe('jwk');
    expect(didDocumentOf(did)).toMatchObject({
      id: did,
      verificationMethod: [{ id: `${did}#0`, type: 'JsonWebKey2020', controller: did, publicKeyJwk: jwk }],
      assertionMethod: [`${did}#0`],
      authentication: [`${did}#0`],
    });
    const forEncryption = didDocumentOf(didJwk({ ...jwk, use: 'enc' }));
    expect(forEncryption).toMatchObject({ keyAgreement: [expect.stringMatching(/#0$/)] });
    expect(forEncryption).not.toHaveProperty('assertionMethod');
  });

  it('D-18 D-19 refuse what is no key, and say of other kinds that they are not known', () => {
    expect(code(`${didJwk(jwk)}=`)).toBe('did_syntax');
    expect(code(`did:jwk:${Buffer.from('[]').toString('base64url')}`)).toBe('did_syntax');
    expect(code(`did:jwk:${Buffer.from('{"kty":"OKP","kty":"EC"}').toString('base64url')}`)).toBe('did_syntax');
    expect(code(didJwk({ ...jwk, d: x }))).toBe('bad_key');
    expect(code(didJwk({ ...jwk, x: Buffer.alloc(32).toString('base64url') }))).toBe('weak_key');
    expect(code(didJwk({ kty: 'EC', crv: 'secp256k1', x, y: x }))).toBe('bad_key');
    expect(code(didJwk({ kty: 'EC', crv: 'P-521', x, y: x }))).toBe('unsupported_method');
    expect(code(`did:jwk:${'A'.repeat(3000)}`)).toBe('did_syntax');
    expect(code(`did:key:z${'1'.repeat(1500)}`)).toBe('did_syntax');
  });

  it('did:key takes a JWK too, in its canonical text only', () => {
    const named = (text: string): string => `did:key:${raw(Buffer.from(text), [0xd1, 0xd6, 0x03])}`;
    const canonical = `{"crv":"Ed25519","kty":"OKP","x":"${x}"}`;
    expect(code(named(canonical))).toBe('key');
    expect(didDocumentOf(named(canonical))).toMatchObject({
      verificationMethod: [{ id: didKeyMethodId(named(canonical)), type: 'JsonWebKey2020', publicKeyJwk: jwk }],
    });
    expect(code(named(canonical.replace(',', ', ')))).toBe('did_syntax');
    expect(code(named(JSON.stringify(jwk)))).toBe('did_syntax');
  });

  it('know themselves from those that must be asked', async () => {
    expect(isSelfContained(`did:key:${(await keyOf('issuer')).publicKeyMultibase}`)).toBe(true);
    expect(isSelfContained(didJwk(jwk))).toBe(true);
    for (const did of ['did:web:issuer.example', 'https://issuer.example', 'did:key:zQ3sh', '']) {
      expect(isSelfContained(did)).toBe(false);
    }
  });
});

describe('did:web', () => {
  it('is written from an origin and read back to the same URL, also on localhost', () => {
    expect(didWebOf('https://badges.example')).toBe('did:web:badges.example');
    expect(didWebDocumentUrl('did:web:badges.example')).toBe('https://badges.example/.well-known/did.json');
    const local = didWebOf('http://localhost:8080', ['issuers', 'iss_1']);
    expect(local).toBe('did:web:localhost%3A8080:issuers:iss_1');
    expect(parseDid(local)).toMatchObject({
      ok: true,
      did: { host: 'localhost', port: 8080, path: ['issuers', 'iss_1'] },
    });
    expect(didWebDocumentUrl(local)).toBe('https://localhost:8080/issuers/iss_1/did.json');
    expect(() => didWebOf('https://badges.example', ['..'])).toThrow('did:web');
    expect(didWebDocumentUrl('did:key:z6Mk')).toBeUndefined();
  });
});

describe('DID documents', () => {
  it('keep retired and revoked methods, and let only those that are not revoked assert', async () => {
    const did = 'did:web:badges.example';
    const { publicKeyMultibase } = await keyOf('issuer');
    const document = didDocument({
      did,
      methods: [
        { id: `${did}#key-1`, publicKeyMultibase },
        { id: `${did}#key-2`, publicKeyMultibase, revoked: '2026-05-01T00:00:00Z' },
        { id: `${did}#key-3`, publicKeyMultibase, authentication: true },
      ],
    });
    expect(document).toEqual({
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: did,
      verificationMethod: [
        { id: `${did}#key-1`, type: 'Multikey', controller: did, publicKeyMultibase },
        { id: `${did}#key-2`, type: 'Multikey', controller: did, publicKeyMultibase, revoked: '2026-05-01T00:00:00Z' },
        { id: `${did}#key-3`, type: 'Multikey', controller: did, publicKeyMultibase },
      ],
      assertionMethod: [`${did}#key-1`, `${did}#key-3`],
      authentication: [`${did}#key-3`],
    });
  });

  it('of a did:key are made from the name alone', async () => {
    const { publicKeyMultibase } = await keyOf('issuer');
    const did = didKeyOf(await rawKey('issuer'));
    expect(didKeyDocument(did, 'Ed25519VerificationKey2020')).toMatchObject({
      id: did,
      verificationMethod: [{ id: `${did}#${publicKeyMultibase}`, type: 'Ed25519VerificationKey2020', controller: did }],
      assertionMethod: [`${did}#${publicKeyMultibase}`],
    });
    expect(() => didKeyDocument('did:web:badges.example')).toThrow('did:key');
  });
});
