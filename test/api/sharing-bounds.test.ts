// If this fails, whoever asks can fill the disk with shared reports, make visitors of another site do so, or have an
// address given out that stands in the clear in a badge.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { randomIds } from '../../src/kernel/id.ts';
import { auditLog } from '../../src/platform/audit/audit.ts';
import { publicScope } from '../../src/platform/db/scope.ts';
import { changes } from '../../src/platform/idempotency/changes.ts';
import { idempotency } from '../../src/platform/idempotency/idempotency.ts';
import { keptBytes } from '../../src/verification/shared-reports/shared-report-store.ts';
import { MOST_REPORT_BYTES } from '../../src/verification/shared-reports/shared-report.ts';
import { sharedReports } from '../../src/verification/shared-reports/shared-reports.ts';
import type { Answer } from '../setup/client.ts';
import { foreignBadge, foreignIssuer, unsignedForeignBadge, verifiedAt } from '../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../setup/foreign-badges.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { expectProblem } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { expectReport } from '../setup/verdicts.ts';
import type { Report } from '../setup/verdicts.ts';

const clock = { now: () => verifiedAt };
const email = 'jane.quetzalcoatl@school.example';
let api: TestApp;
let issuer: ForeignIssuer;
let badge: JsonObject;

beforeAll(async () => {
  api = await openTestApp({ clock });
  issuer = await foreignIssuer('elsewhere');
  badge = await foreignBadge(issuer);
});
afterAll(() => api.close());

const share = (credential: object, asked: TestApp = api): Promise<Answer> =>
  asked.anonymous.post('/v1/verifications', { credential, share: true });
const keptRows = async (): Promise<string | undefined> => (await rowsOf(api.database))['shared_reports'];

test('413 a report that is too large is not kept, alone or beside others that are', async () => {
  const large = { ...badge, description: 'word '.repeat(MOST_REPORT_BYTES / 5) };
  const before = await keptRows();
  expectProblem(await share(large), 'payload-too-large', { code: 'report_too_large' });
  expect(await keptRows()).toBe(before);
  expectReport(await api.anonymous.post('/v1/verifications', { credential: large }));
  const credentials = [{ credential: large }, { credential: badge }];
  const several = await api.anonymous.post('/v1/verifications', { credentials, share: true });
  const { results } = expectStatus<{ results: { report?: Report; problem?: object }[] }>(several, 200);
  expect(results[0]).toMatchObject({ problem: { code: 'report_too_large', status: 413 } });
  expect(results[1]?.report).toHaveProperty('shareUrl');
});

test('200 the page still tells what was found where a report is too large to be kept', async () => {
  const before = await keptRows();
  const form = new URLSearchParams({ credential: JSON.stringify({ ...badge, description: 'a'.repeat(300_000) }) });
  form.set('share', '1');
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  const answer = await api.anonymous.send('POST', '/verify', form.toString(), headers);
  expect(answer.statusCode).toBe(200);
  expect(await keptRows()).toBe(before);
  expect(answer.body).toContain('No link was made: the report is too large to be kept.');
});

test('200 a picture inside a badge is not kept, and does not make a report too large', async () => {
  const image = { id: `data:image/png;base64,${'QUJD'.repeat(100_000)}`, type: 'Image', caption: 'A mountain' };
  const made = expectReport(await share({ ...badge, image }));
  expect(made.credential?.['image']).toEqual({ type: 'Image', caption: 'A mountain' });
});

test('200 who is named in the clear stands in no shared report, and organisations still do', async () => {
  const { credentialSubject } = unsignedForeignBadge(issuer.did);
  const identifier = { type: 'IdentityObject', hashed: false, identityHash: email, identityType: 'emailAddress' };
  const subject = { ...(credentialSubject as JsonObject), identifier: [identifier], email, narrative: 'Climbs.' };
  const document: JsonObject = { ...badge, credentialSubject: subject };
  const profile = { ...(document['issuer'] as JsonObject), email: 'office@school.example' };
  const made = expectReport(await share({ ...document, issuer: profile }));
  const { body } = await api.anonymous.get(`/v1/verifications/${made.id}`);
  expect(body).not.toContain('quetzalcoatl');
  expect(body).toContain('office@school.example');
  expect(made.credential).toMatchObject({ credentialSubject: { identifier: [{ hashed: false }] } });
});

test.each([
  ['hashed: false', { type: 'email', hashed: false, identity: email }],
  ['without saying so', { type: 'email', identity: email }],
])('200 nor does the recipient of an Open Badge 2.0, %s', async (_how, recipient) => {
  const assertion = {
    '@context': 'https://w3id.org/openbadges/v2',
    type: 'Assertion',
    id: 'https://badges.elsewhere.example/assertions/1',
    recipient,
    badge: 'https://badges.elsewhere.example/classes/1',
    issuedOn: '2024-05-01T00:00:00Z',
    verification: { type: 'HostedBadge' },
  };
  const made = expectReport(await share(assertion));
  expect(made.kind).toBe('open-badge-2');
  const { body } = await api.anonymous.get(`/v1/verifications/${made.id}`);
  expect(body).not.toContain('quetzalcoatl');
});

test('503 nothing more is kept when all reports together are too many bytes, and nothing is deleted for it', async () => {
  const before = await api.database.read(publicScope, keptBytes);
  expect(before).toBeGreaterThan(0);
  const change = changes(api.database, auditLog(clock, randomIds), idempotency(clock));
  const bounded = sharedReports(api.database, change, clock, randomIds, before - 1);
  const { report } = await api.app.services.sharedReports.read(String(expectReport(await share(badge)).id));
  const rows = await keptRows();
  const call = { principal: { kind: 'anonymous' }, requestId: 'req_1', operation: 'verifications.create' } as const;
  await expect(bounded.keep(call, [{ report }])).rejects.toMatchObject({ slug: 'unavailable', code: 'sharing_full' });
  expect(await keptRows()).toBe(rows);
});

test('429 one address shares only so much in an hour, and verifies on', async () => {
  const strict = await openTestApp({ clock, environment: { WAYMARK_REQUESTS_PER_MINUTE: '12' } });
  try {
    expectReport(await share(badge, strict));
    expectReport(await share(badge, strict));
    expectProblem(await share(badge, strict), 'rate-limited');
    expectReport(await strict.anonymous.post('/v1/verifications', { credential: badge }));
  } finally {
    await strict.close();
  }
});

test('200 a form on another site makes nobody keep anything here; our own does', async () => {
  const body = new URLSearchParams({ credential: JSON.stringify(badge), share: '1' }).toString();
  const post = (site: string): Promise<Answer> => {
    const type = 'application/x-www-form-urlencoded';
    return api.anonymous.send('POST', '/verify', body, { 'content-type': type, 'sec-fetch-site': site });
  };
  const before = await keptRows();
  expect((await post('cross-site')).statusCode).toBe(200);
  expect(await keptRows()).toBe(before);
  const kept = await post('same-origin');
  expect(kept.statusCode).toBe(303);
  const page = await api.anonymous.get(String(kept.headers.location));
  expect(page.statusCode).toBe(200);
  expect(page.headers['cache-control']).toBe('private, no-store');
});
