// A database that is filled once and copied for each case, for programs that run as processes of their own.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { AppOptions } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { openEmbedded } from '../../src/platform/db/pglite.ts';
import { openPostgres } from '../../src/platform/db/postgres.ts';
import { client } from './client.ts';
import { fillDataFolder } from './databases.ts';
import type { Engine } from './databases.ts';
import { administer, databaseUrl } from './postgres-admin.ts';
import { programMasterKey, programOperatorKey } from './program.ts';
import type { Environment } from './program.ts';
import { testOrigin } from './test-app.ts';
import type { TestApp } from './test-app.ts';

export interface ProgramDatabase {
  /** What tells a program to use it. */
  readonly environment: Environment;
  /** Where files lie, and the embedded database. */
  readonly dataDir: string;
  /** Opens it for this process; on the embedded engine only while no program runs on it. */
  open(): Promise<Database>;
  /** Opens it, does the work, closes it. */
  within<T>(work: (database: Database) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

export interface SeededDatabase<T> {
  readonly seed: T;
  copy(): Promise<ProgramDatabase>;
  remove(): Promise<void>;
}

/** Fills a database through the application; `seed` may start its worker. */
export async function seedDatabase<T>(engine: Engine, seed: (test: TestApp) => Promise<T>): Promise<SeededDatabase<T>> {
  const template = await newDatabase(engine);
  const database = await template.open();
  const test = await appOver(database, template.dataDir);
  let seeded: T;
  try {
    seeded = await seed(test);
  } finally {
    await test.close();
    await database.close();
  }
  return { seed: seeded, copy: () => newDatabase(engine, template), remove: () => template.remove() };
}

/** The application in this process on a database that programs use too. Closing it leaves the database open. */
export async function appOver(
  database: Database,
  dataDir: string,
  options: Omit<AppOptions, 'config' | 'database'> = {},
  environment: Environment = {},
): Promise<TestApp> {
  const config = readConfig({
    WAYMARK_PUBLIC_URL: testOrigin,
    WAYMARK_DATA_DIR: dataDir,
    WAYMARK_MASTER_KEY: programMasterKey,
    WAYMARK_OPERATOR_KEY: programOperatorKey,
    WAYMARK_LOG_LEVEL: 'silent',
    WAYMARK_REQUESTS_PER_MINUTE: '100000',
    ...environment,
  });
  const app = await createApp({ ...options, config, database });
  return {
    app,
    database,
    dataDir,
    operator: client(app.http, programOperatorKey),
    anonymous: client(app.http),
    close: () => app.close(),
  };
}

interface Place extends ProgramDatabase {
  /** Postgres only. */
  readonly name?: string;
}

/** A migrated database, or a copy of one that nobody has open. */
async function newDatabase(engine: Engine, from?: Place): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-data-'));
  if (from !== undefined) cpSync(from.dataDir, dataDir, { recursive: true });
  const within =
    (open: () => Promise<Database>): ProgramDatabase['within'] =>
    async (work) => {
      const database = await open();
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    };
  const removeFolder = (): void => rmSync(dataDir, { recursive: true, force: true });
  if (engine === 'pglite') {
    if (from === undefined) await fillDataFolder(dataDir);
    const open = () => openEmbedded({ dataDir });
    const remove = () => Promise.resolve(removeFolder());
    return { dataDir, environment: { WAYMARK_DATA_DIR: dataDir }, open, within: within(open), remove };
  }
  const { postgres } = inject('databases');
  if (postgres === null) throw new Error('There is no Postgres here; ask `engines` first.');
  const name = `waymark_test_${randomBytes(6).toString('hex')}`;
  await administer(postgres.url, `create database ${name} template ${from?.name ?? postgres.template}`);
  const url = databaseUrl(postgres.url, name);
  const open = () => Promise.resolve(openPostgres({ url }));
  const remove = async (): Promise<void> => {
    await administer(postgres.url, `drop database if exists ${name} with (force)`);
    removeFolder();
  };
  const environment = { DATABASE_URL: url, WAYMARK_DATA_DIR: dataDir };
  return { dataDir, name, environment, open, within: within(open), remove };
}
