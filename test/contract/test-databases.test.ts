// If this fails, the tests do not stand on what they say: an engine is missing, a test sees another's rows, or the two
// engines do not have the same tables.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../src/platform/db/pglite.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { claimSetting, findSetting } from '../../src/platform/settings/setting-store.ts';
import { describeOnEachEngine, engines, fillDataFolder, openTestDatabase } from '../setup/databases.ts';
import type { Engine, TestDatabase } from '../setup/databases.ts';

describeOnEachEngine('a test database', (engine) => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    first = await openTestDatabase(engine);
    second = await openTestDatabase(engine);
  });
  afterAll(async () => {
    await first.close();
    await second.close();
  });

  it('is the engine that was asked for', () => {
    expect(first.database.engine).toBe(engine);
    expect(first.url === undefined).toBe(engine === 'pglite');
  });

  it('keeps its rows from another test', async () => {
    const now = new Date('2026-11-25T12:00:00Z');
    await first.database.write(deployment, (tx) => claimSetting(tx, 'sample', 'first', now));
    expect(await first.database.read(deployment, (reader) => findSetting(reader, 'sample'))).toBe('first');
    expect(await second.database.read(deployment, (reader) => findSetting(reader, 'sample'))).toBeUndefined();
  });

  it('is migrated already, so that migrating again changes nothing', async () => {
    const before = await columnsOf(first);
    await first.database.migrate();
    expect(before.length).toBeGreaterThan(50);
    expect(await columnsOf(first)).toEqual(before);
  });
});

describe('a filled data folder', () => {
  it('holds the migrated embedded database', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'waymark-data-'));
    try {
      await fillDataFolder(dataDir);
      const database = await openEmbedded({ dataDir });
      expect(await database.read(deployment, (reader) => findSetting(reader, 'sample'))).toBeUndefined();
      await database.close();
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

describe.skipIf(engines.length < 2)('the two engines', () => {
  it('have the same tables, columns, indexes and rules', async () => {
    const [embedded, server] = await Promise.all([schemaOf('pglite'), schemaOf('postgres')]);
    expect(embedded).toEqual(server);
  });
});

async function schemaOf(engine: Engine): Promise<string[]> {
  const opened = await openTestDatabase(engine);
  try {
    return await columnsOf(opened);
  } finally {
    await opened.close();
  }
}

/** One line for each column, index and rule of the public schema. */
async function columnsOf(opened: TestDatabase): Promise<string[]> {
  const result = await opened.database.read(deployment, (reader) =>
    reader.db.execute(sql`
      select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) as line
        from information_schema.columns where table_schema = 'public'
      union all select indexdef from pg_indexes where schemaname = 'public'
      union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
        from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
      order by 1`),
  );
  return (result as { rows: { line: string }[] }).rows.map(({ line }) => line);
}
