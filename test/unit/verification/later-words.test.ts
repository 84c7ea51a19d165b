// If this fails, what the issuer or its host said later is not heard: a newer copy that is over, a key that was revoked, a
// list that has run out, evidence that was replaced.
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { sha256 } from '../../../src/kernel/digest.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { foreignBadge, foreignIssuer, signForeign, unsignedForeignBadge } from '../../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../../setup/foreign-badges.ts';
import { claimsOf, jwtIssuer, sourceOf, verifierOf } from '../../setup/outside-documents.ts';
import { verdict } from '../../setup/verdicts.ts';

const v2 = 'https://www.w3.org/ns/credentials/v2';
const listUrl = 'https://badges.elsewhere.example/list/1';
const refreshUrl = 'https://badges.elsewhere.example/refresh/1';
let issuer: ForeignIssuer;

beforeAll(async () => {
  issuer = await foreignIssuer('elsewhere');
});

const entry = (index: number): JsonObject => ({
  id: `${listUrl}#${index}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: String(index),
  statusListCredential: listUrl,
});

/** A list whose first bit is set. */
function unsignedList(issuerId: string, more: JsonObject = {}): JsonObject {
  const bits = new Uint8Array(16_384);
  bits[0] = 0x80;
  return {
    '@context': [v2],
    id: listUrl,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: issuerId,
    validFrom: '2026-11-24T00:00:00Z',
    credentialSubject: {
      id: `${listUrl}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: `u${gzipSync(bits).toString('base64url')}`,
    },
    ...more,
  };
}

describe('the newer copy of a badge', () => {
  const refreshable = (more: JsonObject = {}): Promise<JsonObject> =>
    foreignBadge(issuer, {
      '@context': [
        v2,
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
      ],
      refreshService: { id: refreshUrl, type: '1EdTechCredentialRefresh' },
      ...more,
    });

  it.each([
    ['is good', { credentialStatus: entry(1) }, 'valid'],
    ['was revoked', { credentialStatus: entry(0) }, 'invalid refresh=fail:invalid_copy'],
    [
      'has a status that nobody can read',
      { credentialStatus: { ...entry(0), statusListCredential: `${listUrl}0` } },
      'valid refresh=unknown:invalid_copy',
    ],
    ['is over', { validUntil: '2026-11-10T00:00:00Z' }, 'invalid refresh=fail:invalid_copy'],
    [
      'is older than the one that was shown',
      { validFrom: '2026-10-01T00:00:00Z', credentialStatus: entry(0) },
      'valid',
    ],
  ])('%s', async (_what, more, expected) => {
    const list = await signForeign(unsignedList(issuer.did), issuer);
    const verify = verifierOf({ [refreshUrl]: await refreshable(more), [listUrl]: list });
    expect(verdict(await verify(JSON.stringify(await refreshable())))).toBe(expected);
  });
});

describe('a status list as a JWT', () => {
  it.each([
    ['in its time', {}, 'valid'],
    ['whose time is over', { exp: 1_763_000_000 }, 'indeterminate status=unknown:stale'],
    ['whose time has not come', { nbf: 1_993_000_000 }, 'indeterminate status=unknown:list_not_yet_valid'],
  ])('%s', async (_what, times: JsonObject, expected) => {
    const jwt = await jwtIssuer();
    const list = await jwt.sign({ ...unsignedList(jwt.did), iss: jwt.did, ...times });
    const badge = await jwt.sign(claimsOf(unsignedForeignBadge(jwt.did, { credentialStatus: entry(1) }), jwt.did));
    expect(verdict(await verifierOf({ [listUrl]: list })(badge))).toBe(expected);
  });

  test('made by anybody else, or of a day to come, leaves the issuer’s own list as good as before', async () => {
    const places: Record<string, object> = {};
    const verify = verifierOf(
      {},
      { source: { isOwn: () => false, read: (url, why) => sourceOf(places).read(url, why) } },
    );
    const badge = JSON.stringify(await foreignBadge(issuer, { credentialStatus: entry(1) }));
    const other = await foreignIssuer('other');
    const future = { validFrom: '2099-01-01T00:00:00Z' };
    places[listUrl] = await signForeign(unsignedList(other.did, future), other);
    expect(verdict(await verify(badge))).toBe('indeterminate status=unknown:list_issuer_mismatch');
    places[listUrl] = await signForeign(unsignedList(issuer.did, future), issuer, { created: '2026-11-24T00:00:00Z' });
    expect(verdict(await verify(badge))).toBe('indeterminate status=unknown:list_not_yet_valid');
    places[listUrl] = await signForeign(unsignedList(issuer.did), issuer);
    expect(verdict(await verify(badge))).toBe('valid');
  });
});

