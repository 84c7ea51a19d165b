// If this fails, one signed token has two spellings, or a header of the sender's choice decides how it is checked.
import { describe, expect, it } from 'vitest';
import { jwtProofCheck } from '../../../src/standards/checks/proof.ts';
import { parseCredential } from '../../../src/standards/checks/parse.ts';
import { decodeBase64Url } from '../../../src/standards/base64url.ts';
import { looksLikeCompactJws, parseCompactJws, readJwtProof } from '../../../src/standards/vc-jwt.ts';

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jws = (header: object, payload: unknown = { type: ['VerifiableCredential'] }): string =>
  `${encode(header)}.${encode(payload)}.${Buffer.from('signature!').toString('base64url')}`;
const header = { alg: 'ES256', kid: 'did:web:issuer.example#key-1', typ: 'JWT' };
const outcome = (value: object): string => {
  const { outcome: read, code } = jwtProofCheck(readJwtProof({ ...header, ...value }));
  return `${read}:${code}`;
};

describe('compact JWS', () => {
  it('is taken apart into header, payload and signature', () => {
    const read = parseCompactJws(jws(header));
    expect(read).toMatchObject({ ok: true, header });
    expect(read.ok && Buffer.from(read.payload).toString()).toBe('{"type":["VerifiableCredential"]}');
    expect(parseCredential(`${jws(header)}\n`)).toMatchObject({
      results: [{ check: 'parse', outcome: 'pass' }],
      envelope: { kind: 'jwt' },
    });
  });

  it('C-35 has one spelling: no padding, no trailing bits, no other alphabet', () => {
    const good = jws(header);
    expect(parseCredential(`${good}==`).results).toMatchObject([{ check: 'parse', outcome: 'fail', code: 'encoding' }]);
    // Ten bytes end in a character of which four bits are unused.
    const altered = `${good.slice(0, -1)}${String.fromCharCode(good.charCodeAt(good.length - 1) + 1)}`;
    expect(parseCredential(altered).results).toMatchObject([{ code: 'encoding' }]);
    for (const text of ['a+b/', 'QQ==', 'QR', 'Q', 'Q Q=']) expect(decodeBase64Url(text)).toBeUndefined();
    expect(looksLikeCompactJws('{"a":1}')).toBe(false);
    for (const text of ['a.b', 'a.b.c.d']) expect(parseCompactJws(text)).toMatchObject({ ok: false, code: 'encoding' });
  });

  it('A-07 is held to the same parser inside', () => {
    const payload = Buffer.from('{"type":["VerifiableCredential"],"__proto__":{"x":1}}').toString('base64url');
    const [head = '', , tail = ''] = jws(header).split('.');
    expect(parseCredential(`${head}.${payload}.${tail}`).results).toMatchObject([
      { check: 'parse', code: 'forbidden_key' },
    ]);
    const twice = Buffer.from('{"alg":"ES256","alg":"none"}').toString('base64url');
    expect(parseCompactJws(`${twice}.${payload}.${tail}`)).toEqual({ ok: false, code: 'duplicate_key' });
  });

  it('C-23 C-24 fails for no algorithm and for shared secrets', () => {
    for (const alg of ['none', 'nOnE', 'HS256', 'hs512', 7, undefined]) expect(outcome({ alg })).toBe('fail:alg');
  });

  it('C-26 C-31 fails for headers that point elsewhere, for unknown ones and for crit', () => {
    for (const name of ['jku', 'x5u', 'x5c', 'cty', 'b64'])
      expect(outcome({ [name]: 'x' })).toBe('fail:forbidden_header');
    expect(outcome({ crit: ['exp'] })).toBe('fail:crit');
  });

  it('fails for a private key in the header and for a type of something else', () => {
    expect(outcome({ jwk: { kty: 'EC', d: 'x' } })).toBe('fail:bad_header');
    for (const typ of ['at+jwt', 'dpop+jwt', 'application/json', 7, ''])
      expect(outcome({ typ })).toBe('fail:bad_header');
    for (const kid of ['', 7, {}]) expect(outcome({ kid })).toBe('fail:bad_header');
  });

  it('takes the types of Open Badges and of VC-JOSE-COSE, as media types are compared', () => {
    for (const typ of ['JWT', 'jwt', 'vc+jwt', 'application/vc+jwt', 'VP+JWT', 'vc+ld+jwt']) {
      expect(outcome({ typ })).toBe('pass:ok');
    }
    expect(outcome({ cty: 'vc' })).toBe('pass:ok');
  });

  it('is unknown, never a pass, for algorithms that could be good', () => {
    for (const alg of ['es256k', 'ES512', 'PS256', 'es256', 'ML-DSA-44']) {
      expect(outcome({ alg })).toBe('unknown:unsupported_suite');
    }
  });
});
