// Queries on members and people.
import { and, eq, isNull } from 'drizzle-orm';
import type { PageRequest } from '../kernel/page.ts';
import type { Reader, Tx } from '../platform/db/database.ts';
import { afterCursor, newestFirst } from '../platform/db/paging.ts';
import type { InstitutionScope } from '../platform/db/scope.ts';
import { members } from './member-table.ts';
import { people } from './person-table.ts';

export type MemberRow = typeof members.$inferSelect;
export type PersonRow = typeof people.$inferSelect;

export async function insertMember(tx: Tx<InstitutionScope>, row: MemberRow): Promise<void> {
  await tx.db.insert(members).values(row);
}

export async function findMember(reader: Reader<InstitutionScope>, id: string): Promise<MemberRow | undefined> {
  const [row] = await reader.db.select().from(members).where(own(reader, id));
  return row;
}

export function listMembers(reader: Reader<InstitutionScope>, page: PageRequest): Promise<MemberRow[]> {
  return reader.db
    .select()
    .from(members)
    .where(
      and(eq(members.institutionId, reader.scope.institutionId), isNull(members.removedAt), afterCursor(members, page)),
    )
    .orderBy(...newestFirst(members))
    .limit(page.limit + 1);
}

/** The institution's own present member with this address. */
export async function findMemberByEmail(
  reader: Reader<InstitutionScope>,
  email: string,
): Promise<MemberRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(members)
    .where(
      and(eq(members.institutionId, reader.scope.institutionId), eq(members.email, email), isNull(members.removedAt)),
    );
  return row;
}

export async function updateMember(tx: Tx<InstitutionScope>, row: MemberRow, readVersion: number): Promise<boolean> {
  const changed = await tx.db
    .update(members)
    .set(row)
    .where(and(own(tx, row.id), eq(members.version, readVersion)))
    .returning({ id: members.id });
  return changed.length === 1;
}

/** The person who has this verified address, made when there is none; a person of one's own when it is not verified. */
export async function personFor(tx: Tx<InstitutionScope>, candidate: PersonRow): Promise<string> {
  if (candidate.verifiedEmail === null) {
    await tx.db.insert(people).values(candidate);
    return candidate.id;
  }
  await tx.db.insert(people).values(candidate).onConflictDoNothing();
  const [row] = await tx.db
    .select({ id: people.id })
    .from(people)
    .where(eq(people.verifiedEmail, candidate.verifiedEmail));
  return row?.id ?? candidate.id;
}

function own(reader: Reader<InstitutionScope>, id: string) {
  return and(eq(members.id, id), eq(members.institutionId, reader.scope.institutionId));
}
