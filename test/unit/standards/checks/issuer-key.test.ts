// If this fails, a key that is not the issuer's own passes for it, or one that issuers do publish is not found.
import { exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/kernel/json.ts';
import { issuerKeyCheck, issuerKeyFor } from '../../../../src/standards/checks/issuer-key.ts';
import type { IssuerDocument, MethodResolution } from '../../../../src/standards/checks/issuer-key.ts';
import { jwtKeyFor } from '../../../../src/standards/checks/jwt-key.ts';
import { didDocumentOf } from '../../../../src/standards/did-document.ts';
import { publicKeyOfJwk } from '../../../../src/standards/jwk.ts';
import { thumbprintOf } from '../../../../src/standards/public-key.ts';
import { keyOf, now } from '../sample.ts';

const did = 'did:web:issuer.example';
const profile = 'https://issuer.example/profile';
const documentOf = (document: JsonObject, more: object = {}): IssuerDocument => ({
  ok: true,
  document,
  source: 'test',
  ...more,
});
const said = (result: MethodResolution): string => (result.ok ? 'ok' : `${result.outcome}:${result.code}`);

async function multibase(word = 'issuer'): Promise<string> {
  return (await keyOf(word)).publicKeyMultibase;
}
async function method(more: JsonObject = {}): Promise<JsonObject> {
  return { id: `${did}#key-1`, type: 'Multikey', controller: did, publicKeyMultibase: await multibase(), ...more };
}
async function newJwk(alg = 'ES256'): Promise<JsonObject> {
  return await exportJWK((await generateKeyPair(alg, { extractable: true })).publicKey);
}
function didJwk(jwk: JsonObject): string {
  return `did:jwk:${Buffer.from(JSON.stringify(jwk)).toString('base64url')}`;
}

describe('where a method may stand', () => {
  const find = (document: JsonObject, id = `${did}#key-1`): string =>
    said(issuerKeyFor(id, did, documentOf({ id: did, ...document }), now));

  it('in a list of its own, in a relationship, or under a relative id', async () => {
    const own = await method();
    expect(find({ verificationMethod: [own], assertionMethod: [`${did}#key-1`] })).toBe('ok');
    expect(find({ verificationMethod: [own], assertionMethod: '#key-1' })).toBe('ok');
    expect(find({ verificationMethod: [await method({ id: '#key-1' })], assertionMethod: ['key-1'] })).toBe('ok');
    expect(find({ assertionMethod: [own] })).toBe('ok');
    expect(find({ verificationMethod: [own], assertionMethod: [own] })).toBe('ok');
  });

  it('C-11 C-14 but only under the relationship that is asked for, and with its controller named in a DID document', async () => {
    const own = await method();
    expect(find({ authentication: [own] })).toBe('fail:relationship');
    expect(find({ verificationMethod: [own] })).toBe('fail:relationship');
    expect(find({ assertionMethod: [await method({ controller: 'did:web:other.example' })] })).toBe(
      'fail:controller_mismatch',
    );
    const { controller: _controller, ...nobodys } = own;
    expect(find({ assertionMethod: [nobodys] })).toBe('fail:controller_mismatch');
    const issuer = documentOf({ id: did, authentication: [own] });
    expect(said(issuerKeyFor(`${did}#key-1`, did, issuer, now, 'authentication'))).toBe('ok');
  });

  it('one id for two keys names neither', async () => {
    const other = await method({ publicKeyMultibase: await multibase('other') });
    expect(find({ verificationMethod: [await method()], assertionMethod: [other] })).toBe('unknown:bad_document');
    const revoked = await method({ revoked: '2026-01-01T00:00:00Z' });
    expect(find({ verificationMethod: [await method()], assertionMethod: [revoked] })).toBe('fail:key_revoked');
  });

  it('in the document of one key, under the address of a profile', async () => {
    const id = `${profile}#key-1`;
    const keyDocument = { ...(await method({ id, controller: profile })) };
    expect(said(issuerKeyFor(id, profile, documentOf(keyDocument), now))).toBe('ok');
    expect(said(issuerKeyFor(`${profile}#key-2`, profile, documentOf(keyDocument), now))).toBe(
      'fail:method_not_in_issuer_document',
    );
    const lent = { ...keyDocument, controller: 'https://other.example/' };
    expect(said(issuerKeyFor(id, profile, documentOf(lent), now))).toBe('fail:document_id_mismatch');
    const { controller: _controller, ...own } = keyDocument;
    const inProfile = { id: profile, type: ['Profile'], verificationMethod: [own], assertionMethod: [id] };
    expect(said(issuerKeyFor(id, profile, documentOf(inProfile), now))).toBe('ok');
    const { assertionMethod: _relationship, ...silent } = inProfile;
    expect(said(issuerKeyFor(id, profile, documentOf(silent), now))).toBe('fail:relationship');
  });
});

describe('keys of several proofs', () => {
  it('beside a good key, one of an unknown kind decides nothing; alone it leaves the check open', async () => {
    const strange = await method({ id: `${did}#bbs`, type: 'Bls12381G2Key2020' });
    const issuer = documentOf({ id: did, assertionMethod: [await method(), strange] });
    expect(issuerKeyCheck([`${did}#key-1`, `${did}#bbs`], did, issuer, now).outcome).toBe('pass');
    expect(issuerKeyCheck([`${did}#bbs`], did, issuer, now)).toMatchObject({
      outcome: 'unknown',
      code: 'unsupported_key_type',
    });
  });

  it('keys of others count only where they are asked for, and never instead of the issuer’s', async () => {
    const issuer = documentOf({ id: did, assertionMethod: [await method()] });
    const other = `did:key:${await multibase('other')}`;
    const theirs = `${other}#${await multibase('other')}`;
    expect(issuerKeyCheck([`${did}#key-1`, theirs], did, issuer, now)).toMatchObject({
      outcome: 'fail',
      code: 'controller_mismatch',
    });
    const check = (ids: string[]) => issuerKeyCheck(ids, did, issuer, now, 'assertionMethod', 'self-contained');
    expect(check([`${did}#key-1`, theirs]).outcome).toBe('pass');
    expect(check([theirs])).toMatchObject({ outcome: 'fail', code: 'controller_mismatch' });
    expect(check([`${did}#key-1`, 'did:web:elsewhere.example#k']).outcome).toBe('fail');
    expect(check([`${did}#key-1`, `${other}#key-1`]).outcome).toBe('fail');
  });
});

describe('the key of a JWT', () => {
  it('is found by kid in every form it is written in', async () => {
    const jwk = await newJwk();
    const own = didJwk({ ...jwk, kid: 'first' });
    const issuer = documentOf(didDocumentOf(own) ?? {});
    const key = publicKeyOfJwk(jwk);
    const thumbprint = key.ok ? thumbprintOf(key.publicKey) : '';
    for (const kid of [`${own}#0`, '#0', '0', own, 'first', thumbprint]) {
      expect(said(jwtKeyFor({ kid }, own, issuer, now))).toBe('ok');
    }
    expect(said(jwtKeyFor({}, own, issuer, now))).toBe('ok');
    expect(said(jwtKeyFor({ kid: 'second' }, own, issuer, now))).toBe('fail:method_not_in_issuer_document');
    const published = documentOf(
      { id: profile },
      { jwks: { keys: [{ ...jwk, kid: 'https://issuer.example/keys/1' }] } },
    );
    expect(said(jwtKeyFor({ kid: 'https://issuer.example/keys/1' }, profile, published, now))).toBe('ok');
    expect(said(jwtKeyFor({ jwk }, profile, published, now))).toBe('ok');
  });

  it('C-25 is not the one the token brings, unless the issuer publishes the same', async () => {
    const [own, attackers] = [await newJwk(), await newJwk()];
    const assertionMethod = [{ id: `${did}#0`, type: 'JsonWebKey', controller: did, publicKeyJwk: own }];
    const issuer = documentOf({ id: did, assertionMethod });
    expect(said(jwtKeyFor({ jwk: own }, did, issuer, now))).toBe('ok');
    expect(said(jwtKeyFor({ jwk: attackers }, did, issuer, now))).toBe('fail:jwk_not_bound');
    expect(said(jwtKeyFor({ kid: '#0', jwk: own }, did, issuer, now))).toBe('ok');
    expect(said(jwtKeyFor({ kid: '#0', jwk: attackers }, did, issuer, now))).toBe('fail:jwk_not_bound');
    expect(said(jwtKeyFor({ jwk: { ...own, d: 'AA' } }, did, issuer, now))).toBe('fail:bad_key');
    const revoked = [{ ...assertionMethod[0], revoked: '2026-01-01T00:00:00Z' }];
    expect(said(jwtKeyFor({ jwk: own }, did, documentOf({ id: did, assertionMethod: revoked }), now))).toBe(
      'fail:key_revoked',
    );
    expect(said(jwtKeyFor({ jwk: own }, did, documentOf({ id: 'did:web:x.example' }), now))).toBe(
      'fail:document_id_mismatch',
    );
  });

  it('C-27 is not one of another party, also where that is certain and the issuer cannot be asked', async () => {
    const away: IssuerDocument = { ok: false, outcome: 'unknown', code: 'unreachable' };
    const issuer = documentOf({ id: profile, assertionMethod: [] });
    for (const kid of [
      'https://attacker.example/key',
      'did:web:attacker.example#key-1',
      'http://issuer.example/key',
      'urn:x:y',
    ]) {
      expect(said(jwtKeyFor({ kid }, profile, issuer, now))).toBe('fail:kid_not_issuer');
    }
    const stranger = `did:key:${await multibase('stranger')}`;
    for (const kid of ['https://attacker.example/key', `${stranger}#key-1`]) {
      expect(said(jwtKeyFor({ kid }, profile, away, now))).toBe('fail:kid_not_issuer');
    }
    // Only the issuer's own document can say whose these are.
    for (const kid of ['did:web:attacker.example#key-1', 'http://issuer.example/key', 'urn:x:y']) {
      expect(said(jwtKeyFor({ kid }, profile, away, now))).toBe('unknown:unreachable');
    }
    expect(said(jwtKeyFor({ kid: 'https://issuer.example/key' }, profile, away, now))).toBe('unknown:unreachable');
    expect(said(jwtKeyFor({ kid: 'https://issuer.example/key' }, profile, issuer, now))).toBe(
      'unknown:method_not_in_issuer_document',
    );
    expect(said(jwtKeyFor({ kid: `${profile}#key-9` }, profile, issuer, now))).toBe(
      'fail:method_not_in_issuer_document',
    );
  });

  it('is not guessed among several', async () => {
    const assertionMethod = [
      await method(),
      await method({ id: `${did}#key-2`, publicKeyMultibase: await multibase('other') }),
    ];
    expect(said(jwtKeyFor({}, did, documentOf({ id: did, assertionMethod }), now))).toBe('unknown:no_method');
    expect(said(jwtKeyFor({}, did, documentOf({ id: did }), now))).toBe('fail:no_method');
  });
});
