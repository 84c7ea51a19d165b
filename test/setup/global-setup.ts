// Before the first test: a migrated snapshot for PGlite and a migrated template on a Postgres server. After the last, or
// when the run dies, the server is gone. What cannot be set up ends the run; it never just drops tests without a word.
import { randomBytes } from 'node:crypto';
import type { TestProject } from 'vitest/node';
import { openPostgres } from '../../src/platform/db/postgres.ts';
import { migratedSnapshot } from './pglite-snapshot.ts';
import { administer, databaseUrl } from './postgres-admin.ts';
import { postgresPrograms, startCluster } from './postgres-cluster.ts';

export interface PreparedDatabases {
  /** Path of the PGlite snapshot. */
  readonly snapshot: string;
  readonly postgres: { readonly url: string; readonly template: string } | null;
}

declare module 'vitest' {
  export interface ProvidedContext {
    databases: PreparedDatabases;
  }
}

interface Prepared {
  readonly postgres: PreparedDatabases['postgres'];
  release(): Promise<void>;
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const snapshot = await migratedSnapshot();
  const prepared = await preparePostgres();
  project.provide('databases', { snapshot, postgres: prepared.postgres });
  return () => prepared.release();
}

/** `TEST_DATABASE_URL` when it is set, else a cluster of our own, else nothing and a word about it. */
async function preparePostgres(): Promise<Prepared> {
  const named = process.env['TEST_DATABASE_URL'];
  if (named !== undefined && named !== '') return prepareTemplate(named, () => Promise.resolve());
  const programs = postgresPrograms();
  if (programs !== undefined) {
    const cluster = await startCluster(programs);
    return prepareTemplate(cluster.url, () => cluster.stop());
  }
  const missing = 'Postgres is not installed and TEST_DATABASE_URL is not set';
  if (process.env['CI'] === 'true') throw new Error(`${missing}; under CI=true that is an error.`);
  console.warn(`\n  ${missing}: the tests run on PGlite only, the Postgres leg is SKIPPED.\n`);
  return { postgres: null, release: () => Promise.resolve() };
}

async function prepareTemplate(url: string, stop: () => Promise<void>): Promise<Prepared> {
  const template = `waymark_template_${randomBytes(6).toString('hex')}`;
  const release = async (): Promise<void> => {
    try {
      await administer(url, `drop database if exists ${template}`);
    } finally {
      await stop();
    }
  };
  try {
    await administer(url, `create database ${template}`);
    const database = openPostgres({ url: databaseUrl(url, template) });
    try {
      await database.migrate();
    } finally {
      await database.close();
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { postgres: { url, template }, release };
}
