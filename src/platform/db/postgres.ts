// The Postgres driver: a bounded pool, with time limits so that trouble shows as 503 and never as a queue without end.
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Database } from './database.ts';
import { databaseOver } from './database.ts';
import { MIGRATION_LOCK, migrationsFolder } from './migrations.ts';

export interface PostgresOptions {
  readonly url: string;
  readonly poolSize?: number;
  /** Told of errors on idle connections, which have no query to reject. */
  readonly onIdleError?: (error: Error) => void;
}

/** Opens a pool. No connection is made until the first query. Works with Postgres 14 to 18. */
export function openPostgres(options: PostgresOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
    application_name: 'waymark',
  });
  pool.on('error', (error) => options.onIdleError?.(error));
  return databaseOver({
    engine: 'postgres',
    db: drizzle(pool),
    migrate: async () => {
      // One client holds the lock for the whole migration; the statement limit would cut a long one short.
      const client = new pg.Client({ connectionString: options.url, application_name: 'waymark-migrate' });
      await client.connect();
      try {
        await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
        await migrate(drizzle(client), { migrationsFolder });
      } finally {
        await client.end();
      }
    },
    close: () => pool.end(),
  });
}
