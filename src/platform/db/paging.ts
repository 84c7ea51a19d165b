// The WHERE and ORDER BY of a cursor page, for any table that has `createdAt` and `id`.
import { and, desc, eq, lt, or } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { PageRequest } from '../../kernel/page.ts';

export interface PagedTable {
  readonly createdAt: PgColumn;
  readonly id: PgColumn;
}

/** Rows after the cursor, newest first; undefined on the first page. */
export function afterCursor(table: PagedTable, page: PageRequest): SQL | undefined {
  if (page.cursor === undefined) return undefined;
  const { createdAt, id } = page.cursor;
  return or(lt(table.createdAt, createdAt), and(eq(table.createdAt, createdAt), lt(table.id, id)));
}

export function newestFirst(table: PagedTable): [SQL, SQL] {
  return [desc(table.createdAt), desc(table.id)];
}
