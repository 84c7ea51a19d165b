// If this fails, a badge that was taken back goes on being good, or one that was given back does not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { randomIds } from '../../src/kernel/id.ts';
import { decodeList, getBit } from '../../src/standards/bitstring.ts';
import { credentialOf, award, issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { textAt, valueAt } from '../setup/pointer.ts';
import { expectProblem } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { verdictOn } from '../setup/verdicts.ts';

let api: TestApp;
let school: School;
let suspendable: School;
let achievementId: string;
let suspendableId: string;

beforeAll(async () => {
  api = await openTestApp();
  await api.app.startWorker();
  school = await makeSchool(api);
  achievementId = (await publishAchievement(school)).id;
  suspendable = await makeSchool(api, { statusPurposes: ['revocation', 'suspension'] }, 'Another one');
  suspendableId = (await publishAchievement(suspendable)).id;
});
afterAll(() => api.close());

type Verb = 'revoke' | 'suspend' | 'reinstate';
const change = (by: School, { id }: { id: string }, verb: Verb, reason = 'As decided.') =>
  by.key.post(`/v1/credentials/${id}/${verb}`, { reason });
const changed = async (by: School, badge: IssuedCredential, verb: Verb): Promise<CredentialView> =>
  expectStatus<CredentialView>(await change(by, badge, verb), 200);
/** The public list of one of a badge's entries, and whether its bit is set there. */
async function listOf({ document }: IssuedCredential, at = '/credentialStatus') {
  const url = textAt(document, `${at}/statusListCredential`);
  const answer = await api.anonymous.get(new URL(url).pathname);
  const list = expectStatus<JsonObject>(answer, 200);
  const decoded = decodeList(textAt(list, '/credentialSubject/encodedList'));
  if (!decoded.ok) throw new Error(`The list cannot be read: ${decoded.code}.`);
  const isSet = getBit(decoded.bits, Number(valueAt(document, `${at}/statusListIndex`)));
  return { url, answer, list, isSet };
}
/** Asks anew until the verdict is this; every other verdict on the way must be one of `before`. */
const verdictBecomes = (badge: IssuedCredential, expected: string, before: string) =>
  eventually(`the verdict to become ${expected}`, async () => {
    const found = await verdictOn(api, badge.document);
    expect([expected, before]).toContain(found);
    return found === expected ? found : undefined;
  });

test('200 a revocation is in the public list, signed anew, and every verifier sees it; another badge stays good', async () => {
  const [badge, neighbour] = [
    await issue(school, reportBody(achievementId)),
    await issue(school, reportBody(achievementId)),
  ];
  const before = await listOf(badge);
  expect(before.isSet).toBe(false);
  expect(before.answer.headers).toMatchObject({
    'content-type': 'application/vc',
    'cache-control': 'public, max-age=300',
  });
  expect(await verdictOn(api, badge.document)).toBe('valid');
  const view = expectStatus<CredentialView>(await change(school, badge, 'revoke', 'Wrong person'), 200);
  expect(view).toMatchObject({ id: badge.id, state: 'published', status: 'revoked', statusReason: 'Wrong person' });
  await verdictBecomes(badge, 'invalid status=fail:revoked', 'valid');
  const after = await listOf(badge);
  expect(after.isSet).toBe(true);
  expect(after.answer.headers.etag).not.toBe(before.answer.headers.etag);
  expect(await verdictOn(api, neighbour.document)).toBe('valid');
  const again = await api.anonymous.get(new URL(after.url).pathname, {
    'if-none-match': String(after.answer.headers.etag),
  });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  const stale = await api.anonymous.get(new URL(after.url).pathname, {
    'if-none-match': String(before.answer.headers.etag),
  });
  expect(stale.statusCode).toBe(200);
  expect(JSON.stringify(after.list)).not.toContain('Wrong person');
});

test('200 E-22 revoking twice is the same as once: nothing is written, and the first reason stays', async () => {
  const badge = await issue(school, reportBody(achievementId));
  const first = expectStatus<CredentialView>(await change(school, badge, 'revoke', 'First'), 200);
  await verdictBecomes(badge, 'invalid status=fail:revoked', 'valid');
  await eventually('all tasks to be done', async () => {
    const { waiting } = expectStatus<{ waiting: number }>(await api.operator.get('/v1/operator/outbox'), 200);
    return waiting === 0 ? true : undefined;
  });
  const { outbox_tasks: _, audit_entries: audit, ...rows } = await rowsOf(api.database);
  expect(expectStatus(await change(school, badge, 'revoke', 'Second'), 200)).toEqual(first);
  const { outbox_tasks: _after, audit_entries: auditAfter, ...rowsAfter } = await rowsOf(api.database);
  expect(rowsAfter).toEqual(rows);
  // Housekeeping gives entries their place meanwhile, but adds none.
  expect(auditAfter?.split(' ')[0]).toBe(audit?.split(' ')[0]);
});

test('409 E-22 a revocation is final: nothing lifts it and nothing replaces it', async () => {
  const badge = await issue(suspendable, reportBody(suspendableId));
  await changed(suspendable, badge, 'revoke');
  for (const verb of ['reinstate', 'suspend'] as const) {
    expectProblem(await change(suspendable, badge, verb), 'conflict', { code: 'revoked' });
  }
  await verdictBecomes(badge, 'invalid status=fail:revoked', 'valid');
});

test('200 E-22 a suspension is seen and can be lifted, any number of times', async () => {
  const badge = await issue(suspendable, reportBody(suspendableId));
  expect(valueAt(badge.document, '/credentialStatus')).toHaveLength(2);
  for (let round = 0; round < 2; round++) {
    expect((await changed(suspendable, badge, 'suspend')).status).toBe('suspended');
    await verdictBecomes(badge, 'invalid status=fail:suspended', 'valid');
    expect((await listOf(badge, '/credentialStatus/1')).isSet).toBe(true);
    expect((await listOf(badge, '/credentialStatus/0')).isSet).toBe(false);
    expect((await changed(suspendable, badge, 'reinstate')).status).toBe('active');
    await verdictBecomes(badge, 'valid', 'invalid status=fail:suspended');
  }
  expect((await changed(suspendable, badge, 'reinstate')).status).toBe('active');
});

test('200 a suspended badge can be revoked, and then is revoked and suspended for ever', async () => {
  const badge = await issue(suspendable, reportBody(suspendableId));
  await changed(suspendable, badge, 'suspend');
  await verdictBecomes(badge, 'invalid status=fail:suspended', 'valid');
  expect((await changed(suspendable, badge, 'revoke')).status).toBe('revoked');
  await verdictBecomes(badge, 'invalid status=fail:revoked', 'invalid status=fail:suspended');
  expectProblem(await change(suspendable, badge, 'reinstate'), 'conflict', { code: 'revoked' });
});

test('409 a badge that was signed with a revocation entry only cannot be suspended, and is told why', async () => {
  const badge = await issue(school, reportBody(achievementId));
  const { detail } = expectProblem(await change(school, badge, 'suspend'), 'conflict', { code: 'not_suspendable' });
  expect(detail).toContain('status purposes');
  expect((await changed(school, badge, 'reinstate')).status).toBe('active');
  expect(await verdictOn(api, badge.document)).toBe('valid');
});

test('400 a change of status needs its reason; 403 the scope and a registrar; 404 a credential', async () => {
  const badge = await issue(school, reportBody(achievementId));
  expectProblem(await school.key.post(`/v1/credentials/${badge.id}/revoke`, {}), 'validation-failed', {
    errors: ['/reason missing'],
  });
  expectProblem(await change({ ...school, key: school.approver }, badge, 'revoke'), 'forbidden', {
    code: 'role_missing',
  });
  expectProblem(await change(suspendable, badge, 'revoke'), 'not-found');
  expectProblem(await change(school, { id: randomIds.next('credential') }, 'revoke'), 'not-found');
  expect(await verdictOn(api, badge.document)).toBe('valid');
});

test('404 E-26 a list that is not there, or whose name is none', async () => {
  for (const id of [randomIds.next('statusList'), 'stl_1', 'x'.repeat(199)]) {
    expectProblem(await api.anonymous.get(`/status-lists/${id}`), 'not-found');
  }
});

test('200 a badge that came of a decision is revoked like any other, and the holder’s list of badges says so', async () => {
  const { id } = await award(school, achievementId);
  const badge = await credentialOf(school, id);
  await changed(school, badge, 'revoke');
  await verdictBecomes(badge, 'invalid status=fail:revoked', 'valid');
  const list = await school.key.get(`/v1/credentials?recipientId=${badge.recipientId}&status=revoked`);
  expect(expectStatus<{ items: CredentialView[] }>(list, 200).items.map((item) => item.id)).toEqual([badge.id]);
});
