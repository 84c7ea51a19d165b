// Status list credentials and the entries that point at them, as we write them: W3C Bitstring Status List 1.0 §2.1, §2.2.
// Which of two lists is the newer one is told here too; reading what a list says has files of its own.
import type { JsonObject } from '../kernel/json.ts';
import { encodeList } from './bitstring.ts';
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

/** When a list credential was made: `validFrom`, in the data model 1.1 `issuanceDate`. */
export function listMadeAt(list: JsonObject): JsonObject[string] | undefined {
  return list.validFrom ?? list.issuanceDate;
}

/**
 * Whether a list may take the place of the one seen before under the same URL: `rolled_back` when it was made earlier, or
 * does not say when. A newer list is never replaced by an older one, in which a revocation would still be missing.
 */
export function newerList(
  previous: { readonly validFrom: string } | undefined,
  found: JsonObject,
): 'rolled_back' | undefined {
  const before = parseDateTimeStamp(previous?.validFrom);
  if (before === undefined) return undefined;
  const made = parseDateTimeStamp(listMadeAt(found));
  return made === undefined || made < before ? 'rolled_back' : undefined;
}
