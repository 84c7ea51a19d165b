// The whole application on a database of its own, asked through its HTTP door without a socket.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app.ts';
import type { App, AppOptions } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/platform/db/database.ts';
import type { GuardedFetch } from '../../src/platform/outgoing/guarded-fetch.ts';
import { directJudge } from '../../src/verification/direct-judge.ts';
import { openTestDatabase } from './databases.ts';
import type { Engine } from './databases.ts';
import { client } from './client.ts';
import type { Client } from './client.ts';

/** Settings that a test file may need otherwise, by the names of the environment. */
export interface TestAppOptions extends Partial<Omit<AppOptions, 'config' | 'database'>> {
  readonly engine?: Engine;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface TestApp {
  readonly app: App;
  readonly database: Database;
  readonly dataDir: string;
  readonly operator: Client;
  readonly anonymous: Client;
  close(): Promise<void>;
}

/** No host in the world answers, unless a test brings some that do. */
const noHost: GuardedFetch = (url) =>
  Promise.resolve({ state: 'unreachable', code: url.startsWith('https://') ? 'unreachable' : 'unsupported' });

export const testOrigin = 'http://waymark.test';
export const operatorKey = 'operator-key-of-the-tests-0123456789';

/** Opens it without a worker; call `app.startWorker()` where something that waits must be done. */
export async function openTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const { engine = 'pglite', environment = {}, ...rest } = options;
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-test-'));
  const opened = await openTestDatabase(engine);
  const config = readConfig({
    WAYMARK_PUBLIC_URL: testOrigin,
    WAYMARK_DATA_DIR: dataDir,
    WAYMARK_OPERATOR_KEY: operatorKey,
    WAYMARK_LOG_LEVEL: 'silent',
    WAYMARK_REQUESTS_PER_MINUTE: '100000',
    ...environment,
  });
  const app = await createApp({ fetch: noHost, judge: directJudge, ...rest, config, database: opened.database });
  return {
    app,
    database: opened.database,
    dataDir,
    operator: client(app.http, operatorKey),
    anonymous: client(app.http),
    close: async () => {
      await app.close();
      await opened.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
