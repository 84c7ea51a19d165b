// Opens the resources, builds the services, hangs the doors, and owns the end of all of them.
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { claimOperatorKey } from './access/operator-key.ts';
import { ConfigError, masterKeyBytes } from './config.ts';
import type { Config } from './config.ts';
import { buildServices } from './services.ts';
import type { Services } from './services.ts';
import { systemClock } from './kernel/clock.ts';
import type { Clock } from './kernel/clock.ts';
import { crashPointNames, noCrash } from './kernel/crash-point.ts';
import type { CrashPoint } from './kernel/crash-point.ts';
import { randomIds } from './kernel/id.ts';
import type { Ids } from './kernel/id.ts';
import { buildHttp } from './http/routes.ts';
import { metrics } from './http/metrics.ts';
import { auditLog, integrateAuditEntries } from './platform/audit/audit.ts';
import { localFolder } from './platform/blobs/local-folder.ts';
import type { Database } from './platform/db/database.ts';
import { openEmbedded } from './platform/db/pglite.ts';
import { openPostgres } from './platform/db/postgres.ts';
import { deployment } from './platform/db/scope.ts';
import { forgetOldAnswers } from './platform/idempotency/idempotency.ts';
import { masterKey } from './platform/keys/seal.ts';
import type { MasterKey } from './platform/keys/seal.ts';
import type { KeyDriver } from './platform/keys/sealed-keys.ts';
import { claimOrigin } from './platform/settings/public-origin.ts';
import { claimSetting } from './platform/settings/setting-store.ts';
import { housekeeping } from './tasks/housekeeping.ts';
import { createGuardedFetch } from './platform/outgoing/guarded-fetch.ts';
import type { GuardedFetch } from './platform/outgoing/guarded-fetch.ts';
import { allTasks } from './tasks/tasks.ts';
import { startWorker } from './tasks/worker.ts';
import type { Worker } from './tasks/worker.ts';
import { directJudge } from './verification/direct-judge.ts';
import { judgePool } from './verification/judge-pool.ts';
import type { Judge } from './verification/judge.ts';
import { readListPublishers } from './verification/status-publishers.ts';
import type { DataModel } from './standards/document-kind.ts';
import type { ListPublisher } from './standards/read-bit-list.ts';
import { readTrustRegistryConfig } from './verification/trust/registry-config.ts';
import type { RegistryConfig } from './verification/trust/registry-config.ts';

export interface AppOptions {
  readonly config: Config;
  /** An open database that is used instead of the configured one, and is not closed. */
  readonly database?: Database;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly keys?: KeyDriver;
  readonly logStream?: { write(line: string): void };
  readonly crash?: CrashPoint;
  /** Another way out than the guarded fetch. */
  readonly fetch?: GuardedFetch;
  /** Another judge than worker threads of its own; it is not closed. */
  readonly judge?: Judge;
  /** Told of the stages of starting. */
  readonly progress?: (stage: 'opening' | 'migrating' | 'ready') => void;
}

export interface App {
  readonly http: Awaited<ReturnType<typeof buildHttp>>;
  readonly services: Services;
  readonly database: Database;
  /** The operator's key, when this start has made it; it is not kept and cannot be shown again. */
  readonly newOperatorKey: string | undefined;
  /** Starts the worker. Without it requests work, but nothing that waits is done. */
  startWorker(): Promise<void>;
  /** Stops taking work, answers what is under way, closes everything. */
  close(): Promise<void>;
}

const isBuilt = import.meta.url.endsWith('.js');

