// If this fails, a status entry other than the plain one is misread: a badge that was revoked looks good, a mere message
// condemns a badge, or a list that proves nothing clears one.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/kernel/json.ts';
import { encodeList, getValue, minimumListSize } from '../../../../src/standards/bitstring.ts';
import { judgeStatus, statusCheck, statusListUrlsOf } from '../../../../src/standards/checks/status.ts';
import type { LoadedStatusList } from '../../../../src/standards/checks/status.ts';
import type { StatusRules } from '../../../../src/standards/read-bit-list.ts';
import { newerList } from '../../../../src/standards/status-list.ts';
import { textAt } from '../../../setup/pointer.ts';

const now = new Date('2026-11-25T12:00:00Z');
const issuer = 'did:web:uni.example:issuers:1';
const listUrl = 'https://uni.example/lists/1';
const credentialId = 'urn:uuid:6c0a1a9e-0a44-4f5c-8f4e-1a0b4e4d6c11';

interface ListChanges {
  readonly root?: JsonObject;
  readonly subject?: JsonObject;
  /** Bytes by their place; all others are zero. */
  readonly bytes?: Readonly<Record<number, number>>;
  readonly entries?: number;
}

function bytesOf({ bytes = {}, entries = minimumListSize }: ListChanges): Uint8Array {
  const bits = new Uint8Array(entries / 8);
  for (const [place, value] of Object.entries(bytes)) bits[Number(place)] = value;
  return bits;
}

function bitstringList(changes: ListChanges = {}): JsonObject {
  return {
    id: listUrl,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: '2026-11-25T11:00:00Z',
    credentialSubject: {
      type: 'BitstringStatusList',
      statusPurpose: ['revocation', 'suspension', 'refresh', 'message'],
      encodedList: encodeList(bytesOf(changes)),
      ...changes.subject,
    },
    ...changes.root,
  };
}

const bitEntry = (changes: JsonObject = {}): JsonObject => ({
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '8',
  statusListCredential: listUrl,
  ...changes,
});

function judge(credentialStatus: JsonValue, list: LoadedStatusList, rules: Partial<StatusRules> = {}) {
  return judgeStatus({ id: credentialId, issuer, credentialStatus }, new Map([[listUrl, list]]), { now, ...rules });
}
function verdict(entry: JsonValue, list: JsonObject = bitstringList(), rules: Partial<StatusRules> = {}): string {
  const { result } = judge(entry, { ok: true, credential: list }, rules);
  return `${result.outcome}:${result.code}`;
}

const messages = ['0x0', '0x1', '0x2', '0x3'].map((status) => ({ status, message: `state ${status}` }));
/** Eight entries of its place in the list are set to one. */
const set = { bytes: { 1: 0xff } };

describe('entries of purposes that only inform', () => {
  it('E-17 pass whatever their value, which is told with the words of the issuer', () => {
    const entry = bitEntry({ statusPurpose: 'message', statusSize: 2, statusMessage: messages, statusListIndex: '5' });
    // Entry 5 of two bits: bits 10 and 11, in the second byte.
    const list = bitstringList({ bytes: { 1: 0b0010_0000 }, entries: 2 * minimumListSize });
    const { result, notes, warnings } = judge(entry, {
      ok: true,
      credential: list,
      ageSeconds: 12,
      source: 'uni.example',
    });
    const detail = {
      list: listUrl,
      index: '5',
      purpose: 'message',
      listValidFrom: '2026-11-25T11:00:00Z',
      ageSeconds: 12,
      source: 'uni.example',
      value: 2,
      message: 'state 0x2',
    };
    expect(result).toEqual({ check: 'status', outcome: 'pass', code: 'ok', detail });
    expect(notes).toEqual([{ code: 'message', pointer: '/credentialStatus', detail }]);
    expect(warnings).toEqual(['status:message']);
  });

  it('tell of a newer version only where the bit is set', () => {
    const refresh = bitEntry({ statusPurpose: 'refresh' });
    const newer = judge(refresh, { ok: true, credential: bitstringList(set) });
    expect([newer.result.outcome, newer.warnings]).toEqual(['pass', ['status:refresh_available']]);
    expect(judge(refresh, { ok: true, credential: bitstringList() })).toMatchObject({ warnings: [], notes: [] });
  });

  it('inform beside an entry that decides, and do not soften it', () => {
    const both = judge([bitEntry({ statusPurpose: 'refresh' }), bitEntry()], {
      ok: true,
      credential: bitstringList(set),
    });
    expect(both.result).toMatchObject({ outcome: 'fail', code: 'revoked', pointer: '/credentialStatus/1' });
    expect(both.warnings).toEqual(['status:refresh_available']);
  });

  it('are unknown from a list that cannot be relied on', () => {
    expect(
      verdict(bitEntry({ statusPurpose: 'message' }), bitstringList({ ...set, root: { issuer: 'did:web:x.example' } })),
    ).toBe('unknown:list_issuer_mismatch');
  });
});

