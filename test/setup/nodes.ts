// Nodes in one process: on Postgres two with a pool each, on the embedded engine, which has room for one, just that.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppOptions } from '../../src/app.ts';
import { openPostgres } from '../../src/platform/db/postgres.ts';
import { openTestDatabase } from './databases.ts';
import type { Engine } from './databases.ts';
import { appOver } from './seeded-database.ts';
import type { TestApp } from './test-app.ts';

export interface Nodes {
  readonly first: TestApp;
  readonly all: readonly TestApp[];
  close(): Promise<void>;
}

/** An empty deployment whose workers run, unless told otherwise. */
export async function openNodes(
  engine: Engine,
  options: Omit<AppOptions, 'config' | 'database'> = {},
  { workers }: { readonly workers: boolean } = { workers: true },
): Promise<Nodes> {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-nodes-'));
  const opened = await openTestDatabase(engine);
  const second = opened.url === undefined ? undefined : openPostgres({ url: opened.url });
  const first = await appOver(opened.database, dataDir, options);
  const all = second === undefined ? [first] : [first, await appOver(second, dataDir, options)];
  if (workers) for (const node of all) await node.app.startWorker();
  return {
    first,
    all,
    close: async () => {
      for (const node of all) await node.close();
      await second?.close();
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
