// If this fails, a key is taken for an issuer's that is not, or a stranger makes this server knock at doors of its choice.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import * as base58 from 'base58-universal';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { signingKeys } from '../../src/platform/keys/signing-key-table.ts';
import { issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { foreignBadge, foreignIssuer, verifiedAt } from '../setup/foreign-badges.ts';
import { valueAt, withValue } from '../setup/pointer.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { reportOn, verdict, verdictOn } from '../setup/verdicts.ts';

let api: TestApp;
let foreign: JsonObject;

beforeAll(async () => {
  api = await openTestApp({ clock: { now: () => verifiedAt } });
  foreign = await foreignBadge(await foreignIssuer('elsewhere'));
});
afterAll(() => api.close());

const issuedBy = (did: string): JsonObject =>
  withValue(withValue(foreign, '/issuer/id', did), '/proof/verificationMethod', `${did}#key-1`);
/** A did:key of any bytes. */
const didKey = (...bytes: number[]): string => `did:key:z${base58.encode(Uint8Array.from(bytes))}`;
const point = (...bytes: number[]): number[] => [...bytes, ...Array<number>(32 - bytes.length).fill(0)];

describe('an issuer that calls itself', () => {
  const forbidden = 'invalid issuer_key=fail:did_host_forbidden';
  const syntax = 'invalid issuer_key=fail:did_syntax';
  test.each([
    ['D-01', 'did:web:127.0.0.1%3A5432', forbidden],
    ['D-01', 'did:web:localhost', forbidden],
    ['D-01', 'did:web:localhost%3A8080:issuers:iss_1', forbidden],
    ['D-01', 'did:web:printer.local', forbidden],
    ['D-01', 'did:web:10.0.0.5', forbidden],
    ['D-01', 'did:web:169.254.169.254', forbidden],
    ['D-05', 'did:web:2130706433', forbidden],
    ['D-05', 'did:web:0x7f.1', forbidden],
    ['D-05', 'did:web:0177.0.0.1', forbidden],
    ['D-15', 'did:web:uni.example%3A22', forbidden],
    ['D-15', 'did:web:uni.example%3A5432', forbidden],
    ['D-15', 'did:web:uni.example%3A6379', forbidden],
    ['D-13', 'did:web:uni.example%40evil.example', syntax],
    ['D-13', 'did:web:uni.example%2Fadmin', syntax],
    ['D-13', 'did:web:uni.example%3Fa', syntax],
    ['D-13', 'did:web:uni.example%23a', syntax],
    ['D-13', 'did:web:uni.example%00', syntax],
    ['D-13', 'did:web:uni.example%5Cevil', syntax],
    ['D-14', 'did:web:uni.example:..:..:admin', syntax],
    ['D-14', 'did:web:uni.example:%2e%2e:a', syntax],
    ['D-14', 'did:web:uni.example:a%2Fb', syntax],
    ['D-14', 'did:web:uni.example::a', syntax],
    ['D-18', didKey(0x99, 0x01, ...point(5)), syntax],
    ['D-18', didKey(0xed, 0x01, 1, 2, 3), syntax],
    ['D-18', 'did:key:z0OIl', syntax],
    ['C-22', didKey(0xed, 0x01, ...point(1)), 'invalid issuer_key=fail:weak_key'],
    ['C-22', didKey(0xed, 0x01, ...point()), 'invalid issuer_key=fail:weak_key'],
    ['C-22', didKey(0xed, 0x01, 0xec, ...Array<number>(30).fill(0xff), 0x7f), 'invalid issuer_key=fail:weak_key'],
    ['D-19', 'did:evil:1', 'indeterminate issuer_key=unknown:unsupported_method'],
    ['', 'did:web:uni.example', 'indeterminate issuer_key=unknown:unreachable'],
    ['', 'did:web:uni.example:issuers:1', 'indeterminate issuer_key=unknown:unreachable'],
    ['', 'https://uni.example/issuers/1', 'indeterminate issuer_key=unknown:unreachable'],
    ['', 'http://uni.example/issuers/1', 'indeterminate issuer_key=unknown:unsupported_method'],
    ['', `did:web:waymark.test:issuers:iss_${'0'.repeat(22)}`, 'indeterminate issuer_key=unknown:not_found'],
    ['', 'did:web:waymark.test', 'indeterminate issuer_key=unknown:not_found'],
  ])('200 %s %s', async (_case, did, expected) => {
    expect(await verdictOn(api, issuedBy(did))).toBe(expected);
  });

  test('200 a name that leads to a door on this machine, and nobody knocks', async () => {
    let connections = 0;
    const canary = createServer(() => (connections += 1)).listen(0, '127.0.0.1');
    await once(canary, 'listening');
    const { port } = canary.address() as AddressInfo;
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '2130706433']) {
      expect(await verdictOn(api, issuedBy(`did:web:${host}%3A${port}`))).toBe(forbidden);
    }
    expect(connections).toBe(0);
    canary.close();
  });

  test('200 indeterminate, never valid: the unknown one says what it is and who was asked', async () => {
    const report = await reportOn(api, issuedBy('did:web:uni.example'));
    const [check] = report.checks.filter(({ check: name }) => name === 'issuer_key');
    expect(check?.detail).toMatchObject({ issuer: 'did:web:uni.example' });
    expect(report.checks.filter(({ outcome }) => outcome === 'not_evaluated').map(({ check: name }) => name)).toEqual([
      'proof',
      'validity',
      'status',
      'refresh',
      'achievement_issuer',
      'issuer_trust',
      'recipient',
    ]);
  });
});

