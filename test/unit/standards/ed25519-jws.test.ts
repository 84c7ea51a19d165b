// If this fails, somebody else's signature, or a text that says how it wants to be checked, passes for the publisher's.
import { describe, expect, it } from 'vitest';
import { ed25519KeyOf, readJws, signJws } from '../../../src/standards/ed25519-jws.ts';
import { newSigner } from './ed25519-signer.ts';

const signer = newSigner();
const stranger = newSigner();
const typ = 'example+jwt';

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function signedWith(header: object, payload = '{}'): Promise<string> {
  const input = `${encoded(header)}.${Buffer.from(payload).toString('base64url')}`;
  return `${input}.${Buffer.from(await signer.sign(Buffer.from(input))).toString('base64url')}`;
}

const header = { alg: 'EdDSA', kid: `did:key:${signer.publicKeyMultibase}`, typ };

describe('a JWS of our own', () => {
  it('is read back under its key, byte for byte', async () => {
    const text = await signJws(typ, '{"name":"Ñandú"}', signer);
    const read = await readJws(text, typ, [stranger.publicKeyMultibase, signer.publicKeyMultibase]);
    expect(read.ok && Buffer.from(read.payload).toString()).toBe('{"name":"Ñandú"}');
    expect(read.ok && read.publicKeyMultibase).toBe(signer.publicKeyMultibase);
  });

  it('of another key is refused where keys are known, and named where they are not', async () => {
    const text = await signJws(typ, '{}', stranger);
    expect(await readJws(text, typ, [signer.publicKeyMultibase])).toEqual({ ok: false, code: 'other_key' });
    expect(await readJws(text, typ)).toMatchObject({ ok: true, publicKeyMultibase: stranger.publicKeyMultibase });
  });

  it('that names a known key but was signed by another is refused', async () => {
    const lie = { ...stranger, publicKeyMultibase: signer.publicKeyMultibase };
    await expect(signJws(typ, '{}', lie)).rejects.toMatchObject({ code: 'bad_key' });
    const input = `${encoded(header)}.${encoded({})}`;
    const text = `${input}.${Buffer.from(await stranger.sign(Buffer.from(input))).toString('base64url')}`;
    expect(await readJws(text, typ, [signer.publicKeyMultibase])).toEqual({ ok: false, code: 'signature' });
  });

  it('is refused with any one character changed', async () => {
    const text = await signJws(typ, '{"a":1}', signer);
    const accepted: number[] = [];
    for (let index = 0; index < text.length; index += 1) {
      const changed = text.slice(0, index) + (text[index] === 'A' ? 'B' : 'A') + text.slice(index + 1);
      if ((await readJws(changed, typ, [signer.publicKeyMultibase])).ok) accepted.push(index);
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    ['no algorithm', { ...header, alg: 'none' }],
    ['a MAC', { ...header, alg: 'HS256' }],
    ['another type', { ...header, typ: 'trust-registry+jwt' }],
    ['a critical extension', { ...header, crit: ['b64'], b64: false }],
    ['a key it brings along', { ...header, jwk: {} }],
    ['no key', { alg: 'EdDSA', typ }],
    ['a key on another curve', { ...header, kid: 'did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169' }],
    ['a key that lies on the web', { ...header, kid: 'did:web:example.org' }],
  ])('with a header of %s is refused though its signature is good', async (_what, bad) => {
    expect(await readJws(await signedWith(bad), typ)).toEqual({ ok: false, code: 'header' });
  });

  it.each(['', '.', '..', 'a.b', '{}', `${encoded(header)}.e30`, `${encoded(header)}.e30=.AA`])(
    'is not %j',
    async (text) => {
      expect((await readJws(text, typ)).ok).toBe(false);
    },
  );
});

describe('a key in configuration', () => {
  it('may be multikey text or did:key, of Ed25519 only', () => {
    const key = signer.publicKeyMultibase;
    expect(ed25519KeyOf(key)).toBe(key);
    expect(ed25519KeyOf(`did:key:${key}`)).toBe(key);
    expect(ed25519KeyOf(`did:key:${key}#${key}`)).toBeUndefined();
    expect(ed25519KeyOf('did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169')).toBeUndefined();
    expect(ed25519KeyOf('')).toBeUndefined();
  });
});
