// From what a caller shows to a principal: the operator's key, or an institution's API key, perhaps acting for a member.
import { constantTimeEqual } from '../kernel/digest.ts';
import type { Clock } from '../kernel/clock.ts';
import { anonymous, operator, roles } from '../kernel/principal.ts';
import type { ActingMember, KeyPrincipal, Principal } from '../kernel/principal.ts';
import { Problem } from '../kernel/problem.ts';
import { findInstitution } from '../catalog/institutions/institution-store.ts';
import type { Database } from '../platform/db/database.ts';
import { deployment, institution } from '../platform/db/scope.ts';
import { findSetting } from '../platform/settings/setting-store.ts';
import { readApiKey, secretMatches } from './api-key.ts';
import { findApiKeyById, noteApiKeyUse } from './api-key-store.ts';
import { findMember } from './member-store.ts';
import { operatorKeyDigest } from './operator-key.ts';

export interface Presented {
  /** The `Authorization` header as it came. */
  readonly authorization: string | undefined;
  /** The `Waymark-On-Behalf-Of` header: a member id. */
  readonly onBehalfOf: string | undefined;
}

export interface Authentication {
  /**
   * @throws Problem unauthenticated when something was shown that is not valid
   * @throws Problem forbidden when the key may not act for members, or there is no such member
   * @throws Problem key-unavailable when no key can be told from a wrong one, because the master key is another one
   */
  principalOf(presented: Presented): Promise<Principal>;
}

const HOUR_MILLISECONDS = 3_600_000;

export interface AuthenticationNeeds {
  readonly database: Database;
  /** Derived from the master key: digests of keys are made under it. */
  readonly pepper: Uint8Array;
  /** False: no stored digest can be compared. */
  readonly masterKeyFits: boolean;
  readonly clock: Clock;
}

export function authentication({ database, pepper, masterKeyFits, clock }: AuthenticationNeeds): Authentication {
  return {
    principalOf: async ({ authorization, onBehalfOf }) => {
      if (authorization === undefined) return anonymous;
      const token = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1];
      if (token === undefined) throw notAuthenticated();
      if (!masterKeyFits) throw masterKeyIsAnother();
      const principal = token.startsWith('wmk_')
        ? await keyPrincipal(database, pepper, clock, token)
        : await operatorPrincipal(database, pepper, token);
      if (onBehalfOf === undefined) return principal;
      if (principal.kind !== 'key')
        throw new Problem('forbidden', { code: 'no_member', detail: 'Only an API key can act for a member.' });
      return { ...principal, member: await actingMember(database, principal, onBehalfOf) };
    },
  };
}

async function operatorPrincipal(database: Database, pepper: Uint8Array, token: string): Promise<Principal> {
  const stored = await database.read(deployment, (reader) => findSetting(reader, 'operator-key-digest'));
  const expected = Buffer.from(stored ?? '', 'hex');
  const given = Buffer.from(operatorKeyDigest(pepper, token), 'hex');
  if (!constantTimeEqual(expected, given)) throw notAuthenticated();
  return operator;
}

async function keyPrincipal(
  database: Database,
  pepper: Uint8Array,
  clock: Clock,
  token: string,
): Promise<KeyPrincipal> {
  const parts = readApiKey(token);
  if (parts === undefined) throw notAuthenticated();
  const now = clock.now();
  const found = await database.read(deployment, async (reader) => {
    const row = await findApiKeyById(reader, parts.keyId);
    return { row, owner: row === undefined ? undefined : await findInstitution(reader, row.institutionId) };
  });
  const { row, owner } = found;
  if (!secretMatches(pepper, parts.secret, row) || row === undefined) throw notAuthenticated();
  if (row.revokedAt !== null || row.expiresAt <= now || owner?.state !== 'active') throw notAuthenticated();
  const hour = new Date(Math.floor(now.getTime() / HOUR_MILLISECONDS) * HOUR_MILLISECONDS);
  // Not a change of anything that the key may do, so it has no audit entry.
  if (row.lastUsedAt === null || row.lastUsedAt < hour) {
    await database.write(deployment, (tx) => noteApiKeyUse(tx, row.id, hour));
  }
  return { kind: 'key', keyId: row.id, institutionId: row.institutionId, scopes: row.scopes };
}

async function actingMember(database: Database, principal: KeyPrincipal, memberId: string): Promise<ActingMember> {
  if (!principal.scopes.includes('act-as')) {
    throw new Problem('forbidden', {
      code: 'scope_missing',
      detail: 'The key needs the scope act-as to act for a member.',
    });
  }
  const member = await database.read(institution(principal.institutionId), (reader) => findMember(reader, memberId));
  if (member === undefined || member.removedAt !== null) {
    throw new Problem('forbidden', {
      code: 'no_member',
      detail: 'Waymark-On-Behalf-Of names no member of this institution.',
    });
  }
  return { memberId: member.id, personId: member.personId, roles: roles.filter((role) => member.roles.includes(role)) };
}

function masterKeyIsAnother(): Problem {
  return new Problem('key-unavailable', {
    code: 'master_key_mismatch',
    detail: 'The service runs with another master key than its database was made with, so that no key can be checked.',
    retryAfterSeconds: 60,
  });
}

function notAuthenticated(): Problem {
  return new Problem('unauthenticated', {
    detail: 'The Authorization header holds no valid key. Send: Authorization: Bearer <key>.',
  });
}
