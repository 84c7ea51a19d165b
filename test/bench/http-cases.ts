// Issuing over HTTP with eight connections: POST /v1/credentials, which records the award and stores the badge, beside a
// bare Fastify that signs with the plain library and stores nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import fastify from 'fastify';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';
import { client } from '../setup/client.ts';
import { makeInstitution, makePublishedAchievement } from '../setup/fixtures.ts';
import { keyOf, unsignedBadge } from '../unit/standards/sample.ts';

const CONNECTIONS = 8;
const operatorKey = 'operator-key-of-the-bench-0123456789';

export interface HttpFigure {
  readonly name: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Answers per second and their times in milliseconds, over `total` requests. */
async function load(name: string, total: number, request: (n: number) => Promise<Response>): Promise<HttpFigure> {
  const times: number[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < total; n = next++) {
      const before = performance.now();
      const answer = await request(n);
      await answer.arrayBuffer();
      if (answer.status !== 201) throw new Error(`${name}: ${answer.status}`);
      times.push(performance.now() - before);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - began) / 1_000;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { name, perSecond: total / seconds, p50: at(0.5), p99: at(0.99) };
}

const post = (url: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

export async function plainOverHttp(total: number): Promise<HttpFigure> {
  const app = fastify();
  const { key } = await keyOf('issuer');
  const unsigned = unsignedBadge();
  app.post('/issue', async (_request, reply) => {
    const suite = new DataIntegrityProof({ signer: key.signer(), cryptosuite });
    const signed = await issue({ credential: structuredClone(unsigned), suite, documentLoader: staticDocumentLoader });
    return reply.code(201).send(JSON.stringify(signed));
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  await load('warm', 30, () => post(`${url}/issue`, unsigned));
  const figure = await load('bare Fastify and the plain library, nothing stored', total, () =>
    post(`${url}/issue`, unsigned),
  );
  await app.close();
  return figure;
}

export async function waymarkOverHttp(name: string, database: Database, total: number): Promise<HttpFigure> {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
  const config = readConfig({
    WAYMARK_DATA_DIR: dataDir,
    WAYMARK_OPERATOR_KEY: operatorKey,
    WAYMARK_LOG_LEVEL: 'silent',
    WAYMARK_REQUESTS_PER_MINUTE: '1000000',
  });
  const app = await createApp({ config, database });
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 });
  await app.startWorker();
  const operator = client(app.http, operatorKey);
  const institution = await makeInstitution({
    app,
    database,
    dataDir,
    operator,
    anonymous: client(app.http),
    close: () => app.close(),
  });
  const achievement = await makePublishedAchievement(institution);
  const request = (n: number, word: string): Promise<Response> =>
    post(
      `${url}/v1/credentials`,
      {
        achievementId: achievement.id,
        recipient: { name: `Learner ${n}`, email: `learner-${word}-${n}@bench.example` },
        marks: [
          { criterion: 'local-context', level: 'leading' },
          { criterion: 'differentiation', level: 'met' },
        ],
        assessedBy: { name: 'The bench' },
      },
      { authorization: `Bearer ${institution.key.key}`, 'idempotency-key': `${word}-${n}` },
    );
  await load('warm', 30, (n) => request(n, 'warm'));
  const figure = await load(name, total, (n) => request(n, 'run'));
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
  return figure;
}
