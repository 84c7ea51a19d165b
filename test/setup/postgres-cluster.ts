// A Postgres of our own for one test run: made in a temporary folder, reached with a password on a free loopback port,
// gone when the run ends in whatever way.
import { execFile, execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { openTemporaryFolder } from './open-temporary-folder.ts';

export interface Cluster {
  /** The database `postgres`, for a role that may create databases and is no superuser, as in a real deployment. */
  readonly url: string;
  stop(): Promise<void>;
}

const PROGRAM_FOLDER = '/usr/lib/postgresql';
const READY_WITHIN_MILLISECONDS = 30_000;

/**
 * Runs the server until its own input ends. That pipe ends with the test run, also when the run is killed; then the
 * server is stopped and its folder removed. Arguments: folder of the programs, folder of the cluster, port.
 */
const KEEPER = `
"$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \\
  -c max_connections=200 -c fsync=off &
server=$!
cat >/dev/null
kill -INT "$server"
wait "$server"
cd / && rm -rf "$2"
`;

/** The programs of the newest Postgres that is installed. */
export function postgresPrograms(): string | undefined {
  if (!existsSync(PROGRAM_FOLDER)) return undefined;
  return readdirSync(PROGRAM_FOLDER)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(PROGRAM_FOLDER, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Makes and starts a cluster. Postgres refuses to run as root; root starts it as the system user `postgres`. */
export async function startCluster(programs: string): Promise<Cluster> {
  const account = process.getuid?.() === 0 ? systemAccount('postgres') : undefined;
  const folder = mkdtempSync(join(openTemporaryFolder(), 'waymark-postgres-'));
  const passwordFile = join(folder, 'password');
  const password = randomBytes(18).toString('hex');
  writeFileSync(passwordFile, password);
  const log = openSync(join(folder, 'log'), 'w');
  if (account !== undefined) {
    for (const path of [folder, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const options = { ...account, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  await promisify(execFile)(
    join(programs, 'initdb'),
    ['-D', join(folder, 'data'), '-U', 'postgres', '--encoding=UTF8', '--no-locale', '--no-sync'].concat([
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ]),
    options,
  );
  const port = await freePort();
  const keeper = spawn('sh', ['-c', KEEPER, 'keeper', programs, folder, String(port)], {
    ...options,
    // Out of reach of Ctrl-C at the terminal: the end of the pipe is the only signal.
    detached: true,
    stdio: ['pipe', log, log],
  });
  // A run that fails must be able to end; its end closes the pipe.
  keeper.unref();
  try {
    await createRole(port, password);
  } catch (error) {
    const told = readFileSync(join(folder, 'log'), 'utf8');
    await stop(keeper);
    throw new Error(`Postgres from ${programs} did not start:\n${told}`, { cause: error });
  }
  return { url: `postgres://waymark:${password}@127.0.0.1:${port}/postgres`, stop: () => stop(keeper) };
}

/** Waits until the server answers and makes the role that the tests use. */
async function createRole(port: number, password: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MILLISECONDS;
  for (;;) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' });
    try {
      await client.connect();
      await client.query(`create role waymark login createdb password '${password}'`);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    } finally {
      await client.end();
    }
    await pause(50);
  }
}

async function stop(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null) return;
  keeper.ref();
  keeper.stdin?.end();
  await once(keeper, 'exit');
}

function systemAccount(name: string): { uid: number; gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
