// Who a badge is about, without saying it aloud: the salted identity hash of Open Badges 3.0 (IdentityObject, IdentityHash).
// The hash is over UTF-8(identifier ‖ salt), written `sha256$<hex>`. E-mail addresses are normalised before hashing.
import { constantTimeEqual, sha256Hex } from '../kernel/digest.ts';
import type { IdentityObject } from './open-badge.ts';
import { isJsonObject } from '../kernel/json.ts';
import type { JsonValue } from '../kernel/json.ts';

/** IdentifierTypeEnum of Open Badges 3.0; `ext:…` names are allowed besides. */
export type IdentityType =
  | 'name'
  | 'sourcedId'
  | 'systemId'
  | 'productId'
  | 'userName'
  | 'accountId'
  | 'emailAddress'
  | 'nationalIdentityNumber'
  | 'lisSourcedId'
  | 'oneRosterSourcedId'
  | 'sisSourcedId'
  | 'identifier'
  | `ext:${string}`;

export interface Identity {
  readonly identityType: IdentityType;
  readonly identifier: string;
}

/** The form of an e-mail address that is hashed: Unicode NFC, trimmed, lower case. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}

function normaliseIdentifier({ identityType, identifier }: Identity): string {
  return identityType === 'emailAddress' ? normaliseEmail(identifier) : identifier.normalize('NFC').trim();
}

/** `sha256$` and 64 lower-case hexadecimal characters over the identifier followed by the salt. Nothing is normalised here. */
export function identityHash(identifier: string, salt: string): string {
  return `sha256$${sha256Hex(identifier + salt)}`;
}

/** The IdentityObject of a credential subject. `salt`: at least 128 random bits as text; it is published with the hash. */
export function identityObject(identity: Identity & { readonly salt: string }): IdentityObject {
  return {
    type: 'IdentityObject',
    hashed: true,
    identityHash: identityHash(normaliseIdentifier(identity), identity.salt),
    identityType: identity.identityType,
    salt: identity.salt,
  };
}

export type IdentityMatch = 'match' | 'no_match' | 'unsupported_hash' | 'other_type';

/**
 * Whether an IdentityObject of a credential is about this person. The normalised and the raw form are both tried,
 * because the standard leaves normalisation to the issuer.
 */
export function matchesIdentity(object: JsonValue, identity: Identity): IdentityMatch {
  if (!isJsonObject(object) || object.identityType !== identity.identityType) return 'other_type';
  const { identityHash: expected, salt, hashed } = object;
  if (typeof expected !== 'string') return 'no_match';
  const candidates = [normaliseIdentifier(identity), identity.identifier];
  if (hashed !== true) return candidates.some((candidate) => equalText(candidate, expected)) ? 'match' : 'no_match';
  if (!/^sha256\$[0-9a-fA-F]{64}$/.test(expected)) return 'unsupported_hash';
  const appended = typeof salt === 'string' ? salt : '';
  const wanted = expected.toLowerCase();
  return candidates.some((candidate) => equalText(identityHash(candidate, appended), wanted)) ? 'match' : 'no_match';
}

function equalText(a: string, b: string): boolean {
  return constantTimeEqual(Buffer.from(a), Buffer.from(b));
}
