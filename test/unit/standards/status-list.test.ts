// If this fails, a revoked badge could look good, or a list of a stranger could decide about ours.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import {
  decodeList,
  emptyBitstring,
  encodeList,
  getBit,
  minimumListSize,
  parseListIndex,
  bitstringWith,
  withBit,
} from '../../../src/standards/bitstring.ts';
import { statusCheck, statusListUrlsOf } from '../../../src/standards/checks/status.ts';
import type { LoadedStatusList } from '../../../src/standards/checks/status.ts';
import { documentChecks } from '../../../src/standards/checks/document-checks.ts';
import { contextsFor } from '../../../src/standards/data-integrity.ts';
import { statusListCredential, statusListEntry } from '../../../src/standards/status-list.ts';
import type { StatusPurpose } from '../../../src/standards/status-list.ts';
import { created, issuerDid, now, unsignedBadge } from './sample.ts';

const listUrl = 'https://badges.prairie.example/status-lists/list_1';
const index = 94567;

function list(
  changes: JsonObject = {},
  subject: JsonObject = {},
  bits = emptyBitstring(),
  purpose: StatusPurpose = 'revocation',
): JsonObject {
  const contexts = contextsFor('eddsa-rdfc-2022', 'status-list');
  const built = statusListCredential({
    id: listUrl,
    contexts,
    issuerId: issuerDid,
    statusPurpose: purpose,
    bits,
    validFrom: created,
    ttlMs: 300_000,
  });
  return { ...built, credentialSubject: { ...(built.credentialSubject as JsonObject), ...subject }, ...changes };
}

function read(
  credential: JsonObject | LoadedStatusList,
  entry: JsonValue = statusListEntry({ listUrl, index, statusPurpose: 'revocation' }),
  at = now,
): string {
  const loaded = 'ok' in credential ? (credential as LoadedStatusList) : ({ ok: true, credential } as const);
  const document = { ...unsignedBadge(), credentialStatus: entry };
  const result = statusCheck(document, new Map([[listUrl, loaded]]), { now: at });
  return `${result.outcome}:${result.code}`;
}

describe('bitstrings', () => {
  it('put entry 0 into the left-most bit and lose nothing on the way', () => {
    const bits = withBit(bitstringWith([9, minimumListSize - 1]), 0, true);
    expect([bits[0], bits[1], bits.at(-1)]).toEqual([0b1000_0000, 0b0100_0000, 0b0000_0001]);
    const decoded = decodeList(encodeList(bits));
    expect(decoded).toEqual({ ok: true, bits: Buffer.from(bits) });
    expect(getBit(bits, 9)).toBe(true);
    expect(getBit(withBit(bits, 9, false), 9)).toBe(false);
    expect(getBit(emptyBitstring(), 9)).toBe(false);
  });

  it('are encoded the same way every time, as multibase u over GZIP', () => {
    expect(encodeList(emptyBitstring())).toBe(encodeList(emptyBitstring()));
    expect(encodeList(emptyBitstring())).toMatch(/^uH4sI[A-Za-z0-9_-]+$/);
  });

  it('read the empty list of the standard: 100 KiB of zeros in GZIP is not needed, any GZIP will do', () => {
    const other = `u${gzipSync(new Uint8Array(minimumListSize / 8), { level: 1 }).toString('base64url')}`;
    expect(decodeList(other)).toMatchObject({ ok: true });
  });

  it('have no entries outside themselves and are never too short', () => {
    for (const position of [-1, 1.5, minimumListSize, Number.NaN]) {
      expect(() => getBit(emptyBitstring(), position)).toThrow('no entry');
      expect(() => withBit(emptyBitstring(), position, true)).toThrow('no entry');
    }
    expect(() => emptyBitstring(8)).toThrow('at least');
  });

  it('E-07 take an index as plain decimal digits only', () => {
    for (const text of ['-1', '1e3', '42abc', '042', '42.9', ' 42 ', '', '+1', '0x1', '9007199254740993', 42, null]) {
      expect(parseListIndex(text)).toBeUndefined();
    }
    expect([parseListIndex('0'), parseListIndex('131071')]).toEqual([0, 131071]);
  });

  it('E-10 stop inflating at the limit, however much is promised', () => {
    const bomb = `u${gzipSync(new Uint8Array(50_000_000)).toString('base64url')}`;
    expect(decodeList(bomb)).toEqual({ ok: false, code: 'list_too_large' });
    for (const text of [
      'u',
      'uAAAA',
      'zH4sI',
      encodeList(emptyBitstring()).slice(0, -20),
      `${encodeList(emptyBitstring())}=`,
    ]) {
      expect(decodeList(text)).toEqual({ ok: false, code: 'list_malformed' });
    }
  });
});

