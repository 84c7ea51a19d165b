// If this fails, an older badge that nobody published or signed passes for one that holds, or it is taken for a newer one.
import { CompactSign, exportSPKI, generateKeyPair } from 'jose';
import type { GenerateKeyPairResult } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/kernel/json.ts';
import type { HostedDocument } from '../../../../src/standards/open-badge-2/hosted-documents.ts';
import { judgeOpenBadge2, legacyCheck } from '../../../../src/standards/open-badge-2/judge.ts';
import type { OpenBadge2Judgement } from '../../../../src/standards/open-badge-2/judge.ts';
import { looksLikeOpenBadge2 } from '../../../../src/standards/open-badge-2/recognise.ts';
import { matchesLegacyRecipient } from '../../../../src/standards/open-badge-2/recipient.ts';
import { identityHash } from '../../../../src/standards/identity-hash.ts';

const now = new Date('2026-11-23T00:00:00Z');
const at = (name: string): string => `https://school.example/${name}`;
const recipient = { type: 'email', hashed: true, salt: 'salt', identity: identityHash('ana@example.org', 'salt') };
const assertion = {
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  id: at('assertions/1'),
  recipient,
  issuedOn: '2024-05-01T10:00:00Z',
  badge: at('badges/1'),
  verification: { type: 'hosted' },
};
const badge = { type: 'BadgeClass', id: at('badges/1'), name: 'Welding', issuer: at('issuer') };
const issuer = { type: 'Issuer', id: at('issuer'), name: 'School' };
const place: Readonly<Record<string, JsonObject>> = {
  [at('assertions/1')]: assertion,
  [at('badges/1')]: badge,
  [at('issuer')]: issuer,
};

type Shelf = Readonly<Record<string, JsonObject | string | undefined>>;

/** Reads whatever is asked for from a shelf, as the caller of the judgement does; what is not there is absent. */
async function judged(text: string, shelf: Shelf): Promise<Exclude<OpenBadge2Judgement, { state: 'needs' }>> {
  const documents = new Map<string, HostedDocument>();
  for (let round = 0; round < 8; round += 1) {
    const judgement = await judgeOpenBadge2(text, documents, now);
    if (judgement.state !== 'needs') return judgement;
    for (const url of judgement.urls) {
      const found = shelf[url];
      const bytes = typeof found === 'string' ? found : JSON.stringify(found);
      documents.set(url, found === undefined ? { state: 'absent' } : { state: 'found', bytes });
    }
  }
  throw new Error('The judgement never ends.');
}
const answer = async (document: JsonObject | string, shelf: Shelf): Promise<string> => {
  const { state, code } = await judged(typeof document === 'string' ? document : JSON.stringify(document), shelf);
  return `${state}:${code}`;
};

