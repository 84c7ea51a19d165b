// Use cases on members: the people of an institution and their roles. Signing in comes to these same rows later.
import type { Call } from '../kernel/call.ts';
import type { Clock } from '../kernel/clock.ts';
import { normaliseEmail } from '../standards/identity-hash.ts';
import type { Ids } from '../kernel/id.ts';
import { pageOf } from '../kernel/page.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { KeyPrincipal, Role } from '../kernel/principal.ts';
import { conflict, notFound, staleVersion } from '../kernel/problem.ts';
import type { Database } from '../platform/db/database.ts';
import { institution } from '../platform/db/scope.ts';
import type { Changes } from '../platform/idempotency/changes.ts';
import { findMember, findMemberByEmail, insertMember, listMembers, personFor, updateMember } from './member-store.ts';
import type { MemberRow } from './member-store.ts';

export interface MemberInput {
  readonly name: string;
  readonly email: string;
  /** The institution vouches that the address is this person's: two such members are one person. */
  readonly emailVerified?: boolean;
  readonly roles: readonly Role[];
}

export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly roles: readonly Role[];
  readonly version: number;
  readonly createdAt: string;
}

type KeyCall = Call<KeyPrincipal>;

export interface Members {
  /** @throws Problem conflict/already_member when the address is a member's already */
  create(call: KeyCall, input: MemberInput): Promise<MemberView>;
  list(call: KeyCall, page: PageRequest): Promise<Page<MemberView>>;
  read(call: KeyCall, id: string): Promise<MemberView>;
  /** Changes name and roles. */
  update(
    call: KeyCall,
    id: string,
    input: { readonly name: string; readonly roles: readonly Role[] },
    readVersion: number,
  ): Promise<MemberView>;
  /** The member may do nothing from now on; what they did stays theirs. */
  remove(call: KeyCall, id: string): Promise<void>;
}

export function members(database: Database, changes: Changes, clock: Clock, ids: Ids): Members {
  const scopeOf = (call: KeyCall) => institution(call.principal.institutionId);
  return {
    create: (call, input) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const email = normaliseEmail(input.email);
        if ((await findMemberByEmail(tx, email)) !== undefined) {
          throw conflict('already_member', 'This address belongs to a member already.');
        }
        const now = clock.now();
        const emailVerified = input.emailVerified ?? false;
        const personId = await personFor(tx, {
          id: ids.next('person'),
          name: input.name,
          verifiedEmail: emailVerified ? email : null,
          createdAt: now,
        });
        const row: MemberRow = {
          id: ids.next('member'),
          institutionId: tx.scope.institutionId,
          personId,
          name: input.name,
          email,
          emailVerified,
          roles: input.roles,
          version: 1,
          createdAt: now,
          removedAt: null,
        };
        await insertMember(tx, row);
        return { result: memberView(row), events: [event('member.added', row)] };
      }),
    list: (call, page) =>
      database.read(scopeOf(call), async (reader) => pageOf(await listMembers(reader, page), page, memberView)),
    read: async (call, id) => {
      const row = await database.read(scopeOf(call), (reader) => findMember(reader, id));
      if (row === undefined || row.removedAt !== null) throw notFound();
      return memberView(row);
    },
    update: (call, id, input, readVersion) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const before = await findMember(tx, id);
        if (before === undefined || before.removedAt !== null) throw notFound();
        const row = { ...before, name: input.name, roles: input.roles, version: before.version + 1 };
        if (!(await updateMember(tx, row, readVersion))) throw staleVersion();
        return { result: memberView(row), events: [event('member.updated', row)] };
      }),
    remove: (call, id) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const before = await findMember(tx, id);
        if (before === undefined) throw notFound();
        if (before.removedAt !== null) return { result: undefined, events: [] };
        const row = { ...before, removedAt: clock.now(), version: before.version + 1 };
        if (!(await updateMember(tx, row, before.version))) throw staleVersion();
        return { result: undefined, events: [event('member.removed', row)] };
      }),
  };
}

function memberView(row: MemberRow): MemberView {
  const { id, name, email, emailVerified, roles, version } = row;
  return { id, name, email, emailVerified, roles, version, createdAt: row.createdAt.toISOString() };
}

function event(name: string, row: MemberRow) {
  const details = { roles: row.roles, version: row.version };
  return { event: name, subject: { type: 'member', id: row.id }, institutionId: row.institutionId, details };
}