describe('entries of several bits', () => {
  it('E-17 are unknown without exactly one message for each value', () => {
    const wrong: JsonValue[] = [
      messages.slice(1),
      [...messages, { status: '0x4', message: 'one too many' }],
      [...messages.slice(1), { status: '0x3', message: 'twice' }],
      [...messages.slice(1), { status: '0', message: 'not hexadecimal' }],
      [...messages.slice(1), { status: '0x0' }],
      'a text',
    ];
    for (const statusMessage of wrong) {
      expect(verdict(bitEntry({ statusPurpose: 'message', statusSize: 2, statusMessage }))).toBe(
        'unknown:unsupported_size',
      );
    }
    for (const statusSize of [0, 9, 1.5, -1, '1', null]) {
      expect(verdict(bitEntry({ statusSize }))).toBe('unknown:unsupported_size');
    }
  });

  it('E-17 of revocation are never clear, and any bit of them revokes', () => {
    const entry = bitEntry({ statusSize: 2, statusMessage: messages, statusListIndex: '4' });
    expect(verdict(entry)).toBe('unknown:unsupported_size');
    expect(verdict(entry, bitstringList({ bytes: { 1: 0b0100_0000 } }))).toBe('fail:revoked');
  });

  it('E-17 are unknown where index times size goes beyond the end', () => {
    const at = (index: number): string =>
      verdict(
        bitEntry({ statusPurpose: 'message', statusSize: 2, statusMessage: messages, statusListIndex: String(index) }),
        bitstringList({ entries: 2 * minimumListSize }),
      );
    expect([at(minimumListSize - 1), at(minimumListSize)]).toEqual(['pass:ok', 'unknown:range_error']);
    const half = bitEntry({ statusPurpose: 'message', statusSize: 2, statusMessage: messages });
    expect(verdict({ ...half, statusListIndex: String(minimumListSize / 2) })).toBe('unknown:range_error');
    expect(verdict(half)).toBe('unknown:list_too_short');
  });

  it('have their left-most bit count most', () => {
    expect([1, 2, 3, 8].map((size) => getValue(Uint8Array.of(0b1011_0001), 0, size))).toEqual([1, 2, 5, 0b1011_0001]);
    expect(getValue(Uint8Array.of(0, 0b0000_0001, 0b1000_0000), 5, 3)).toBe(0b110);
    expect(() => getValue(Uint8Array.of(0), 2, 3)).toThrow('no entry');
  });
});

