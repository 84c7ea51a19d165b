// Queries on status lists and entries.
import { and, asc, count, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import type { StatusPurpose } from '../../catalog/issuers/issuer.ts';
import type { Reader, Tx } from '../../platform/db/database.ts';
import type { DeploymentScope, InstitutionScope, PublicScope } from '../../platform/db/scope.ts';
import { statusListEntries, statusLists } from './status-list-table.ts';
import type { StatusListEntryRow, StatusListRow } from './status-list-table.ts';

export async function findOpenList(
  reader: Reader<InstitutionScope>,
  issuerId: string,
  purpose: StatusPurpose,
): Promise<StatusListRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(statusLists)
    .where(and(eq(statusLists.issuerId, issuerId), eq(statusLists.purpose, purpose), eq(statusLists.state, 'open')));
  return row;
}

/** Adds an open list; does nothing when another process was faster. */
export async function insertList(tx: Tx<InstitutionScope>, row: StatusListRow): Promise<boolean> {
  const added = await tx.db.insert(statusLists).values(row).onConflictDoNothing().returning({ id: statusLists.id });
  return added.length === 1;
}

export async function closeList(tx: Tx<InstitutionScope>, id: string): Promise<void> {
  await tx.db.update(statusLists).set({ state: 'full' }).where(eq(statusLists.id, id));
}

export async function countEntries(reader: Reader<InstitutionScope>, listId: string): Promise<number> {
  const [row] = await reader.db
    .select({ n: count() })
    .from(statusListEntries)
    .where(eq(statusListEntries.listId, listId));
  return row?.n ?? 0;
}

export async function isTaken(reader: Reader<InstitutionScope>, listId: string, index: number): Promise<boolean> {
  const [row] = await reader.db
    .select({ index: statusListEntries.index })
    .from(statusListEntries)
    .where(and(eq(statusListEntries.listId, listId), eq(statusListEntries.index, index)));
  return row !== undefined;
}

export async function insertEntry(tx: Tx<InstitutionScope>, row: StatusListEntryRow): Promise<void> {
  await tx.db.insert(statusListEntries).values(row);
}

export function entriesOf(reader: Reader<InstitutionScope>, credentialId: string): Promise<StatusListEntryRow[]> {
  return reader.db
    .select()
    .from(statusListEntries)
    .where(
      and(
        eq(statusListEntries.credentialId, credentialId),
        eq(statusListEntries.institutionId, reader.scope.institutionId),
      ),
    );
}

/** Writes an entry's bit and says that the list must be published anew. */
export async function setEntry(
  tx: Tx<InstitutionScope>,
  entry: StatusListEntryRow,
  value: boolean,
  now: Date,
): Promise<void> {
  await tx.db
    .update(statusListEntries)
    .set({ value, changedAt: now })
    .where(and(eq(statusListEntries.listId, entry.listId), eq(statusListEntries.index, entry.index)));
  await tx.db
    .update(statusLists)
    .set({ wantedVersion: sql`${statusLists.wantedVersion} + 1` })
    .where(eq(statusLists.id, entry.listId));
}

/** The list with the indexes whose bit is set, as one consistent picture. */
export async function readListForPublishing(
  reader: Reader<DeploymentScope>,
  id: string,
): Promise<{ readonly list: StatusListRow; readonly set: readonly number[] } | undefined> {
  const [list] = await reader.db.select().from(statusLists).where(eq(statusLists.id, id));
  if (list === undefined) return undefined;
  const rows = await reader.db
    .select({ index: statusListEntries.index })
    .from(statusListEntries)
    .where(and(eq(statusListEntries.listId, id), eq(statusListEntries.value, true)))
    .orderBy(asc(statusListEntries.index));
  return { list, set: rows.map((row) => row.index) };
}

/** Publishes a newer signed list; false when one as new is there already. */
export async function publishList(
  tx: Tx<DeploymentScope>,
  id: string,
  version: number,
  change: Pick<StatusListRow, 'signedDocument' | 'signedSha256' | 'publishedAt'>,
): Promise<boolean> {
  const published = await tx.db
    .update(statusLists)
    .set({ ...change, publishedVersion: version })
    .where(and(eq(statusLists.id, id), lt(statusLists.publishedVersion, version)))
    .returning({ id: statusLists.id });
  return published.length === 1;
}

/** Every list that can be read by anyone, the one that changed last first. */
export function listPublishedLists(reader: Reader<DeploymentScope>): Promise<Pick<StatusListRow, 'id' | 'origin'>[]> {
  return reader.db
    .select({ id: statusLists.id, origin: statusLists.origin })
    .from(statusLists)
    .where(isNotNull(statusLists.signedDocument))
    .orderBy(desc(statusLists.publishedAt), asc(statusLists.id));
}

export async function findPublishedList(reader: Reader<PublicScope>, id: string): Promise<StatusListRow | undefined> {
  const [row] = await reader.db.select().from(statusLists).where(eq(statusLists.id, id));
  return row?.signedDocument === null ? undefined : row;
}
