// Status list credentials and the entries that point at them: W3C Bitstring Status List 1.0 §2.1, §2.2, §3.2.
// Building is for our own lists; reading is as strict with ours as with those of others.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { decodeList, encodeList, getBit, minimumListSize, parseListIndex } from './bitstring.ts';
import type { CheckCode } from './checks/check-codes.ts';
import { issuerIdOf } from './checks/issuer-key.ts';
import { parseDateTimeStamp } from './date-time.ts';
import type { BitstringStatusListEntry } from './open-badge.ts';

/** Revocation is for ever, suspension can be lifted. */
export type StatusPurpose = 'revocation' | 'suspension';

export interface StatusListCredentialInput {
  /** The URL the list is served under; it is also the id of the credential. */
  readonly id: string;
  /** The `@context`, from `contextsFor(suite, 'status-list')`. */
  readonly contexts: readonly string[];
  readonly issuerId: string;
  readonly statusPurpose: StatusPurpose;
  readonly bits: Uint8Array;
  /** XSD dateTimeStamp. */
  readonly validFrom: string;
  readonly validUntil?: string;
  /** How long a reader may keep a copy, in milliseconds. */
  readonly ttlMs?: number;
}

/** The unsigned list credential. */
export function statusListCredential(input: StatusListCredentialInput): JsonObject {
  return {
    '@context': input.contexts,
    id: input.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: input.issuerId,
    validFrom: input.validFrom,
    ...(input.validUntil === undefined ? {} : { validUntil: input.validUntil }),
    credentialSubject: {
      id: `${input.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: input.statusPurpose,
      ...(input.ttlMs === undefined ? {} : { ttl: input.ttlMs }),
      encodedList: encodeList(input.bits),
    },
  };
}

export interface StatusListEntryInput {
  readonly listUrl: string;
  readonly index: number;
  readonly statusPurpose: StatusPurpose;
}

/** The `credentialStatus` entry of a credential. Its id is not the list's URL, which the standard forbids. */
export function statusListEntry(input: StatusListEntryInput): BitstringStatusListEntry {
  return {
    id: `${input.listUrl}#${input.index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: input.statusPurpose,
    statusListIndex: String(input.index),
    statusListCredential: input.listUrl,
  };
}

export interface ReadStatusRequest {
  /** One entry of the credential's `credentialStatus`. */
  readonly entry: JsonValue;
  /** The list credential, already verified like any credential. */
  readonly listCredential: JsonObject;
  /** The URL it was read from. */
  readonly listUrl: string;
  readonly credentialIssuerId: string;
  readonly now: Date;
  /** Issuers besides the credential's own that may publish its status. */
  readonly trustedListIssuers?: readonly string[];
  /** A list that says nothing of its own age is believed this long after `validFrom`; seven days. */
  readonly maxAgeMs?: number;
}

export interface StatusReading {
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly code: CheckCode<'status'>;
}

const clockSkewMs = 60_000;
const sevenDaysMs = 7 * 24 * 60 * 60 * 1000;

/** Reads one entry's bit. Whatever prevents reading is `unknown`; only a bit that was read can fail or pass. */
export function readStatus(request: ReadStatusRequest): StatusReading {
  const { entry, listCredential } = request;
  const unknown = (code: CheckCode<'status'>): StatusReading => ({ outcome: 'unknown', code });

  const problem = entryProblem(entry);
  if (problem !== undefined) return unknown(problem);
  const { statusPurpose, statusListIndex } = entry as JsonObject;
  const index = parseListIndex(statusListIndex);
  if (index === undefined) return unknown('bad_index');

  if (listCredential.id !== request.listUrl) return unknown('list_id_mismatch');
  const listIssuer = issuerIdOf(listCredential);
  if (listIssuer === undefined) return unknown('list_malformed');
  if (![request.credentialIssuerId, ...(request.trustedListIssuers ?? [])].includes(listIssuer)) {
    return unknown('list_issuer_mismatch');
  }
  const list = listCredential.credentialSubject;
  if (!isJsonObject(list) || !hasType(list, 'BitstringStatusList') || typeof list.encodedList !== 'string') {
    return unknown('list_malformed');
  }
  const age = ageProblem(listCredential, list, request);
  if (age !== undefined) return unknown(age);
  const purposes = isJsonArray(list.statusPurpose) ? list.statusPurpose : [list.statusPurpose];
  if (!purposes.includes(statusPurpose as string)) return unknown('list_purpose_mismatch');

  const decoded = decodeList(list.encodedList);
  if (!decoded.ok) return unknown(decoded.code);
  if (decoded.bits.length * 8 < minimumListSize) return unknown('list_too_short');
  if (index >= decoded.bits.length * 8) return unknown('range_error');
  if (!getBit(decoded.bits, index)) return { outcome: 'pass', code: 'ok' };
  return { outcome: 'fail', code: statusPurpose === 'revocation' ? 'revoked' : 'suspended' };
}

/** What keeps an entry from being understood at all, before any list is read. */
export function entryProblem(entry: JsonValue): CheckCode<'status'> | undefined {
  if (!isJsonObject(entry) || !hasType(entry, 'BitstringStatusListEntry')) return 'unsupported_entry';
  if (typeof entry.statusListCredential !== 'string' || entry.id === entry.statusListCredential) return 'bad_entry';
  if (entry.statusSize !== undefined && entry.statusSize !== 1) return 'unsupported_size';
  if (entry.statusPurpose !== 'revocation' && entry.statusPurpose !== 'suspension') return 'unsupported_purpose';
  return parseListIndex(entry.statusListIndex) === undefined ? 'bad_index' : undefined;
}

/** `type` may be one text or a list of them (VCDM 2.0 §4.5). */
function hasType(object: JsonObject, type: string): boolean {
  return isJsonArray(object.type) ? object.type.includes(type) : object.type === type;
}

function ageProblem(
  credential: JsonObject,
  list: JsonObject,
  request: ReadStatusRequest,
): CheckCode<'status'> | undefined {
  const now = request.now.getTime();
  const validFrom = parseDateTimeStamp(credential.validFrom)?.getTime();
  const validUntil = parseDateTimeStamp(credential.validUntil)?.getTime();
  if (credential.validFrom !== undefined && validFrom === undefined) return 'list_malformed';
  if (credential.validUntil !== undefined && validUntil === undefined) return 'list_malformed';
  if (validFrom !== undefined && validFrom > now + clockSkewMs) return 'list_not_yet_valid';
  if (validUntil !== undefined) return validUntil < now - clockSkewMs ? 'stale' : undefined;
  // `ttl` says how long a copy may be kept, nothing about how old the list itself may be.
  const bounded = typeof list.ttl === 'number';
  const maxAgeMs = request.maxAgeMs ?? sevenDaysMs;
  return !bounded && (validFrom === undefined || validFrom < now - maxAgeMs) ? 'stale' : undefined;
}