/** @throws ConfigError, FolderLockedError or a driver's error when something cannot be opened */
export async function createApp(options: AppOptions): Promise<App> {
  const { config } = options;
  const clock = options.clock ?? systemClock;
  const ids = options.ids ?? randomIds;
  options.progress?.('opening');
  const database = options.database ?? (await openDatabase(config));
  try {
    options.progress?.('migrating');
    await database.migrate();
    const audit = auditLog(clock, ids);
    const wanted = { present: config.publicOrigin, former: config.formerOrigins };
    const origins = await claimOrigin(database, wanted, clock, audit);
    const master = masterKeyOf(config, ids);
    const masterKeyFits = await checkMasterKey(database, master, clock);
    const figures = metrics(database);
    // Run from its sources, as in development, there is no module that a thread could run.
    const pool = isBuilt && options.judge === undefined ? judgePool({ threads: judgeThreads() }) : undefined;
    const judge = options.judge ?? pool ?? directJudge;
    // The log belongs to the server, which is built later; nothing is fetched before.
    let logFailure: (failure: object) => void = () => {};
    const wayOut =
      options.fetch ??
      createGuardedFetch({ publicOrigin: config.publicOrigin, onFailure: (failure) => logFailure(failure) });
    const services = buildServices({
      database,
      blobs: localFolder(join(config.dataDir, 'blobs'), ids),
      masterKey: master,
      masterKeyFits,
      clock,
      ids,
      origin: config.publicOrigin,
      formerOrigins: origins.former,
      crash: options.crash ?? crashPointOf(config),
      fetch: wayOut,
      judge,
      registries: registriesOf(config),
      listPublishers: publishersOf(config),
      vcApiIssues: vcApiIssuesOf(config),
      alarm: (what) => figures.alarm(what),
      ...(options.keys !== undefined && { keys: options.keys }),
    });
    const newOperatorKey = masterKeyFits
      ? await claimOperatorKey(config.secrets.operatorKey, { database, pepper: services.pepper, clock, audit })
      : undefined;
    const http = await buildHttp({
      services,
      database,
      figures,
      masterKeyFits,
      ids,
      origin: config.publicOrigin,
      logLevel: config.logLevel,
      trustProxy: config.trustProxy,
      requestsPerMinute: config.requestsPerMinute,
      production: config.production,
      docs: config.docs,
      clock,
      ...(options.logStream !== undefined && { logStream: options.logStream }),
    });
    logFailure = (failure) => http.log.info(failure, 'a document could not be fetched');
    let worker: Worker | undefined;
    options.progress?.('ready');
    return {
      http,
      services,
      database,
      newOperatorKey,
      startWorker: async () => {
        if (worker !== undefined) return;
        // No other process can hold a task of the embedded database: what is leased was left by one that died.
        if (database.engine === 'pglite') await services.outbox.releaseLeases();
        worker ??= startWorker({
          outbox: services.outbox,
          tasks: allTasks(services),
          afterRound: housekeeping(clock, [
            { everySeconds: 1, run: () => integrateAuditEntries(database) },
            { everySeconds: 3600, run: () => forgetOldAnswers(database, clock) },
            { everySeconds: 3600, run: () => services.sharedReports.forgetOld() },
            { everySeconds: 3600, run: () => services.sweepBlobs() },
          ]),
          log: http.log,
          parallel: database.engine === 'pglite' ? 2 : 8,
        });
      },
      close: async () => {
        await http.close();
        await worker?.stop();
        await pool?.close();
        if (options.database === undefined) await database.close();
      },
    };
  } catch (error) {
    if (options.database === undefined) await database.close();
    throw error;
  }
}

function registriesOf({ trustRegistries }: Config): readonly RegistryConfig[] {
  const read = readTrustRegistryConfig(trustRegistries ?? '[]');
  if (read.ok) return read.registries;
  throw new ConfigError('setting_invalid', `WAYMARK_TRUST_REGISTRIES_FILE: ${read.problem}.`);
}

function publishersOf({ statusPublishers }: Config): readonly ListPublisher[] {
  const read = readListPublishers(statusPublishers ?? '[]');
  if (read.ok) return read.publishers;
  throw new ConfigError('setting_invalid', `WAYMARK_STATUS_PUBLISHERS_FILE: ${read.problem}.`);
}

function vcApiIssuesOf({ vcApiIssue, vcApiIssueV1 }: Config): readonly DataModel[] {
  if (!vcApiIssue) return [];
  return vcApiIssueV1 ? ['2.0', '1.1'] : ['2.0'];
}

/** One for each core, at most four. */
function judgeThreads(): number {
  return Math.min(4, Math.max(1, availableParallelism()));
}

async function openDatabase(config: Config): Promise<Database> {
  return config.databaseUrl === undefined
    ? openEmbedded({ dataDir: config.dataDir })
    : openPostgres({ url: config.databaseUrl, poolSize: config.databasePoolSize });
}

/** The configured master key, or one that is made once and kept in the data folder. @throws ConfigError for a broken file */
function masterKeyOf(config: Config, ids: Ids): MasterKey {
  if (config.secrets.masterKey !== undefined) return masterKey(config.secrets.masterKey);
  const path = join(config.dataDir, 'master.key');
  if (!existsSync(path)) {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    // Written whole beside its place and linked there, so that neither a crash nor a second process leaves half a key.
    const whole = `${path}.${process.pid}`;
    writeFileSync(whole, `${ids.bytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(whole, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(whole);
    }
  }
  return masterKey(masterKeyBytes(readFileSync(path, 'utf8').trim(), path));
}

/** Whether the master key is the one that this database was first started with. Nothing is overwritten when it is not. */
async function checkMasterKey(database: Database, master: MasterKey, clock: Clock): Promise<boolean> {
  const first = await database.write(deployment, (tx) => claimSetting(tx, 'master-key-check', master.id, clock.now()));
  return first === master.id;
}

/** In tests of recovery the process ends itself at a named point, as if the power had failed. */
function crashPointOf(config: Config): CrashPoint {
  const wanted = config.crashAt;
  if (wanted === undefined) return noCrash;
  if (!crashPointNames.some((name) => name === wanted)) {
    throw new ConfigError('setting_invalid', `WAYMARK_CRASH_AT must be one of ${crashPointNames.join(', ')}.`);
  }
  return (name) => {
    if (name !== wanted) return;
    process.stderr.write(`crash point reached: ${name}\n`);
    process.kill(process.pid, 'SIGKILL');
  };
}
