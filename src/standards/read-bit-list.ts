// What a list of bits says about one entry: Bitstring Status List 1.0 §3.2, and StatusList2021 in the same way. Whatever is
// wrong with a list keeps it from clearing a credential. A bit that is set in a soundly signed list at the URL that the
// issuer wrote into the credential is not unset by a list that is short, or old, or named differently.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { decodeList, getValue, minimumListSize } from './bitstring.ts';
import type { CheckCode } from './checks/check-codes.ts';
import { issuerIdOf } from './checks/issuer-key.ts';
import { limits } from './checks/limits.ts';
import { parseDateTimeStamp } from './date-time.ts';
import { hasType } from './status-entry.ts';
import type { BitEntry } from './status-entry.ts';
import { listMadeAt } from './status-list.ts';

/**
 * Somebody whose lists the operator of this deployment accepts as they are: for credentials of other issuers too, and with
 * the departures from the standard that are named.
 */
export interface ListPublisher {
  /** The issuer of the lists. */
  readonly issuer: string;
  /** Lists may have as few entries as this. */
  readonly minimumEntries?: number;
  /** A list that says nothing of its own age is believed for so many days after it was made; `any` for ever. */
  readonly maxAgeDays?: number | 'any';
  /** Lists may be served under another address than their id. */
  readonly anyAddress?: boolean;
}

export interface StatusRules {
  readonly now: Date;
  readonly listPublishers?: readonly ListPublisher[];
}

export interface StatusReading {
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly code: CheckCode<'status'>;
  /** What stands at the entry's place, once it was read. */
  readonly value?: number;
}

type Code = CheckCode<'status'>;

const dayMs = 24 * 60 * 60 * 1000;
/** How long a list is believed that says nothing of its own age. */
const usualDays = 7;

const listTypes = {
  bitstring: { credential: 'BitstringStatusListCredential', list: 'BitstringStatusList', form: 'multibase' },
  '2021': { credential: 'StatusList2021Credential', list: 'StatusList2021', form: 'base64' },
} as const;

/**
 * Reads one entry. `listCredential` was verified like any credential: its signature is that of the issuer it names.
 * @param servedFrom where it was read in the end, when that is not the URL of the entry
 */
export function readBitList(
  entry: BitEntry,
  listCredential: JsonObject,
  credentialIssuerId: string,
  rules: StatusRules,
  servedFrom?: string,
): StatusReading {
  const unknown = (code: Code): StatusReading => ({ outcome: 'unknown', code });
  const types = listTypes[entry.family];
  const listIssuer = issuerIdOf(listCredential);
  if (listIssuer === undefined) return unknown('list_malformed');
  const publisher = rules.listPublishers?.find(({ issuer }) => issuer === listIssuer);
  const isForeign = listIssuer !== credentialIssuerId && publisher === undefined;
  const doubts: Code[] = [];
  const isElsewhere = listCredential.id !== entry.listUrl && listCredential.id !== servedFrom;
  if (isElsewhere && publisher?.anyAddress !== true) doubts.push('list_id_mismatch');
  if (isForeign) doubts.push('list_issuer_mismatch');
  doubts.push(...entry.doubts);

  if (!hasType(listCredential, types.credential)) {
    const isSomeList = Object.values(listTypes).some(({ credential }) => hasType(listCredential, credential));
    // The issuer itself signed something else than a list: that is established, and nothing will come of asking again.
    return isForeign || isSomeList
      ? unknown(doubts[0] ?? 'list_malformed')
      : { outcome: 'fail', code: 'not_a_status_list' };
  }
  const list = listCredential.credentialSubject;
  if (!isJsonObject(list) || !hasType(list, types.list) || typeof list.encodedList !== 'string') {
    return unknown('list_malformed');
  }
  const age = ageProblem(listCredential, list, rules.now, publisher?.maxAgeDays ?? usualDays);
  if (age !== undefined) doubts.push(age);
  const purposes = isJsonArray(list.statusPurpose) ? list.statusPurpose : [list.statusPurpose];
  if (!purposes.includes(entry.purpose)) return unknown(doubts[0] ?? 'list_purpose_mismatch');

  const decoded = decodeList(list.encodedList, { form: types.form });
  if (!decoded.ok) return unknown(doubts[0] ?? decoded.code);
  const length = decoded.bits.length * 8;
  const isInside = (entry.index + 1) * entry.size <= length;
  const least = publisher?.minimumEntries ?? minimumListSize;
  if (!isInside && length >= least) doubts.push('range_error');
  // The least length is one of entries, not of bits, so that one hides among many.
  if (length < least * entry.size) doubts.push('list_too_short');
  if (!isInside) return unknown(doubts[0] ?? 'range_error');
  return judge(entry, getValue(decoded.bits, entry.index, entry.size), doubts);
}

function judge(entry: BitEntry, value: number, doubts: readonly Code[]): StatusReading {
  const { purpose } = entry;
  const decides = purpose === 'revocation' || purpose === 'suspension';
  if (value !== 0 && decides && !doubts.some((doubt) => silences(doubt, purpose))) {
    return { outcome: 'fail', code: purpose === 'revocation' ? 'revoked' : 'suspended', value };
  }
  const [doubt] = doubts;
  return doubt === undefined ? { outcome: 'pass', code: 'ok', value } : { outcome: 'unknown', code: doubt, value };
}

/** Whether a doubt keeps even a bit that is set from counting. */
function silences(doubt: Code, purpose: BitEntry['purpose']): boolean {
  switch (doubt) {
    case 'stale':
      // A suspension may have been lifted since; a revocation is for ever.
      return purpose !== 'revocation';
    case 'list_id_mismatch':
    case 'list_too_short':
    case 'bad_index':
    case 'unsupported_size':
      return false;
    default:
      return true;
  }
}

function ageProblem(credential: JsonObject, list: JsonObject, at: Date, maxAgeDays: number | 'any'): Code | undefined {
  const now = at.getTime();
  const from = listMadeAt(credential);
  const until = credential.validUntil ?? credential.expirationDate;
  const validFrom = parseDateTimeStamp(from)?.getTime();
  const validUntil = parseDateTimeStamp(until)?.getTime();
  if (from !== undefined && validFrom === undefined) return 'list_malformed';
  if (until !== undefined && validUntil === undefined) return 'list_malformed';
  if (validFrom !== undefined && validFrom > now + limits.clockSkewMs) return 'list_not_yet_valid';
  if (validUntil !== undefined) return validUntil < now - limits.clockSkewMs ? 'stale' : undefined;
  // `ttl` says how long a copy may be kept, nothing about how old the list itself may be.
  const bounded = typeof list.ttl === 'number' && list.ttl >= 0;
  if (bounded || maxAgeDays === 'any') return undefined;
  return validFrom === undefined || validFrom < now - maxAgeDays * dayMs ? 'stale' : undefined;
}
