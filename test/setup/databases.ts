// Databases for tests: migrated, empty, and seen by the test file alone.
import { randomBytes } from 'node:crypto';
import { mkdirSync, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { describe, inject } from 'vitest';
import type { Database } from '../../src/platform/db/database.ts';
import { embeddedDatabase } from '../../src/platform/db/pglite.ts';
import { openPostgres } from '../../src/platform/db/postgres.ts';
import { administer, databaseUrl } from './postgres-admin.ts';

export type Engine = Database['engine'];

const everyEngine: readonly Engine[] = ['pglite', 'postgres'];

/** The engines that this machine has. Under CI=true both. */
export const engines: readonly Engine[] = everyEngine.filter(
  (engine) => engine === 'pglite' || inject('databases').postgres !== null,
);

/** `describe` once for each engine, with the engine in the title; where one is missing its tests count as skipped. */
export function describeOnEachEngine(title: string, body: (engine: Engine) => void): void {
  for (const engine of everyEngine) {
    describe.skipIf(!engines.includes(engine))(`${title}, on ${engine}`, () => {
      body(engine);
    });
  }
}

export interface TestDatabase {
  /** Postgres only: for a second pool, or for another process. */
  readonly url?: string;
  readonly database: Database;
  /** Closes the pool and drops the database. */
  readonly close: () => Promise<void>;
}

/** A new migrated database. PGlite lives in memory (half a second to open); Postgres copies a template (a tenth). */
export async function openTestDatabase(engine: Engine): Promise<TestDatabase> {
  return engine === 'pglite' ? openFromSnapshot() : openFromTemplate();
}

async function openFromSnapshot(): Promise<TestDatabase> {
  const client = await PGlite.create({ loadDataDir: await openAsBlob(inject('databases').snapshot) });
  const database = embeddedDatabase(client);
  return { database, close: () => database.close() };
}

/** Puts a migrated embedded database into a data folder, for a test that starts the program as a process of its own. */
export async function fillDataFolder(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const loadDataDir = await openAsBlob(inject('databases').snapshot);
  const client = await PGlite.create({ dataDir: join(dataDir, 'pgdata'), loadDataDir });
  await client.close();
}

async function openFromTemplate(): Promise<TestDatabase> {
  const { postgres } = inject('databases');
  if (postgres === null) throw new Error('There is no Postgres here; ask `engines` first.');
  const name = `waymark_test_${randomBytes(6).toString('hex')}`;
  await administer(postgres.url, `create database ${name} template ${postgres.template}`);
  const url = databaseUrl(postgres.url, name);
  const database = openPostgres({ url });
  const close = async (): Promise<void> => {
    await database.close();
    await administer(postgres.url, `drop database if exists ${name} with (force)`);
  };
  return { url, database, close };
}