describe('a list with a defect', () => {
  const defects: [string, string, ListChanges, JsonObject, string][] = [
    ['E-07', 'an index that is a number', {}, { statusListIndex: 8 }, 'bad_index'],
    ['E-08', 'eighty entries', { entries: 80 }, {}, 'list_too_short'],
    ['E-09', 'another name', { root: { id: `${listUrl}/` } }, {}, 'list_id_mismatch'],
    ['E-13', 'an age of a month', { root: { validFrom: '2026-10-25T11:00:00Z' } }, {}, 'stale'],
    ['E-13', 'its end behind it', { root: { validUntil: '2026-11-25T11:30:00Z' } }, {}, 'stale'],
  ];
  it.each(defects)('%s %s clears nobody, and hides no revocation', (_id, _what, changes, entry, code) => {
    expect(verdict(bitEntry(entry), bitstringList(changes))).toBe(`unknown:${code}`);
    expect(verdict(bitEntry(entry), bitstringList({ ...changes, ...set }))).toBe('fail:revoked');
  });

  it('E-13 by its age leaves a suspension unknown, because it may have been lifted', () => {
    const old = bitstringList({ ...set, root: { validFrom: '2026-10-25T11:00:00Z' } });
    expect(verdict(bitEntry({ statusPurpose: 'suspension' }), old)).toBe('unknown:stale');
    expect(verdict(bitEntry({ statusPurpose: 'suspension' }), bitstringList(set))).toBe('fail:suspended');
  });

  it('E-05 of another issuer is unknown both ways, unless the operator accepts its publisher', () => {
    const root = { issuer: 'did:web:other.example' };
    const [clear, revoked] = [bitstringList({ root }), bitstringList({ root, ...set })];
    expect([verdict(bitEntry(), clear), verdict(bitEntry(), revoked)]).toEqual([
      'unknown:list_issuer_mismatch',
      'unknown:list_issuer_mismatch',
    ]);
    const accepted = { listPublishers: [{ issuer: 'did:web:other.example' }] };
    expect([verdict(bitEntry(), clear, accepted), verdict(bitEntry(), revoked, accepted)]).toEqual([
      'pass:ok',
      'fail:revoked',
    ]);
  });

  it('in the future or without readable dates says nothing, whatever its bits', () => {
    for (const [validFrom, code] of [
      ['2026-11-26T11:00:00Z', 'list_not_yet_valid'],
      ['yesterday', 'list_malformed'],
    ] as const) {
      expect(verdict(bitEntry(), bitstringList({ ...set, root: { validFrom } }))).toBe(`unknown:${code}`);
    }
  });

  it('that is something else fails where the issuer signed it, and is unknown where somebody else did', () => {
    const type = ['VerifiableCredential'];
    expect(verdict(bitEntry(), bitstringList({ root: { type } }))).toBe('fail:not_a_status_list');
    expect(verdict(bitEntry(), bitstringList({ root: { type, issuer: 'did:web:x.example' } }))).toBe(
      'unknown:list_issuer_mismatch',
    );
    expect(verdict(bitEntry(), bitstringList({ subject: { type: 'Other' } }))).toBe('unknown:list_malformed');
  });

  it('E-10 that would inflate to 300 MB is read no further than 4 MiB', () => {
    const encodedList = `u${gzipSync(new Uint8Array(300_000_000)).toString('base64url')}`;
    expect(encodedList.length).toBeLessThan(400_000);
    const list = bitstringList({ subject: { encodedList } });
    expect(verdict(bitEntry(), list)).toBe('unknown:list_too_large');
    expect(verdict(bitEntry(), bitstringList({ subject: { encodedList: 'u'.repeat(2_100_000) } }))).toBe(
      'unknown:list_too_large',
    );
    const entries = 4 * 1024 * 1024 * 8;
    expect(verdict(bitEntry(), bitstringList({ entries }))).toBe('pass:ok');
    expect(verdict(bitEntry(), bitstringList({ entries: entries + 8 }))).toBe('unknown:list_too_large');
  });
});

