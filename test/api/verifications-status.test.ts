// If this fails, a revoked badge is shown as good, or a list that proves nothing is believed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statusLists } from '../../src/credentials/status/status-list-table.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { bitstringWith, encodeList, minimumListSize } from '../../src/standards/bitstring.ts';
import { contextsFor } from '../../src/standards/data-integrity.ts';
import { statusListCredential } from '../../src/standards/status-list.ts';
import { foreignBadge, foreignIssuer, signForeign, verifiedAt } from '../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../setup/foreign-badges.ts';
import { withValue } from '../setup/pointer.ts';
import { openTestApp, testOrigin } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { verdictOn } from '../setup/verdicts.ts';

let api: TestApp;
let issuer: ForeignIssuer;
beforeAll(async () => {
  api = await openTestApp({ clock: { now: () => verifiedAt } });
  issuer = await foreignIssuer('elsewhere');
});
afterAll(() => api.close());

const INDEX = 94_567;

interface ListOptions {
  readonly set?: readonly number[];
  readonly signer?: ForeignIssuer;
  readonly issuerId?: string;
  readonly purpose?: 'revocation' | 'suspension';
  readonly validFrom?: string;
  /** Without a word about how long it may be kept. */
  readonly ttl?: false;
  /** Done before signing. */
  readonly unsigned?: (list: JsonObject) => JsonObject;
  /** Done after signing. */
  readonly signed?: (list: JsonObject) => JsonObject;
}

/** A list of the issuer elsewhere, stored where this deployment serves lists, so that it can be read without a network. */
async function storedList(options: ListOptions = {}): Promise<string> {
  const { set = [], signer = issuer, unsigned = (list) => list, signed = (list) => list } = options;
  const id = randomIds.next('statusList');
  const url = `${testOrigin}/status-lists/${id}`;
  const list = statusListCredential({
    id: url,
    contexts: contextsFor('eddsa-rdfc-2022', 'status-list'),
    issuerId: options.issuerId ?? signer.did,
    statusPurpose: options.purpose ?? 'revocation',
    bits: bitstringWith([...set], minimumListSize),
    validFrom: options.validFrom ?? '2026-11-25T13:00:00Z',
    ...(options.ttl !== false && { ttlMs: 300_000 }),
  });
  const document = signed(await signForeign(unsigned(list), signer));
  await api.database.write(deployment, async ({ db }) => {
    await db.insert(statusLists).values({
      id,
      institutionId: 'inst_elsewhere',
      issuerId: id,
      purpose: 'revocation',
      origin: testOrigin,
      size: minimumListSize,
      state: 'full',
      wantedVersion: 1,
      publishedVersion: 1,
      signedDocument: JSON.stringify(document),
      signedSha256: '0'.repeat(64),
      createdAt: verifiedAt,
      publishedAt: verifiedAt,
    });
  });
  return url;
}

