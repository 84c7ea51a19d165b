// `npm run bench`: Waymark beside plain @digitalbazaar/vc in one run, as ratios with their spread. It sets no marks and
// judges nothing; whoever compares machines compares ratios.
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { PGlite } from '@electric-sql/pglite';
import { embeddedDatabase } from '../../src/platform/db/pglite.ts';
import { openPostgres } from '../../src/platform/db/postgres.ts';
import { administer, databaseUrl } from '../setup/postgres-admin.ts';
import { postgresPrograms, startCluster } from '../setup/postgres-cluster.ts';
import { badgeCases } from './badge-cases.ts';
import { plainOverHttp, waymarkOverHttp } from './http-cases.ts';
import type { HttpFigure } from './http-cases.ts';
import { measure, ratios, spread } from './measure.ts';
import type { Samples } from './measure.ts';

const ROUNDS = 9;
const HTTP_REQUESTS = 300;

const say = (line = ''): void => void process.stdout.write(`${line}\n`);

function version(name: string): string {
  return (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;
}

say(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, flags: ${process.execArgv.filter((flag) => flag.startsWith('--') && !flag.includes('=')).join(' ') || 'none'}`,
);
say(
  ['@digitalbazaar/vc', 'jsonld', '@digitalbazaar/eddsa-rdfc-2022-cryptosuite', 'fastify', 'pg', '@electric-sql/pglite']
    .map((name) => `${name} ${version(name)}`)
    .join(', '),
);

const { cases, sizeBytes } = await badgeCases();
say(`\nOne full badge of ${sizeBytes} bytes, eddsa-rdfc-2022, ${ROUNDS} rounds; CPU time of the whole process:\n`);
const samples = await measure(cases, ROUNDS);
libraryTable(samples, [
  ['issue, plain library', 'issue, plain library'],
  ['issue, Waymark (lint, sign)', 'issue, plain library'],
  ['issue, Waymark (lint, sign, verify with the published key and list)', 'issue, plain library'],
  ['verify, plain library (proof and dates)', 'verify, plain library (proof and dates)'],
  ['verify, Waymark (every check, signed list read)', 'verify, plain library (proof and dates)'],
]);

say(`\nPOST over HTTP, 8 connections, ${HTTP_REQUESTS} requests, load and server in one process:\n`);
const plain = await plainOverHttp(HTTP_REQUESTS);
const figures = [plain];
const embedded = embeddedDatabase(await PGlite.create());
figures.push(await waymarkOverHttp('POST /v1/credentials, embedded database in memory', embedded, HTTP_REQUESTS));
await embedded.close();
const programs = postgresPrograms();
if (programs === undefined) say('Postgres is not installed: its row is left out.\n');
else {
  const cluster = await startCluster(programs);
  await administer(cluster.url, 'create database waymark_bench');
  const database = openPostgres({ url: databaseUrl(cluster.url, 'waymark_bench') });
  const serverVersion = await database.version();
  figures.push(
    await waymarkOverHttp(`POST /v1/credentials, Postgres ${serverVersion} (fsync off)`, database, HTTP_REQUESTS),
  );
  await database.close();
  await cluster.stop();
}
httpTable(figures, plain);

function libraryTable(measured: Samples, rows: readonly (readonly [string, string])[]): void {
  say('| work | per second and core | CPU ms, middle half | against the plain library |');
  say('|---|---|---|---|');
  for (const [name, reference] of rows) {
    const cpu = spread((measured.get(name) ?? []).map((sample) => sample.cpu / 1_000));
    const ratio = spread(ratios(measured, name, reference));
    say(
      `| ${name} | ${(1_000 / cpu.median).toFixed(0)} | ${cpu.median.toFixed(1)} (${cpu.low.toFixed(1)}–${cpu.high.toFixed(1)}) | ${ratio.median.toFixed(2)}× (${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}) |`,
    );
  }
}

function httpTable(measured: readonly HttpFigure[], reference: HttpFigure): void {
  say('| work | per second | p50 ms | p99 ms | against bare |');
  say('|---|---|---|---|---|');
  for (const { name, perSecond, p50, p99 } of measured) {
    say(
      `| ${name} | ${perSecond.toFixed(0)} | ${p50.toFixed(0)} | ${p99.toFixed(0)} | ${(perSecond / reference.perSecond).toFixed(2)}× |`,
    );
  }
}