describe('a key of this deployment', () => {
  let school: School;
  let badge: IssuedCredential;
  beforeAll(async () => {
    school = await makeSchool(api);
    badge = await issue(school, reportBody((await publishAchievement(school)).id));
  });
  const assertionKey = () => {
    const key = school.issuer.keys.find(({ purpose }) => purpose === 'assertion');
    if (key === undefined) throw new Error('The issuer has no key.');
    return key;
  };
  // Keys change their state in a ceremony that is not built yet; what follows from it is.
  const setKey = (id: string, change: Partial<typeof signingKeys.$inferSelect>): Promise<void> =>
    api.database.write(deployment, async ({ db }) => {
      await db.update(signingKeys).set(change).where(eq(signingKeys.id, id));
    });

  test('200 E-25 a retired key goes on vouching for what it signed', async () => {
    await setKey(assertionKey().id, { state: 'retired', retiredAt: new Date('2026-11-20T00:00:00Z') });
    expect(await verdictOn(api, badge.document)).toBe('valid');
    await setKey(assertionKey().id, { state: 'active', retiredAt: null });
  });

  test('200 C-12 a revoked key vouches for nothing', async () => {
    await setKey(assertionKey().id, { state: 'revoked', revokedAt: new Date('2026-11-24T00:00:00Z') });
    expect(await verdictOn(api, badge.document)).toBe('invalid issuer_key=fail:key_revoked');
    await setKey(assertionKey().id, { state: 'active', revokedAt: null });
    expect(await verdictOn(api, badge.document)).toBe('valid');
  });

  test('200 C-11 C-14 a badge is not vouched for by the key of another issuer of the same institution', async () => {
    const other = await makeSchool(api, {}, 'Another one');
    const theirs = await issue(other, reportBody((await publishAchievement(other)).id));
    const swapped = withValue(badge.document, '/proof', valueAt(theirs.document, '/proof'));
    expect(await verdictOn(api, swapped)).toBe('invalid issuer_key=fail:controller_mismatch');
    const renamed = withValue(badge.document, '/issuer/id', other.issuer.did);
    expect(await verdictOn(api, renamed)).toBe('invalid issuer_key=fail:controller_mismatch');
  });

  test('200 the report says which key and where its document was found', async () => {
    const report = await reportOn(api, badge.document);
    expect(verdict(report)).toBe('valid');
    const [check] = report.checks.filter(({ check: name }) => name === 'issuer_key');
    expect(check?.detail).toEqual({
      issuer: school.issuer.did,
      verificationMethod: assertionKey().verificationMethod,
      source: 'own',
      ageSeconds: 0,
    });
  });
});