describe('a hosted badge', () => {
  test('holds when the issuer’s own host publishes the same; the facts name the issuer by address', async () => {
    const judgement = await judged(JSON.stringify(assertion), place);
    expect(judgement).toEqual({
      state: 'verified',
      code: 'hosted',
      facts: {
        version: 2,
        id: at('assertions/1'),
        name: 'Welding',
        issuer: { url: at('issuer'), name: 'School' },
        issuedOn: '2024-05-01T10:00:00.000Z',
        recipient,
      },
      document: assertion,
    });
    expect(legacyCheck(judgement)).toMatchObject({ check: 'legacy', outcome: 'pass', code: 'hosted' });
    expect(await answer(at('assertions/1'), place)).toBe('verified:hosted');
  });

  test('shows the achievement and issuer that are published, whatever was written into the copy', async () => {
    const degree = { ...badge, name: 'PhD in Physics', issuer: { id: at('famous'), name: 'Famous University' } };
    const shelf = { ...place, [at('famous')]: { type: 'Issuer', id: at('famous'), name: 'Famous University' } };
    const altered = { ...assertion, badge: degree, evidence: 'https://elsewhere.example/' };
    const { facts, document } = await judged(JSON.stringify(altered), shelf);
    expect([facts?.name, facts?.issuer?.name]).not.toContain('PhD in Physics');
    expect([facts?.name, facts?.issuer?.name, document]).toEqual(['Welding', 'School', assertion]);
  });

  test.each([
    ['another recipient', { recipient: { ...recipient, identity: identityHash('eve@example.org', 'salt') } }],
    ['another achievement', { badge: at('badges/2') }],
    ['another day', { issuedOn: '2024-05-02T10:00:00Z' }],
    ['a later end', { expires: '2099-01-01T00:00:00Z' }],
  ])('altered is refuted: %s', async (_, change) => {
    expect(await answer({ ...assertion, ...change }, place)).toBe('refuted:differs');
  });

  test('on a host that is not the issuer’s is refuted', async () => {
    const id = 'https://evil.example/assertions/1';
    const forged = { ...assertion, id };
    expect(await answer(forged, { ...place, [id]: forged })).toBe('refuted:hosted_elsewhere');
  });

  test.each([
    [{ startsWith: at('assertions/') }, 'verified:hosted'],
    [{ startsWith: [at('other/'), at('assertions/')] }, 'verified:hosted'],
    [{ startsWith: at('other/') }, 'refuted:hosted_elsewhere'],
    [{ startsWith: 'https://school.exampl' }, 'refuted:hosted_elsewhere'],
    [{ allowedOrigins: ['school.example'] }, 'verified:hosted'],
    [{ allowedOrigins: 'other.example' }, 'refuted:hosted_elsewhere'],
    [{ allowedOrigins: 'school.example', startsWith: at('other/') }, 'refuted:hosted_elsewhere'],
  ])('keeps to the scope of the issuer: %j', async (verification, expected) => {
    expect(await answer(assertion, { ...place, [at('issuer')]: { ...issuer, verification } })).toBe(expected);
  });

  test('revoked, expired and future ones are refuted, also when only the published copy says so', async () => {
    const published = (change: JsonObject): Shelf => ({ ...place, [at('assertions/1')]: { ...assertion, ...change } });
    expect(await answer(assertion, { ...place, [at('assertions/1')]: { id: at('assertions/1'), revoked: true } })).toBe(
      'refuted:revoked',
    );
    const expired = { expires: '2025-01-01T00:00:00Z' };
    expect(await answer({ ...assertion, ...expired }, published(expired))).toBe('refuted:expired');
    expect(await answer(at('assertions/1'), published(expired))).toBe('refuted:expired');
    const future = { issuedOn: '2027-01-01T00:00:00Z' };
    expect(await answer({ ...assertion, ...future }, published(future))).toBe('refuted:not_yet_valid');
  });

  test('what cannot be read leaves it open', async () => {
    expect(await answer(assertion, {})).toBe('unverified:not_found');
    expect(await answer(assertion, { ...place, [at('issuer')]: '<html>' })).toBe('unverified:bad_document');
    const unreachable = new Map<string, HostedDocument>([[at('assertions/1'), { state: 'unreachable' }]]);
    expect(await judgeOpenBadge2(JSON.stringify(assertion), unreachable, now)).toMatchObject({ code: 'unreachable' });
  });

  test.each([
    [{ recipient: undefined }, 'incomplete'],
    [{ '@context': 'https://w3id.org/openbadges/other' }, 'incomplete'],
    [{ issuedOn: '2024-05-01T10:00:00' }, 'date_time'],
    [{ expires: 'soon' }, 'date_time'],
    [{ verification: undefined }, 'no_verification'],
    [{ verification: { type: 'signed' } }, 'no_verification'],
    [{ id: 'urn:uuid:1' }, 'no_verification'],
  ])('that does not say what it must is refuted: %j', async (change, code) => {
    expect(await answer(JSON.parse(JSON.stringify({ ...assertion, ...change })) as JsonObject, place)).toBe(
      `refuted:${code}`,
    );
  });

  test('of version 1 is read with its own words and dates', async () => {
    const old = {
      uid: '7',
      recipient: { ...recipient, type: 'email' },
      badge: at('badges/1'),
      issuedOn: 1_406_747_839,
      verify: { type: 'hosted', url: at('assertions/7') },
    };
    const judgement = await judged(JSON.stringify(old), { ...place, [at('assertions/7')]: old });
    expect(judgement).toMatchObject({ state: 'verified', code: 'hosted', facts: { version: 1, id: '7' } });
  });
});

