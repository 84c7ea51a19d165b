// Whether an older badge is about a person (Open Badges 2.0 §"IdentityObject"): the same hash as in Open Badges 3.0, under
// other names; `md5` was allowed besides and is not compared.
import { matchesIdentity } from '../identity-hash.ts';
import type { Identity, IdentityMatch } from '../identity-hash.ts';
import type { LegacyRecipient } from './assertion.ts';

const names: Readonly<Record<string, string>> = { email: 'emailAddress', id: 'identifier', url: 'identifier' };

export function matchesLegacyRecipient(recipient: LegacyRecipient, known: Identity): IdentityMatch {
  const { type, hashed, identity, salt } = recipient;
  const identityType = names[type] ?? `ext:${type}`;
  return matchesIdentity({ identityType, hashed, identityHash: identity, ...(salt !== undefined && { salt }) }, known);
}
