// If this fails, something is kept that nobody asked to be kept, a kept report tells whom the asker had in mind, changes
// after it was shared, or outlives its time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import { auditEntries } from '../../src/platform/audit/audit-table.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { identityObject } from '../../src/standards/identity-hash.ts';
import { expectStatus, makeInstitution } from '../setup/fixtures.ts';
import { foreignBadge, foreignIssuer, unsignedForeignBadge, verifiedAt } from '../setup/foreign-badges.ts';
import { bodyOf, field, filePart } from '../setup/multipart.ts';
import { withValue } from '../setup/pointer.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import { openTestApp, testOrigin } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { expectReport, verdict } from '../setup/verdicts.ts';
import type { Report } from '../setup/verdicts.ts';

const email = 'bea.holt.quetzalcoatl@plateau.example';
const DAY = 24 * 3600;
let now = verifiedAt;
let api: TestApp;
let badge: JsonObject;

beforeAll(async () => {
  api = await openTestApp({ clock: { now: () => now } });
  const issuer = await foreignIssuer('elsewhere');
  const { id: _id, ...subject } = unsignedForeignBadge(issuer.did).credentialSubject as JsonObject;
  const identity = identityObject({ identifier: email, identityType: 'emailAddress', salt: 'c2FsdCBvZiB0aGUgdGVzdHM' });
  badge = await foreignBadge(issuer, {
    credentialSubject: { ...subject, identifier: [{ ...identity }] },
    validUntil: '2026-12-01T00:00:00Z',
  });
});
afterAll(() => api.close());

const post = (body: object, headers: Record<string, string> = {}) =>
  api.anonymous.post('/v1/verifications', body, headers);
const pathOf = (report: Report | undefined): string => {
  const { id, shareUrl } = report ?? {};
  expect(id).toMatch(/^ver_[0-9A-Za-z]{22}$/);
  expect(shareUrl).toBe(`${testOrigin}/verify/${id}`);
  return `/v1/verifications/${id}`;
};
const shared = async (): Promise<Report> => expectReport(await post({ credential: badge, share: true }));
const entries = () => api.database.read(deployment, ({ db }) => db.select().from(auditEntries));

