// `npm run bench`: Waymark beside plain @digitalbazaar/vc in one run, as ratios with their spread. It sets no marks and
// judges nothing; whoever compares machines compares ratios. About a minute and a half on two quiet cores.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { PGlite } from '@electric-sql/pglite';
import { embeddedDatabase } from '../../src/platform/db/pglite.ts';
import { openPostgres } from '../../src/platform/db/postgres.ts';
import { administer, databaseUrl } from '../setup/postgres-admin.ts';
import { postgresPrograms, startCluster } from '../setup/postgres-cluster.ts';
import { badgeCases, plainIssue, plainVerification } from './badge-cases.ts';
import { openBare, openWaymark } from './http-cases.ts';
import type { Door } from './http-cases.ts';
import { measure, ratios, spread } from './measure.ts';
import type { Samples } from './measure.ts';

const ROUNDS = 9;
const HTTP_ROUNDS = 5;

const packages = [
  '@digitalbazaar/vc',
  '@digitalbazaar/eddsa-rdfc-2022-cryptosuite',
  'jsonld',
  'fastify',
  'pg',
  '@electric-sql/pglite',
];

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

const flags = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].filter((flag) =>
  /^--(?!require|import)/.test(flag),
);
say(`Node ${process.version} (${flags.join(' ') || 'no flags'}), ${cpus().length} × ${cpus()[0]?.model.trim() ?? '?'}`);
say(packages.map((name) => `${name} ${versionOf(name)}`).join(', '));
say('Ratios compare CPU time in the same round: 2× needs half the CPU of its reference. In brackets the middle half.');

const { cases, sizeBytes } = await badgeCases();
say(`\nOne badge of ${sizeBytes} bytes, eddsa-rdfc-2022, ${ROUNDS} interleaved rounds:\n`);
const samples = await measure(cases, ROUNDS);
say('| work | per second and core | CPU ms | wall ms | CPU against the plain library |');
say('|---|---|---|---|---|');
for (const { name } of cases) {
  const reference = name.startsWith('issue') ? plainIssue : plainVerification;
  const { cpu, wall, ratio } = figures(samples, name, reference);
  say(`| ${name} | ${(1_000 / cpu.median).toFixed(0)} | ${shown(cpu)} | ${wall.median.toFixed(1)} | ${ratio} |`);
}

const doors = await openDoors();
const bare = doors[0];
const { length } = JSON.stringify(bare?.unsigned);
say(`\nIssuing over HTTP, 8 connections, one badge of ${length} bytes, ${HTTP_ROUNDS} interleaved rounds:\n`);
const overHttp = await measure(doors, HTTP_ROUNDS);
say('| server | per second | CPU ms | p50 ms | p99 ms | CPU against bare |');
say('|---|---|---|---|---|---|');
for (const { name, latencies } of doors) {
  const { cpu, wall, ratio } = figures(overHttp, name, bare?.name ?? '');
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).toFixed(0);
  say(`| ${name} | ${(1_000 / wall.median).toFixed(0)} | ${shown(cpu)} | ${at(0.5)} | ${at(0.99)} | ${ratio} |`);
}
for (const door of doors.toReversed()) await door.close();

/** The bare server first; each signs the badge that Waymark makes. */
async function openDoors(): Promise<readonly Door[]> {
  const embedded = embeddedDatabase(await PGlite.create());
  const first = closing(await openWaymark('Waymark, embedded database in memory', embedded), () => embedded.close());
  const found = [await openBare(first.unsigned), first];
  const programs = postgresPrograms();
  if (programs === undefined) {
    say('\nPostgres is not installed: its row is left out.');
    return found;
  }
  const cluster = await startCluster(programs);
  await administer(cluster.url, 'create database waymark_bench');
  const database = openPostgres({ url: databaseUrl(cluster.url, 'waymark_bench') });
  const name = `Waymark, Postgres ${await database.version()} (fsync off; its own CPU not counted)`;
  const door = closing(await openWaymark(name, database), async () => {
    await database.close();
    await cluster.stop();
  });
  return [...found, door];
}

/** The same door; what it stands on is closed after it. */
function closing(door: Door, then: () => Promise<void>): Door {
  return { ...door, close: () => door.close().then(then) };
}

function figures(measured: Samples, name: string, reference: string) {
  const own = measured.get(name) ?? [];
  const { median, low, high } = spread(ratios(measured, name, reference));
  return {
    cpu: spread(own.map((sample) => sample.cpu)),
    wall: spread(own.map((sample) => sample.wall)),
    ratio: name === reference ? '1' : `${median.toFixed(2)}× (${low.toFixed(2)}–${high.toFixed(2)})`,
  };
}

function shown({ median, low, high }: ReturnType<typeof spread>): string {
  return `${median.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)})`;
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;
}