describe('a signed badge', () => {
  let own: GenerateKeyPairResult;
  let pem: string;
  let foreign: GenerateKeyPairResult;
  const signed = { ...assertion, verification: { type: 'SignedBadge', creator: at('key') } };
  const sign = (payload: JsonObject, { privateKey }: GenerateKeyPairResult): Promise<string> =>
    new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
  const shelf = (): Shelf => ({
    [at('badges/1')]: badge,
    [at('issuer')]: { ...issuer, publicKey: at('key'), revocationList: at('revoked') },
    [at('key')]: { type: 'CryptographicKey', id: at('key'), owner: at('issuer'), publicKeyPem: pem },
    [at('revoked')]: { type: 'RevocationList', revokedAssertions: [{ id: at('assertions/9') }, at('assertions/8')] },
  });
  beforeAll(async () => {
    own = await generateKeyPair('RS256', { extractable: true });
    foreign = await generateKeyPair('RS256');
    pem = await exportSPKI(own.publicKey);
  });

  test('holds when a key that the issuer lists signed it', async () => {
    expect(await answer(await sign(signed, own), shelf())).toBe('verified:signed');
    const withoutCreator = { ...signed, verification: { type: 'signed' } };
    expect(await answer(await sign(withoutCreator, own), shelf())).toBe('verified:signed');
  });

  test('by another key, or altered, is refuted', async () => {
    expect(await answer(await sign(signed, foreign), shelf())).toBe('refuted:bad_signature');
    const [head, , signature] = (await sign(signed, own)).split('.');
    const payload = Buffer.from(JSON.stringify({ ...signed, id: at('assertions/2') })).toString('base64url');
    expect(await answer(`${head}.${payload}.${signature}`, shelf())).toBe('refuted:bad_signature');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    expect(await answer(none, shelf())).toBe('refuted:bad_signature');
  });

  test('by a key that the issuer does not list, or that is somebody else’s, is refuted', async () => {
    const evil = { ...signed, verification: { type: 'signed', creator: 'https://evil.example/key' } };
    expect(await answer(await sign(evil, own), shelf())).toBe('refuted:key_not_listed');
    const key = { owner: at('somebody'), publicKeyPem: pem };
    expect(await answer(await sign(signed, own), { ...shelf(), [at('key')]: key })).toBe('refuted:key_owner_mismatch');
  });

  test('on the revocation list is refuted; without that list it stays open', async () => {
    for (const id of [at('assertions/8'), at('assertions/9')]) {
      expect(await answer(await sign({ ...signed, id }, own), shelf())).toBe('refuted:revoked');
    }
    expect(await answer(await sign(signed, own), { ...shelf(), [at('revoked')]: undefined })).toBe(
      'unverified:not_found',
    );
  });

  test('with a key of another kind stays open', async () => {
    const key = { owner: at('issuer'), publicKeyPem: '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----' };
    expect(await answer(await sign(signed, own), { ...shelf(), [at('key')]: key })).toBe('unverified:unsupported_key');
  });
});

test('a newer credential, an issuer profile and plain JSON are not older badges', () => {
  const newer = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], badge: 'x' };
  for (const document of [newer, badge, issuer, { recipient: 'x' }, []]) {
    expect(looksLikeOpenBadge2(JSON.stringify(document))).toBe(false);
  }
  expect(looksLikeOpenBadge2(Buffer.from(JSON.stringify(assertion)))).toBe(true);
  expect(looksLikeOpenBadge2('eyJ.eyJ.x')).toBe(false);
});

test('the recipient is compared by the salted hash', () => {
  const match = (identifier: string) => matchesLegacyRecipient(recipient, { identityType: 'emailAddress', identifier });
  expect(match('Ana@Example.org ')).toBe('match');
  expect(match('eve@example.org')).toBe('no_match');
  const md5 = { ...recipient, identity: 'md5$00' };
  expect(matchesLegacyRecipient(md5, { identityType: 'emailAddress', identifier: 'a' })).toBe('unsupported_hash');
});