describe('a report that is shared', () => {
  test('200 can be read by whoever has its address, as it was, in the language of the reader', async () => {
    const made = await shared();
    expect(verdict(made)).toBe('valid');
    expect(made.sharedAt).toBe(verifiedAt.toISOString());
    expect(made.expiresAt).toBe(addSeconds(verifiedAt, 30 * DAY).toISOString());
    const answer = await api.anonymous.get(pathOf(made));
    expect(expectReport(answer)).toEqual(made);
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(answer.headers['x-robots-tag']).toBe('noindex');
    const page = await api.anonymous.get((made.shareUrl ?? '').slice(testOrigin.length));
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    const spanish = expectReport(await api.anonymous.get(pathOf(made), { 'accept-language': 'es' }));
    expect(spanish.checks[0]?.message).not.toBe(made.checks[0]?.message);
    // The badge has expired meanwhile; the report still says what was true when it was made.
    now = addSeconds(verifiedAt, 10 * DAY);
    expect(expectReport(await api.anonymous.get(pathOf(made)))).toEqual(made);
    expect(verdict(expectReport(await post({ credential: badge })))).toBe('invalid validity=fail:expired');
    now = verifiedAt;
  });

  test('404 after thirty days, the same as one that never was; then it is deleted', async () => {
    const path = pathOf(await shared());
    const never = '/v1/verifications/ver_0000000000000000000000';
    now = addSeconds(verifiedAt, 30 * DAY - 1);
    expectStatus(await api.anonymous.get(path), 200);
    expect(await api.app.services.sharedReports.forgetOld()).toBe(0);
    now = addSeconds(verifiedAt, 30 * DAY);
    const gone = await api.anonymous.get(path);
    expectProblem(gone, 'not-found');
    expectSameAnswer(gone, await api.anonymous.get(never));
    expectSameAnswer(gone, await api.anonymous.get('/v1/verifications/1'));
    const kept = (await rowsOf(api.database))['shared_reports'];
    expect(await api.app.services.sharedReports.forgetOld()).toBe(Number(kept?.split(' ')[0]));
    expect((await rowsOf(api.database))['shared_reports']).toMatch(/^0 /);
    now = verifiedAt;
    expectSameAnswer(gone, await api.anonymous.get(path));
  });

  test('200 whom the asker had in mind is nowhere, only that somebody was', async () => {
    const before = await entries();
    const made = expectReport(await post({ credential: badge, recipient: { identifier: email }, share: true }));
    const { body } = await api.anonymous.get(pathOf(made));
    expect(body).toContain('"recipient"');
    const told = expectReport(await api.anonymous.get(pathOf(made))).checks.filter(
      ({ check }) => check === 'recipient',
    );
    expect(told).toMatchObject([{ outcome: 'pass', code: 'ok' }]);
    expect(told[0]).not.toHaveProperty('detail');
    const known = new Set(before.map(({ id }) => id));
    const added = (await entries()).filter(({ id }) => !known.has(id));
    expect(added).toMatchObject([
      {
        event: 'verification.shared',
        subjectType: 'verification',
        subjectId: pathOf(made).split('/').at(-1),
        institutionId: null,
        actor: { kind: 'anonymous' },
      },
    ]);
    expect(JSON.stringify([body, added])).not.toContain('quetzalcoatl');
  });

  test('200 by a key of an institution, whose log has it', async () => {
    const { key, id } = await makeInstitution(api);
    const made = expectReport(await key.post('/v1/verifications', { credential: badge, share: true }));
    const entry = (await entries()).find(({ subjectId }) => pathOf(made).endsWith(subjectId));
    expect(entry).toMatchObject({ event: 'verification.shared', institutionId: id });
  });

  test('200 of several, each under an address of its own; what gave nothing has none', async () => {
    const url = 'https://badges.elsewhere.example/nothing';
    const forged = withValue(badge, '/name', 'Another');
    const body = { credentials: [{ credential: badge }, { url }, { credential: forged }], share: true };
    const { results } = expectStatus<{ results: { report?: Report; problem?: object }[] }>(await post(body), 200);
    const [first, second, third] = results;
    expect(second).toMatchObject({ problem: { code: 'unreachable' } });
    expect(pathOf(first?.report)).not.toBe(pathOf(third?.report));
    expect(verdict(expectReport(await api.anonymous.get(pathOf(third?.report))))).toBe('invalid proof=fail:signature');
  });

  test('200 from a form with a file', async () => {
    const file = filePart({ fileName: 'badge.json', type: 'application/json', content: JSON.stringify(badge) });
    const { body, headers } = bodyOf(file, field('share', 'true'));
    const made = expectReport(await api.anonymous.send('POST', '/v1/verifications', body, headers));
    expectStatus(await api.anonymous.get(pathOf(made)), 200);
  });
});

describe('what nobody asked to be kept', () => {
  test('is not: neither without share, nor where there was nothing to report on', async () => {
    const rows = await rowsOf(api.database);
    const key = { 'idempotency-key': 'once' };
    expect(expectReport(await post({ credential: badge, share: false }, key))).not.toHaveProperty('shareUrl');
    expectProblem(await post({ url: 'https://badges.elsewhere.example/1', share: true }, key), 'nothing-to-verify');
    expect(await rowsOf(api.database)).toEqual(rows);
  });
});

describe('a request that is repeated with its Idempotency-Key', () => {
  test('200 gets the same report and keeps nothing more; another request is refused', async () => {
    const headers = { 'idempotency-key': 'share-1' };
    const body = { credentials: [{ credential: badge }, { url: 'https://badges.elsewhere.example/1' }], share: true };
    const first = await post(body, headers);
    const rows = await rowsOf(api.database);
    now = addSeconds(verifiedAt, 3_600);
    const again = await post(body, headers);
    expect(again.json()).toEqual(first.json());
    expect(await rowsOf(api.database)).toEqual(rows);
    expectProblem(await post({ credential: badge, share: true }, headers), 'idempotency-mismatch');
    now = verifiedAt;
  });

  test('200 a stranger with the same key at another address is not told of it', async () => {
    const ask = async (remoteAddress: string): Promise<string> => {
      const answer = await api.app.http.inject({
        method: 'POST',
        url: '/v1/verifications',
        remoteAddress,
        headers: { 'idempotency-key': 'share-2' },
        payload: { credential: badge, share: true },
      });
      return pathOf(expectReport(answer));
    };
    const first = await ask('192.0.2.1');
    expect(await ask('192.0.2.1')).toBe(first);
    expect(await ask('192.0.2.2')).not.toBe(first);
  });
});
