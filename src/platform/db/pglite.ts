// The embedded driver: PGlite, Postgres in the process, on a folder that this process alone may open.
// It survives the death of the process; it does not promise to survive a power cut.
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Database } from './database.ts';
import { databaseOver } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { migrationsFolder } from './migrations.ts';

export interface EmbeddedOptions {
  /** The folder of the deployment; the database lies in `pgdata` below it. */
  readonly dataDir: string;
}

/**
 * Takes the folder's lock and opens the database in it, creating it when it is not there.
 * @throws FolderLockedError when another process holds the folder
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  // Personal data and keys lie in it: nobody else on this computer has business there.
  chmodSync(options.dataDir, 0o700);
  const lock = await lockFolder(options.dataDir);
  try {
    const client = await PGlite.create({ dataDir: join(options.dataDir, 'pgdata') });
    return embeddedDatabase(client, () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** A database in memory that ends with the process, for commands that need none of the data. */
export async function openMemoryDatabase(): Promise<Database> {
  return embeddedDatabase(await PGlite.create());
}

/** A Database over a PGlite that is already open, such as one loaded from a snapshot in memory. */
export function embeddedDatabase(client: PGlite, afterClose: () => Promise<void> = () => Promise.resolve()): Database {
  const db = drizzle(client);
  return databaseOver({
    engine: 'pglite',
    db,
    migrate: () => migrate(db, { migrationsFolder }),
    close: async () => {
      await client.close();
      await afterClose();
    },
  });
}