describe('StatusList2021', () => {
  const entry = bitEntry({ type: 'StatusList2021Entry' });
  const list = (changes: ListChanges, encoding: 'base64' | 'base64url' = 'base64url'): JsonObject => ({
    id: listUrl,
    type: ['VerifiableCredential', 'StatusList2021Credential'],
    issuer: { id: issuer },
    issuanceDate: '2026-11-25T11:00:00Z',
    credentialSubject: {
      type: 'StatusList2021',
      statusPurpose: 'revocation',
      encodedList: gzipSync(bytesOf(changes)).toString(encoding),
    },
    ...changes.root,
  });

  it('is read in either alphabet, without a multibase prefix', () => {
    for (const encoding of ['base64', 'base64url'] as const) {
      expect(verdict(entry, list({}, encoding))).toBe('pass:ok');
      expect(verdict(entry, list({ bytes: { 1: 0x80, 7: 0xff, 900: 0x3e } }, encoding))).toBe('fail:revoked');
    }
  });

  it('knows two purposes and no sizes, and its dates are those of the data model 1.1', () => {
    expect(verdict({ ...entry, statusPurpose: 'message' })).toBe('unknown:unsupported_purpose');
    expect(verdict({ ...entry, statusSize: 2, statusMessage: messages })).toBe('unknown:unsupported_size');
    expect(verdict(entry, list({ root: { issuanceDate: '2026-11-26T11:00:00Z' } }))).toBe('unknown:list_not_yet_valid');
    expect(verdict(entry, list({ root: { expirationDate: '2026-11-25T11:30:00Z' } }))).toBe('unknown:stale');
  });

  it('is not mixed up with its successor', () => {
    expect(verdict(entry, bitstringList(set))).toBe('unknown:list_malformed');
    expect(verdict(bitEntry(), list(set))).toBe('unknown:list_malformed');
  });
});

describe('1EdTech revocation lists', () => {
  const entry = { type: '1EdTechRevocationList', id: listUrl };
  const plain = (revokedCredential: JsonValue, changes: JsonObject = {}): JsonObject => ({
    id: listUrl,
    issuer,
    revokedCredential,
    ...changes,
  });
  function named(revocationList: JsonObject, document: JsonObject = {}, source?: string): string {
    const list = { ok: true, revocationList, ...(source !== undefined && { source }) } as const;
    const url = textAt({ credentialStatus: entry, ...document }, '/credentialStatus/id');
    const { outcome, code } = statusCheck(
      { id: credentialId, issuer, credentialStatus: entry, ...document },
      new Map([[url, list]]),
      { now },
    );
    return `${outcome}:${code}`;
  }

  it('E-16 fail what they name, and nothing that they name as not revoked', () => {
    const other = { id: 'urn:uuid:other', revoked: true };
    expect(named(plain([other, { id: credentialId, revocationReason: 'Error' }]))).toBe('fail:revoked');
    expect(named(plain([{ id: credentialId, revoked: true }, other]))).toBe('fail:revoked');
    expect(named(plain({ id: credentialId }))).toBe('fail:revoked');
    expect(named(plain([{ id: credentialId, revoked: false }]))).toBe('pass:ok');
    expect(named(plain([other]))).toBe('pass:ok');
    expect(named(plain([]))).toBe('pass:ok');
  });

  it('E-16 that nobody vouches for can revoke but not clear', () => {
    const issuers: [string, string, string][] = [
      [issuer, 'https://uni.example/lists/1', 'pass:ok'],
      ['https://uni.example/issuers/1', 'https://uni.example/lists/1', 'pass:ok'],
      ['did:web:uni.example%3A8443', 'https://uni.example:8443/lists/1', 'pass:ok'],
      [issuer, 'https://uni.example:8443/lists/1', 'unknown:list_unverified'],
      [issuer, 'http://uni.example/lists/1', 'unknown:list_unverified'],
      [issuer, 'https://lists.uni.example/1', 'unknown:list_unverified'],
      [issuer, 'https://uni.example.evil.example/1', 'unknown:list_unverified'],
      [
        'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
        'https://uni.example/lists/1',
        'unknown:list_unverified',
      ],
    ];
    for (const [issuerId, url, expected] of issuers) {
      const document = { issuer: { id: issuerId }, credentialStatus: { ...entry, id: url } };
      expect(named(plain([], { id: url, issuer: issuerId }), document), url).toBe(expected);
      expect(named(plain([{ id: credentialId }], { id: url, issuer: issuerId }), document), url).toBe('fail:revoked');
      expect(named(plain([], { id: url, issuer: issuerId }), document, 'own'), url).toBe('pass:ok');
    }
  });

  it('are unknown when another issuer made them, or when they cannot be read to the end', () => {
    expect(named(plain([{ id: credentialId }], { issuer: 'did:web:x.example' }))).toBe('unknown:list_issuer_mismatch');
    expect(named(plain([{ name: 'no id' }]))).toBe('unknown:list_malformed');
    expect(named(plain([{ id: credentialId, revoked: 'no' }]))).toBe('unknown:list_malformed');
    expect(named(plain([], { id: 'https://uni.example/lists/2' }))).toBe('unknown:list_id_mismatch');
    expect(named({ id: listUrl, issuer })).toBe('unknown:list_malformed');
    expect(named({ id: listUrl, revokedCredential: [] })).toBe('unknown:list_malformed');
    expect(judge(entry, { ok: true, credential: bitstringList() }).result.code).toBe('list_malformed');
    expect(judge(bitEntry(), { ok: true, revocationList: plain([]) }).result.code).toBe('list_malformed');
  });
});

