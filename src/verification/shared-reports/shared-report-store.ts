// Queries on shared reports. What is past its time is as good as gone, whether or not it was already deleted.
import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../platform/db/database.ts';
import type { DeploymentScope, PublicScope } from '../../platform/db/scope.ts';
import { sharedReports } from './shared-report-table.ts';

export type SharedReportRow = typeof sharedReports.$inferSelect;

export async function insertSharedReports(tx: Tx<PublicScope>, rows: readonly SharedReportRow[]): Promise<void> {
  if (rows.length > 0) await tx.db.insert(sharedReports).values([...rows]);
}

/** Of all reports together, as they were given. */
export async function keptBytes(reader: Reader<PublicScope>): Promise<number> {
  const [row] = await reader.db
    .select({ bytes: sql<string>`coalesce(sum(octet_length(${sharedReports.report})), 0)` })
    .from(sharedReports);
  return Number(row?.bytes ?? 0);
}

export async function findSharedReports(
  reader: Reader<PublicScope>,
  ids: readonly string[],
  now: Date,
): Promise<readonly SharedReportRow[]> {
  if (ids.length === 0) return [];
  return reader.db
    .select()
    .from(sharedReports)
    .where(and(inArray(sharedReports.id, [...ids]), gt(sharedReports.expiresAt, now)));
}

export async function findSharedReport(
  reader: Reader<PublicScope>,
  id: string,
  now: Date,
): Promise<SharedReportRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(sharedReports)
    .where(and(eq(sharedReports.id, id), gt(sharedReports.expiresAt, now)));
  return row;
}

/** Returns how many were deleted. */
export async function deleteExpiredReports(tx: Tx<DeploymentScope>, now: Date): Promise<number> {
  const gone = await tx.db
    .delete(sharedReports)
    .where(lte(sharedReports.expiresAt, now))
    .returning({ id: sharedReports.id });
  return gone.length;
}
