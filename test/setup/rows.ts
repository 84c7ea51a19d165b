// Tells whether anything was written: how many rows each table has, and the newest transaction that touched one.
import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { Database } from '../../src/platform/db/database.ts';
import { deployment } from '../../src/platform/db/scope.ts';

export type Rows = Readonly<Record<string, string>>;

/** By table: `<rows> <newest transaction>`. Equal before and after means that no row was added or changed. */
export async function rowsOf(database: Database): Promise<Rows> {
  return database.read(deployment, async ({ db }) => {
    const query = async (text: SQL): Promise<{ name: string; state: string }[]> =>
      // Both drivers answer raw SQL with `rows`; the type that they share does not say so.
      ((await db.execute(text)) as { rows: { name: string; state: string }[] }).rows;
    const tables = await query(sql`select tablename as name, '' as state from pg_tables where schemaname = 'public'`);
    const states = tables.map(
      ({ name }) =>
        sql`select ${name}::text as name, count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) as state from ${sql.identifier(name)}`,
    );
    const rows = await query(sql.join(states, sql` union all `));
    return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
  });
}
