// What a `credentialStatus` entry asks for: which list, which place in it, and what a value there means. Bitstring Status
// List 1.0 §2.1, its predecessor StatusList2021, and 1EdTech's Verifiable Credential Revocation List 1.0.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { parseListIndex } from './bitstring.ts';
import type { CheckCode } from './checks/check-codes.ts';

export type EntryPurpose = 'revocation' | 'suspension' | 'refresh' | 'message';

/** An entry that points at a place in a list of bits. */
export interface BitEntry {
  readonly form: 'credential';
  readonly family: 'bitstring' | '2021';
  readonly listUrl: string;
  readonly purpose: EntryPurpose;
  readonly index: number;
  /** Bits per entry. */
  readonly size: number;
  /** The issuer's words for each value. */
  readonly messages: ReadonlyMap<number, string>;
  /** Written so that only a value that is set can be relied on. */
  readonly doubts: readonly CheckCode<'status'>[];
}

/** An entry that points at a list of names. */
export interface NameEntry {
  readonly form: 'revocation-list';
  readonly listUrl: string;
}

export type StatusEntry = BitEntry | NameEntry;

export type EntryReading =
  | { readonly ok: true; readonly entry: StatusEntry }
  | { readonly ok: false; readonly code: CheckCode<'status'> };

const purposes: Readonly<Record<BitEntry['family'], readonly string[]>> = {
  bitstring: ['revocation', 'suspension', 'refresh', 'message'],
  '2021': ['revocation', 'suspension'],
};

/** Whether `type` is, or among others holds, the given one (VCDM 2.0 §4.5). */
export function hasType(object: JsonObject, type: string): boolean {
  return isJsonArray(object.type) ? object.type.includes(type) : object.type === type;
}

/** Reads an entry, or tells what keeps it from being understood before any list is read. */
export function readStatusEntry(entry: JsonValue): EntryReading {
  if (!isJsonObject(entry) || entry.type === undefined) return problem('bad_entry');
  if (hasType(entry, 'BitstringStatusListEntry')) return readBitEntry(entry, 'bitstring');
  if (hasType(entry, 'StatusList2021Entry')) return readBitEntry(entry, '2021');
  if (!hasType(entry, '1EdTechRevocationList')) return problem('unsupported_entry');
  return isUrl(entry.id) ? { ok: true, entry: { form: 'revocation-list', listUrl: entry.id } } : problem('bad_entry');
}

function problem(code: CheckCode<'status'>): EntryReading {
  return { ok: false, code };
}

function isUrl(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && URL.canParse(value);
}

function readBitEntry(entry: JsonObject, family: BitEntry['family']): EntryReading {
  const { statusListCredential: listUrl, statusPurpose, statusListIndex, statusSize = 1 } = entry;
  if (!isUrl(listUrl) || entry.id === listUrl) return problem('bad_entry');
  if (typeof statusPurpose !== 'string' || !purposes[family].includes(statusPurpose)) {
    return problem('unsupported_purpose');
  }
  const purpose = statusPurpose as EntryPurpose;
  if (!isSize(statusSize) || (family === '2021' && statusSize !== 1)) return problem('unsupported_size');
  const messages = readMessages(entry.statusMessage, statusSize);
  if (messages === undefined) return problem('unsupported_size');

  const doubts: CheckCode<'status'>[] = [];
  // What several bits of revocation say is not told by the standard; only that zero is the good value.
  if (statusSize > 1 && purpose !== 'message') doubts.push('unsupported_size');
  let index = parseListIndex(statusListIndex);
  // A JSON number is not what the standard asks for, yet it names one place: enough to condemn, not enough to clear.
  if (index === undefined && typeof statusListIndex === 'number') {
    index = parseListIndex(String(statusListIndex));
    doubts.push('bad_index');
  }
  if (index === undefined) return problem('bad_index');
  return {
    ok: true,
    entry: { form: 'credential', family, listUrl, purpose, index, size: statusSize, messages, doubts },
  };
}

function isSize(value: JsonValue): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 8;
}

/** `statusMessage`: one message for each of the 2^size values, demanded for more than one bit; undefined when it is not that. */
function readMessages(list: JsonValue | undefined, size: number): ReadonlyMap<number, string> | undefined {
  const messages = new Map<number, string>();
  if (list === undefined) return size === 1 ? messages : undefined;
  const count = 2 ** size;
  if (!isJsonArray(list) || list.length !== count) return undefined;
  for (const item of list) {
    const { status, message } = isJsonObject(item) ? item : {};
    if (typeof status !== 'string' || !/^0x[0-9a-f]{1,2}$/i.test(status)) return undefined;
    if (typeof message !== 'string' || Number(status) >= count) return undefined;
    messages.set(Number(status), message);
  }
  return messages.size === count ? messages : undefined;
}