describe('entries and addresses', () => {
  it('E-14 of other kinds are unknown, also beside a good one', () => {
    const old = {
      id: 'https://pharma.example/status/3#94567',
      type: 'RevocationList2020Status',
      revocationListIndex: '94567',
      revocationListCredential: 'https://pharma.example/status/3',
    };
    expect(verdict([bitEntry(), old])).toBe('unknown:unsupported_entry');
    expect(verdict(old)).toBe('unknown:unsupported_entry');
  });

  it('that are no entries are unknown', () => {
    for (const entry of [{ id: listUrl }, listUrl, {}, null, [[]], { type: '1EdTechRevocationList' }]) {
      expect(verdict(entry as JsonValue)).toBe('unknown:bad_entry');
    }
    expect(verdict(bitEntry({ statusListCredential: 'no-url' }))).toBe('unknown:bad_entry');
    expect(verdict(bitEntry({ id: listUrl }))).toBe('unknown:bad_entry');
  });

  it('E-15 name each list once, with what is expected there', () => {
    const credentialStatus = [
      bitEntry(),
      bitEntry({ statusPurpose: 'suspension', type: ['BitstringStatusListEntry', 'Other'] }),
      bitEntry({ type: 'StatusList2021Entry', statusListCredential: 'https://uni.example/lists/2' }),
      { type: '1EdTechRevocationList', id: 'https://uni.example/lists/3' },
      bitEntry({ statusListIndex: '1e3', statusListCredential: 'https://uni.example/lists/4' }),
    ];
    expect(statusListUrlsOf({ credentialStatus })).toEqual([
      { url: listUrl, form: 'credential' },
      { url: 'https://uni.example/lists/2', form: 'credential' },
      { url: 'https://uni.example/lists/3', form: 'revocation-list' },
    ]);
    expect(statusListUrlsOf({})).toEqual([]);
  });
});

describe('the memory of lists', () => {
  it('takes a newer list or the same one, and never an older one or one without a date', () => {
    const previous = { validFrom: '2026-11-25T11:00:00Z' };
    expect(newerList(undefined, {})).toBeUndefined();
    expect(newerList(previous, { validFrom: '2026-11-25T12:00:00+01:00' })).toBeUndefined();
    expect(newerList(previous, { issuanceDate: '2026-11-25T11:00:01Z' })).toBeUndefined();
    expect(newerList(previous, { validFrom: '2026-11-25T10:59:59Z' })).toBe('rolled_back');
    expect(newerList(previous, {})).toBe('rolled_back');
    const { result } = judge(bitEntry(), { ok: false, code: 'rolled_back' });
    expect(result).toMatchObject({ outcome: 'unknown', code: 'rolled_back', detail: { list: listUrl } });
  });
});
