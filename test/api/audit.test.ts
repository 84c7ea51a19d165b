// If this fails, an institution cannot see what was done in its name, or sees what was done in another's.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyScopes } from '../../src/kernel/principal.ts';
import type { Page } from '../../src/kernel/page.ts';
import type { AuditEntryView } from '../../src/platform/audit/audit-reading.ts';
import type { Client } from '../setup/client.ts';
import { assess, handIn, issue, makeMember, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus, makeKey } from '../setup/fixtures.ts';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let school: School;
let other: School;
let badge: IssuedCredential;

beforeAll(async () => {
  api = await openTestApp();
  school = await makeSchool(api);
  other = await makeSchool(api, {}, 'Another one');
  badge = await issue(school, reportBody((await publishAchievement(school)).id));
});
afterAll(() => api.close());

const list = async (caller: Client, query = ''): Promise<Page<AuditEntryView>> =>
  expectStatus<Page<AuditEntryView>>(await caller.get(`/v1/audit-entries?${query}`), 200);
const events = ({ items }: Page<AuditEntryView>): string[] => items.map(({ event }) => event);

test('200 the life of a credential can be read back, newest first, with who did it and under which request', async () => {
  const page = await list(school.key, `subjectId=${badge.id}`);
  expect(events(page)).toEqual(['credential.published', 'credential.signing', 'credential.reserved']);
  const moments = page.items.map(({ occurredAt }) => occurredAt);
  expect(moments).toEqual(moments.toSorted().toReversed());
  for (const { actor, requestId, institutionId, subject } of page.items) {
    expect(actor).toMatchObject({ kind: 'key', keyId: expect.stringMatching(/^key_/) as string });
    expect(requestId).toMatch(/^rqs_/);
    expect([institutionId, subject]).toEqual([school.id, { type: 'credential', id: badge.id }]);
  }
  expect(page.items[0]?.details).toEqual({ decisionId: badge.decisionId, sha256: badge.sha256 });
});

test('200 a member who acts through a key is named beside it', async () => {
  const { id } = await handIn(school, badge.achievementId);
  const assessment = await assess(school, id);
  const [entry] = (await list(school.key, `subjectId=${assessment.id}`)).items;
  expect(entry?.actor).toEqual({ kind: 'key', keyId: expect.any(String) as string, memberId: assessment.assessorId });
  expect(entry?.event).toBe('assessment.completed');
});

test('200 entries are found by event and subject, page by page, each once', async () => {
  const everything: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(school.key, `limit=7${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    everything.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(everything.length).toBeGreaterThan(15);
  expect(new Set(everything).size).toBe(everything.length);
  expect(new Set(events(await list(school.key, 'event=credential.published')))).toEqual(
    new Set(['credential.published']),
  );
  expect(events(await list(school.key, `event=credential.revoked&subjectId=${badge.id}`))).toEqual([]);
  expectProblem(await school.key.get('/v1/audit-entries?institutionId=inst_1'), 'validation-failed');
});

test('200 an institution reads its own entries only; the operator those of all', async () => {
  const own = await list(other.key, 'limit=100');
  expect(new Set(own.items.map(({ institutionId }) => institutionId))).toEqual(new Set([other.id]));
  expect((await list(other.key, `subjectId=${badge.id}`)).items).toEqual([]);
  const all = await list(api.operator, 'limit=100');
  expect(all.items.map(({ institutionId }) => institutionId)).toEqual(expect.arrayContaining([school.id, other.id]));
  expect((await list(api.operator, `subjectId=${badge.id}`)).items).toHaveLength(3);
});

test('403 the log needs its scope, and of members an auditor', async () => {
  const without = await makeKey(
    api,
    school.id,
    keyScopes.filter((scope) => scope !== 'audit:read'),
  );
  expectProblem(await without.get('/v1/audit-entries'), 'forbidden', { code: 'scope_missing' });
  expectProblem(await school.assessor.get('/v1/audit-entries'), 'forbidden', { code: 'role_missing' });
  const auditor = await makeMember(school, ['auditor']);
  expect((await list(school.key.as(auditor.id))).items.length).toBeGreaterThan(0);
  expectProblem(await api.anonymous.get('/v1/audit-entries'), 'unauthenticated');
});

test('404 there is no way to change or remove an entry', async () => {
  const [entry] = (await list(school.key, 'limit=1')).items;
  const body = '{"event":"x"}';
  const headers = { 'content-type': 'application/json' };
  for (const url of ['/v1/audit-entries', `/v1/audit-entries/${entry?.id ?? ''}`]) {
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      const { statusCode } = await api.operator.send(
        method,
        url,
        method === 'DELETE' ? '' : body,
        method === 'DELETE' ? {} : headers,
      );
      expect(`${method} ${url} ${statusCode}`).toBe(`${method} ${url} 404`);
    }
  }
});

test('200 entries get their place in the chain within moments, and the checker finds it whole', async () => {
  await api.app.startWorker();
  const chained = await eventually('all entries to have their place', async () => {
    const { items } = await list(api.operator, 'limit=100');
    return items.every(({ sequence }) => sequence !== undefined) ? items : undefined;
  });
  const sequences = chained.map(({ sequence }) => sequence ?? 0).toSorted((a, b) => a - b);
  expect(new Set(sequences).size).toBe(sequences.length);
  expect(chained.every(({ entryHash }) => /^[0-9a-f]{64}$/.test(entryHash ?? ''))).toBe(true);
  const report = expectStatus<{ ok: boolean; findings: object[] }>(await api.operator.post('/v1/operator/fsck'), 200);
  expect(report).toMatchObject({ ok: true, findings: [] });
});
