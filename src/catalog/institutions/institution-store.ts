// Queries on institutions.
import { and, eq } from 'drizzle-orm';
import type { PageRequest } from '../../kernel/page.ts';
import type { Reader, Tx } from '../../platform/db/database.ts';
import { afterCursor, newestFirst } from '../../platform/db/paging.ts';
import type { DeploymentScope } from '../../platform/db/scope.ts';
import type { InstitutionRow } from './institution-table.ts';
import { institutions } from './institution-table.ts';

export async function insertInstitution(tx: Tx<DeploymentScope>, row: InstitutionRow): Promise<void> {
  await tx.db.insert(institutions).values(row);
}

/** Names of institutions are public; the id is asked for by whoever was shown it. */
export async function findInstitution(reader: Reader, id: string): Promise<InstitutionRow | undefined> {
  const [row] = await reader.db.select().from(institutions).where(eq(institutions.id, id));
  return row;
}

export function listInstitutions(reader: Reader<DeploymentScope>, page: PageRequest): Promise<InstitutionRow[]> {
  return reader.db
    .select()
    .from(institutions)
    .where(afterCursor(institutions, page))
    .orderBy(...newestFirst(institutions))
    .limit(page.limit + 1);
}

/** Replaces the row when it still has the version that was read; false when it has moved on. */
export async function updateInstitution(tx: Tx, row: InstitutionRow, readVersion: number): Promise<boolean> {
  const changed = await tx.db
    .update(institutions)
    .set(row)
    .where(and(eq(institutions.id, row.id), eq(institutions.version, readVersion)))
    .returning({ id: institutions.id });
  return changed.length === 1;
}