const entry = (listUrl: string, more: object = {}): JsonObject => ({
  id: `${listUrl}#${INDEX}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: String(INDEX),
  statusListCredential: listUrl,
  ...more,
});
const badgeWith = (...entries: JsonValue[]): Promise<JsonObject> =>
  foreignBadge(issuer, { credentialStatus: entries.length === 1 ? (entries[0] ?? null) : entries });
const verdictWith = async (options: ListOptions, more: object = {}): Promise<string> =>
  verdictOn(api, await badgeWith(entry(await storedList(options), more)));

describe('a badge elsewhere with a list', () => {
  const unknown = (code: string): string => `indeterminate status=unknown:${code}`;
  const encodedList =
    (bytes: number): ((list: JsonObject) => JsonObject) =>
    (list) =>
      withValue(list, '/credentialSubject/encodedList', encodeList(new Uint8Array(bytes)));

  test.each<[string, ListOptions, string]>([
    ['where its bit is clear', { set: [INDEX - 1, INDEX + 1, 0, minimumListSize - 1] }, 'valid'],
    ['E-01 where its bit is set', { set: [INDEX] }, 'invalid status=fail:revoked'],
    [
      'E-04 whose signature is bad',
      { signed: (list) => withValue(list, '/validFrom', '2026-11-25T13:00:01Z') },
      unknown('list_unverified'),
    ],
    [
      'E-04 without a signature',
      { signed: (list) => withValue(list, '/proof', undefined) },
      unknown('list_unverified'),
    ],
    ['E-08 of eight entries', { unsigned: encodedList(1) }, unknown('list_too_short')],
    ['E-08 one byte too short', { unsigned: encodedList(minimumListSize / 8 - 1) }, unknown('list_too_short')],
    [
      'E-09 of another name',
      { unsigned: (list) => withValue(list, '/id', `${testOrigin}/status-lists/other`) },
      unknown('list_id_mismatch'),
    ],
    ['E-10 that inflates without end', { unsigned: encodedList(32 * 1_048_576) }, unknown('list_too_large')],
    [
      'E-13 of a month ago without a word about its age',
      { validFrom: '2026-10-25T13:00:00Z', ttl: false },
      unknown('stale'),
    ],
    ['E-13 that is over', { unsigned: (list) => ({ ...list, validUntil: '2026-11-25T13:05:00Z' }) }, unknown('stale')],
    ['from tomorrow', { validFrom: '2026-11-26T13:00:00Z' }, unknown('list_not_yet_valid')],
    [
      'E-15 of several purposes',
      { unsigned: (list) => withValue(list, '/credentialSubject/statusPurpose', ['suspension', 'revocation']) },
      'valid',
    ],
    ['of another purpose', { purpose: 'suspension' }, unknown('list_purpose_mismatch')],
    [
      'that is no list',
      { unsigned: (list) => withValue(list, '/credentialSubject/encodedList', 'u!!') },
      unknown('list_malformed'),
    ],
    ['that holds a key nobody knows', { signed: (list) => ({ ...list, 'a:b': 1 }) }, unknown('list_malformed')],
  ])('200 %s', async (_what, options, expected) => {
    expect(await verdictWith(options)).toBe(expected);
  });

  test('200 E-02 of suspension, where its bit is set', async () => {
    const suspended = await verdictWith({ set: [INDEX], purpose: 'suspension' }, { statusPurpose: 'suspension' });
    expect(suspended).toBe('invalid status=fail:suspended');
  });

  test('200 E-05 of another issuer, or signed by another key than its issuer’s', async () => {
    const other = await foreignIssuer('another');
    expect(await verdictWith({ signer: other })).toBe(unknown('list_issuer_mismatch'));
    expect(await verdictWith({ signer: other, set: [INDEX] })).toBe(unknown('list_issuer_mismatch'));
    expect(await verdictWith({ signer: other, issuerId: issuer.did })).toBe(unknown('list_unverified'));
  });

  test('200 E-03 that cannot be had', async () => {
    for (const url of [
      'https://lists.elsewhere.example/1',
      `${testOrigin}/status-lists/${randomIds.next('statusList')}`,
      `${testOrigin}/credentials/${randomIds.next('credential')}`,
      'http://169.254.169.254/latest',
    ]) {
      expect(await verdictOn(api, await badgeWith(entry(url)))).toBe(unknown('retrieval'));
    }
  });

  test.each(['-1', '1e3', '42abc', '042', '42.9', ' 42 ', '', '0x10', '٤٢'])(
    '200 E-07 at a place written %j',
    async (index) => {
      expect(await verdictWith({}, { statusListIndex: index })).toBe(unknown('bad_index'));
    },
  );

  test('200 E-17 at a place beyond its end, or of several bits', async () => {
    expect(await verdictWith({}, { statusListIndex: String(minimumListSize) })).toBe(unknown('range_error'));
    expect(await verdictWith({}, { statusListIndex: String(minimumListSize - 1) })).toBe('valid');
    expect(await verdictWith({}, { statusPurpose: 'message' })).toBe(unknown('list_purpose_mismatch'));
    expect(await verdictWith({}, { statusSize: '2' })).toBe(unknown('unsupported_size'));
  });

  test('200 E-14 all of several entries count: one unknown makes it unknown, one that is set makes it invalid', async () => {
    const [clear, set] = [await storedList(), await storedList({ set: [INDEX] })];
    const gone = 'https://lists.elsewhere.example/1';
    const verdicts: [string, string, string][] = [
      [clear, clear, 'valid'],
      [clear, gone, unknown('retrieval')],
      [gone, clear, unknown('retrieval')],
      [gone, set, 'invalid status=fail:revoked'],
      [set, clear, 'invalid status=fail:revoked'],
      [clear, set, 'invalid status=fail:revoked'],
    ];
    for (const [first, second, expected] of verdicts) {
      const badge = await badgeWith(entry(first), entry(second, { id: `${second}#second` }));
      expect(await verdictOn(api, badge)).toBe(expected);
    }
  });

  test('200 whose entry is the list itself, or more entries than anyone needs', async () => {
    const url = await storedList();
    expect(await verdictOn(api, await badgeWith(entry(url, { id: url })))).toBe(unknown('bad_entry'));
    const many = Array.from({ length: 9 }, (_, n) => entry(url, { id: `${url}#${n}` }));
    expect(await verdictOn(api, await badgeWith(...many))).toBe('invalid structure=fail:too_many_status_entries');
  });
});
