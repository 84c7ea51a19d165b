// If this fails, moving a deployment to another address makes every badge that was issued before worthless.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { sha256Hex } from '../../src/kernel/digest.ts';
import { client } from '../setup/client.ts';
import type { Client } from '../setup/client.ts';
import { issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus, makeIssuer } from '../setup/fixtures.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { verdictOn } from '../setup/verdicts.ts';

const masterKey = '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f';
const environment = { WAYMARK_MASTER_KEY: masterKey };
const OLD = 'http://waymark.test';
const NEW = 'http://moved.test:8443';

let first: TestApp;
let school: School;
let badge: IssuedCredential;
let byKey: IssuedCredential;
let achievementId: string;
let current: App | undefined;

beforeAll(async () => {
  first = await openTestApp({ environment });
  school = await makeSchool(first);
  achievementId = (await publishAchievement(school)).id;
  badge = await issue(school, reportBody(achievementId));
  const issuer = await makeIssuer(school, { didMethod: 'key' });
  byKey = await issue(school, reportBody((await publishAchievement({ ...school, issuer })).id));
});
afterAll(async () => {
  await current?.close();
  await first.close();
});

/** The same data under another address, in the place of whatever ran before. */
async function startAt(origin: string, former?: string): Promise<TestApp & { readonly key: Client }> {
  await current?.close();
  current = undefined;
  const config = readConfig({
    ...environment,
    WAYMARK_PUBLIC_URL: origin,
    WAYMARK_DATA_DIR: first.dataDir,
    WAYMARK_LOG_LEVEL: 'silent',
    ...(former !== undefined && { WAYMARK_FORMER_ORIGINS: former }),
  });
  current = await createApp({ config, database: first.database });
  return { ...first, app: current, anonymous: client(current.http), key: client(current.http, school.key.key) };
}

test('another address is refused while the old one is not named, and nothing is changed by trying', async () => {
  const refusal = { code: 'origin_changed', stored: OLD, configured: NEW };
  await expect(startAt(NEW)).rejects.toMatchObject(refusal);
  await expect(startAt(NEW, 'http://other.test')).rejects.toMatchObject(refusal);
  await expect(startAt(NEW, NEW)).rejects.toMatchObject(refusal);
  expect(await verdictOn(await startAt(OLD), badge.document)).toBe('valid');
});

test('200 under the new address old badges are served byte for byte, and verify, also by their old URL', async () => {
  const api = await startAt(NEW, OLD);
  for (const made of [badge, byKey]) {
    const answer = await api.anonymous.get(`/credentials/${made.id}`);
    expect(sha256Hex(answer.rawPayload)).toBe(made.sha256);
    expect(await verdictOn(api, made.document)).toBe('valid');
    const byUrl = await api.anonymous.post('/v1/verifications', { url: made.url });
    expect(expectStatus<{ outcome: string }>(byUrl, 200).outcome).toBe('valid');
  }
  const did = await api.anonymous.get(`/issuers/${school.issuer.id}/did.json`);
  expect(expectStatus<{ id: string }>(did, 200).id).toBe(school.issuer.did);
});

test('200 an old badge is still revoked, in the list that it names', async () => {
  const api = await startAt(NEW, OLD);
  await api.app.startWorker();
  expectStatus(await api.key.post(`/v1/credentials/${badge.id}/revoke`, { reason: 'Moved and gone' }), 200);
  const verdict = await eventually('the list to say so', async () => {
    const found = await verdictOn(api, badge.document);
    return found === 'valid' ? undefined : found;
  });
  expect(verdict).toBe('invalid status=fail:revoked');
});

test('409 nothing new is made under the old address; 201 a new issuer and a did:key sign under the new one', async () => {
  const api = await startAt(NEW, OLD);
  const refused = await api.key.post('/v1/credentials', reportBody(achievementId));
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'issuer_of_former_origin']);
  const moved: School = { ...school, key: api.key };
  const issuer = await makeIssuer(moved);
  expect(issuer.did).toBe(`did:web:moved.test%3A8443:issuers:${issuer.id}`);
  const fresh = await issue(moved, reportBody((await publishAchievement({ ...moved, issuer })).id));
  const again = await issue(moved, reportBody(byKey.achievementId));
  for (const made of [fresh, again]) {
    expect(made.url.startsWith(`${NEW}/credentials/`)).toBe(true);
    expect(JSON.stringify(made.document)).not.toContain(OLD);
    expect(await verdictOn(api, made.document)).toBe('valid');
  }
});

test('200 the old address is remembered once it was named', async () => {
  const api = await startAt(NEW);
  expect(await verdictOn(api, byKey.document)).toBe('valid');
  await expect(startAt('http://third.test', OLD)).rejects.toMatchObject({ code: 'origin_changed', stored: NEW });
});