describe('reading a status', () => {
  it('passes while the bit is clear, and the list we build passes our own checks', async () => {
    expect(read(list())).toBe('pass:ok');
    expect((await documentChecks(list(), 'status-list')).map(({ outcome }) => outcome)).toEqual([
      'pass',
      'pass',
      'pass',
    ]);
    expect(statusListUrlsOf(unsignedBadge())).toEqual([{ url: listUrl, form: 'credential' }]);
  });

  it('E-01 E-02 fails when the bit is set', () => {
    const bits = withBit(emptyBitstring(), index, true);
    expect(read(list({}, {}, bits))).toBe('fail:revoked');
    const suspension = statusListEntry({ listUrl, index, statusPurpose: 'suspension' });
    expect(read(list({}, {}, bits, 'suspension'), suspension)).toBe('fail:suspended');
  });

  it('E-03 E-04 is unknown without a list, or with one that did not verify', () => {
    expect(read({ ok: false, code: 'retrieval' })).toBe('unknown:retrieval');
    expect(read({ ok: false, code: 'list_unverified' })).toBe('unknown:list_unverified');
    expect(statusCheck(unsignedBadge(), new Map(), { now })).toMatchObject({ outcome: 'unknown', code: 'retrieval' });
  });

  it('E-05 is unknown when another issuer publishes the list, unless its publisher is accepted', () => {
    const foreign = list({ issuer: 'did:web:other.example' });
    expect(read(foreign)).toBe('unknown:list_issuer_mismatch');
    const lists = new Map([[listUrl, { ok: true, credential: foreign } as const]]);
    const context = { now, listPublishers: [{ issuer: 'did:web:other.example' }] };
    expect(statusCheck(unsignedBadge(), lists, context)).toMatchObject({ outcome: 'pass' });
  });

  it('E-07 is unknown for an index that is not one', () => {
    for (const statusListIndex of ['-1', '1e3', '42abc', '042', '42.9', ' 42 ']) {
      const entry = { ...statusListEntry({ listUrl, index, statusPurpose: 'revocation' }), statusListIndex };
      expect(read(list(), entry)).toBe('unknown:bad_index');
    }
  });

  it('E-08 E-09 E-10 is unknown for a list that is too short, of another name, or too large', () => {
    expect(read(list({}, { encodedList: encodeList(new Uint8Array(1)) }))).toBe('unknown:list_too_short');
    expect(read(list({ id: 'https://elsewhere.example/list' }))).toBe('unknown:list_id_mismatch');
    const bomb = `u${gzipSync(new Uint8Array(50_000_000)).toString('base64url')}`;
    expect(read(list({}, { encodedList: bomb }))).toBe('unknown:list_too_large');
    expect(read(list({}, { encodedList: 'nonsense' }))).toBe('unknown:list_malformed');
  });

  it('E-13 is unknown for a list too old to be believed', () => {
    const later = (days: number): Date => new Date(now.getTime() + days * 24 * 3600 * 1000);
    const ageless = list({}, {});
    const { ttl: _ttl, ...subject } = ageless.credentialSubject as JsonObject;
    const plain = { ...ageless, credentialSubject: subject };
    expect(read(plain, undefined, later(6))).toBe('pass:ok');
    expect(read(plain, undefined, later(8))).toBe('unknown:stale');
    const until = { ...plain, validUntil: '2026-11-03T00:00:00Z' };
    expect(read(until, undefined, now)).toBe('pass:ok');
    expect(read(until, undefined, later(2))).toBe('unknown:stale');
    expect(read(list(), undefined, new Date(now.getTime() - 120_000))).toBe('unknown:list_not_yet_valid');
  });

  it('E-14 is unknown when one entry of several is not understood, and a set bit still fails', () => {
    const good = statusListEntry({ listUrl, index, statusPurpose: 'revocation' });
    const odd = { type: 'SomethingElse', id: 'https://other.example/list' };
    expect(read(list(), [good, odd])).toBe('unknown:unsupported_entry');
    expect(read(list({}, {}, withBit(emptyBitstring(), index, true)), [odd, good])).toBe('fail:revoked');
  });

  it('E-15 passes when the purposes of the list are several and include the one asked', () => {
    expect(read(list({}, { statusPurpose: ['suspension', 'revocation'] }))).toBe('pass:ok');
    expect(read(list({}, { statusPurpose: ['suspension'] }))).toBe('unknown:list_purpose_mismatch');
  });

  it('E-17 is unknown for several bits without their messages and for positions beyond the end', () => {
    const entry = statusListEntry({ listUrl, index, statusPurpose: 'revocation' });
    expect(read(list(), { ...entry, statusPurpose: 'message', statusSize: 2 })).toBe('unknown:unsupported_size');
    expect(read(list(), { ...entry, statusListIndex: String(minimumListSize) })).toBe('unknown:range_error');
    expect(read(list(), { ...entry, statusPurpose: 'applause' })).toBe('unknown:unsupported_purpose');
    expect(read(list(), { ...entry, statusPurpose: 'message' })).toBe('unknown:list_purpose_mismatch');
    expect(read(list(), { ...entry, id: listUrl })).toBe('unknown:bad_entry');
  });

  it('does not apply to a credential without entries', () => {
    const { credentialStatus: _status, ...without } = unsignedBadge();
    expect(statusCheck(without, new Map(), { now })).toMatchObject({ outcome: 'not_applicable', code: 'no_entry' });
  });
});
