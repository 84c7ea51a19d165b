// If this fails, a day with many revocations is a day with as many signatures, or some of them get lost on the way.
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { deployment } from '../../src/platform/db/scope.ts';
import { decodeList, getBit } from '../../src/standards/bitstring.ts';
import { issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential } from '../setup/earning.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { textAt, valueAt } from '../setup/pointer.ts';
import { openTestApp } from '../setup/test-app.ts';
import { verdictOn } from '../setup/verdicts.ts';

const api = await openTestApp();
afterAll(() => api.close());

test('200 changes that wait together are shown by one signature, all of them and no others', async () => {
  const school = await makeSchool(api);
  const { id } = await publishAchievement(school);
  const badges: IssuedCredential[] = [];
  for (let n = 0; n < 12; n++) badges.push(await issue(school, reportBody(id)));
  const signings = async (): Promise<number> => {
    const list = await school.key.get('/v1/audit-entries?event=status-list.published&limit=100');
    return expectStatus<{ items: object[] }>(list, 200).items.length;
  };
  const before = await signings();
  const revoked = badges.slice(4);
  for (const badge of revoked) {
    expectStatus(await school.key.post(`/v1/credentials/${badge.id}/revoke`, { reason: 'All of them' }), 200);
  }
  // Nothing works on what waits yet.
  expect(await verdictOn(api, revoked[0]?.document ?? {})).toBe('valid');
  expect(await signings()).toBe(before);
  await api.app.startWorker();
  await eventually('everything to be done', async () => {
    const { waiting } = expectStatus<{ waiting: number }>(await api.operator.get('/v1/operator/outbox'), 200);
    return waiting === 0 ? true : undefined;
  });
  expect(await signings()).toBe(before + 1);
  const entries = badges.map(({ document }) => ({
    list: textAt(document, '/credentialStatus/statusListCredential'),
    index: Number(valueAt(document, '/credentialStatus/statusListIndex')),
  }));
  expect(new Set(entries.map(({ list }) => list)).size).toBe(1);
  expect(new Set(entries.map(({ index }) => index)).size).toBe(12);
  const list = await api.anonymous.get(new URL(entries[0]?.list ?? '').pathname);
  const decoded = decodeList(textAt(expectStatus(list, 200), '/credentialSubject/encodedList'));
  if (!decoded.ok) throw new Error(`The list cannot be read: ${decoded.code}.`);
  expect(decoded.bits.length * 8).toBe(131_072);
  const set = Array.from({ length: 131_072 }, (_, index) => index).filter((index) => getBit(decoded.bits, index));
  const expected = entries.slice(4).map(({ index }) => index);
  expect(set).toEqual(expected.toSorted((a, b) => a - b));
  expect(await verdictOn(api, revoked.at(-1)?.document ?? {})).toBe('invalid status=fail:revoked');
});

test('201 E-24 when a list is full the next badge is on a new one; the full one is served on, and no place is used twice', async () => {
  const school = await makeSchool(api, {}, 'Another one');
  const { id } = await publishAchievement(school);
  const first = await issue(school, reportBody(id));
  const url = textAt(first.document, '/credentialStatus/statusListCredential');
  const listId = url.split('/').at(-1) ?? '';
  const index = Number(textAt(first.document, '/credentialStatus/statusListIndex'));
  await api.database.write(deployment, async ({ db }) => {
    await db.execute(sql`insert into status_list_entries (list_id, index, credential_id, institution_id, purpose, value, changed_at)
      select ${listId}, n, 'cred_' || n, 'inst_x', 'revocation', false, now() from generate_series(0, 131071) n where n <> ${index}`);
  });
  const next = await issue(school, reportBody(id));
  const nextUrl = textAt(next.document, '/credentialStatus/statusListCredential');
  expect(nextUrl).not.toBe(url);
  for (const badge of [first, next]) expect(await verdictOn(api, badge.document)).toBe('valid');
  expectStatus(await school.key.post(`/v1/credentials/${first.id}/revoke`, { reason: 'In the full one' }), 200);
  await eventually('the full list to say so', async () => {
    const found = await verdictOn(api, first.document);
    return found === 'invalid status=fail:revoked' ? true : undefined;
  });
  expect(await verdictOn(api, next.document)).toBe('valid');
});