describe('a key', () => {
  const profile = 'https://college.example/issuers/1';
  const decode = (did: string): JsonObject =>
    JSON.parse(Buffer.from(did.slice('did:jwk:'.length), 'base64url').toString()) as JsonObject;

  it.each([
    ['that is in order', {}, 'valid'],
    ['that its document revokes', { revoked: '2025-01-01T00:00:00Z' }, 'invalid issuer_key=fail:key_revoked'],
  ])('%s is so in the set as well', async (_what, more: JsonObject, expected) => {
    const jwt = await jwtIssuer();
    const publicKeyJwk = decode(jwt.did);
    const method = { id: `${profile}#m`, type: 'JsonWebKey', controller: profile, publicKeyJwk, ...more };
    const document = {
      id: profile,
      verificationMethod: [method],
      assertionMethod: [method.id],
      jwks: { keys: [{ ...publicKeyJwk, kid: 'k1' }] },
    };
    const badge = unsignedForeignBadge(profile);
    const report = await verifierOf({ [profile]: document })(await jwt.sign(claimsOf(badge, profile), { kid: 'k1' }));
    expect(verdict(report)).toMatch(new RegExp(`^${expected}`));
  });

  it('of an identifier that was given up is nobody’s', async () => {
    const host = 'did:web:college.example';
    const { publicKeyMultibase = '' } = issuer.key as { publicKeyMultibase?: string };
    const method = { id: `${host}#1`, type: 'Multikey', controller: host, publicKeyMultibase };
    const document = { id: host, verificationMethod: [method], assertionMethod: [method.id] };
    const badge = JSON.stringify(await signForeign(unsignedForeignBadge(host), issuer, { methodId: method.id }));
    const url = 'https://college.example/.well-known/did.json';
    expect((await verifierOf({ [url]: document })(badge)).outcome).toBe('valid');
    expect(verdict(await verifierOf({ [url]: { ...document, deactivated: true } })(badge))).toMatch(
      /^invalid issuer_key=fail:/,
    );
  });
});

test('evidence beyond what is looked at is told, wherever the replaced one was put', async () => {
  const file = 'The essay.';
  const digest = `sha256-${Buffer.from(sha256(file)).toString('base64')}`;
  const at = (number: number): string => `https://files.elsewhere.example/${number}`;
  const evidence = Array.from({ length: 9 }, (_, number) => ({
    id: at(number),
    type: ['Evidence'],
    digestSRI: digest,
  }));
  const files = Object.fromEntries(evidence.map(({ id }, number) => [id, number === 8 ? 'Another essay.' : file]));
  const badge = await foreignBadge(issuer, { evidence });
  const report = await verifierOf(files)(JSON.stringify(badge), { evidence: true });
  expect(verdict(report)).toBe('indeterminate evidence_digest=unknown:not_looked_at');
  const first = await foreignBadge(issuer, { evidence: evidence.toReversed() });
  expect(verdict(await verifierOf(files)(JSON.stringify(first), { evidence: true }))).toContain(
    'evidence_digest=fail:mismatch',
  );
});
