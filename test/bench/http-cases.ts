// Issuing over HTTP with eight connections: POST /v1/credentials, which records the award and stores the badge, beside a
// bare Fastify that signs the same badge with the plain library and stores nothing. Load and server share the process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import fastify from 'fastify';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { outboxTasks } from '../../src/platform/outbox/outbox-table.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';
import { client } from '../setup/client.ts';
import { eventually } from '../setup/eventually.ts';
import { makeInstitution, makePublishedAchievement } from '../setup/fixtures.ts';
import { keyOf } from '../unit/standards/sample.ts';
import type { Case } from './measure.ts';

const CONNECTIONS = 8;
const TIMES = 40;
const operatorKey = 'operator-key-of-the-bench-0123456789';

/** A server that issues, while it is open. */
export interface Door extends Case {
  /** How long each request took, in milliseconds. */
  readonly latencies: number[];
  /** A badge as this server makes it, without its proof. */
  readonly unsigned: JsonObject;
  close(): Promise<void>;
}

type Post = (n: number) => Promise<Response>;

/** Eight at a time until all are answered. */
async function load(times: number, latencies: number[], post: Post): Promise<void> {
  let next = 0;
  const connection = async (): Promise<void> => {
    for (let n = next++; n < times; n = next++) {
      const before = performance.now();
      const answer = await post(n);
      const body = await answer.text();
      // A busy machine may be told 202: then the worker signs, and that counts too.
      if (!answer.ok) throw new Error(`The server of the bench answered ${answer.status}: ${body}`);
      latencies.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
}

function postJson(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  return fetch(url, { ...init, body: JSON.stringify(body) });
}

/** Signs what it is sent. */
export async function openBare(unsigned: JsonObject): Promise<Door> {
  const app = fastify();
  const { key } = await keyOf('issuer');
  app.post('/issue', async (request, reply) => {
    const suite = new DataIntegrityProof({ signer: key.signer(), cryptosuite });
    const credential = request.body as JsonObject;
    const signed = await issue({ credential, suite, documentLoader: staticDocumentLoader });
    return reply.code(201).type('application/vc').send(JSON.stringify(signed));
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const latencies: number[] = [];
  return {
    name: 'bare Fastify, plain library, nothing stored',
    times: TIMES,
    latencies,
    unsigned,
    warmed: () => void latencies.splice(0),
    round: (times) => load(times, latencies, () => postJson(`${url}/issue`, unsigned)),
    close: () => app.close(),
  };
}

export async function openWaymark(name: string, database: Database): Promise<Door> {
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
  const anonymous = client(app.http);
  const close = async (): Promise<void> => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const institution = await makeInstitution({ app, database, dataDir, operator, anonymous, close });
  const achievement = await makePublishedAchievement(institution);
  let people = 0;
  const post = (): Promise<Response> => {
    const n = people++;
    const award = {
      achievementId: achievement.id,
      recipient: { name: `Learner ${n}`, email: `learner-${n}@bench.example` },
      marks: [
        { criterion: 'local-context', level: 'leading' },
        { criterion: 'differentiation', level: 'met' },
      ],
      assessedBy: { name: 'Bela Nagy', organization: 'Sand Hills Workshop' },
    };
    const headers = { authorization: `Bearer ${institution.key.key}`, 'idempotency-key': `bench-${n}` };
    return postJson(`${url}/v1/credentials`, award, headers);
  };
  const { document } = (await (await post()).json()) as { document: JsonObject };
  const { proof: _, ...unsigned } = document;
  const latencies: number[] = [];
  return {
    name,
    times: TIMES,
    latencies,
    unsigned,
    warmed: () => void latencies.splice(0),
    round: (times) => load(times, latencies, post),
    settle: () => eventually('the worker to finish', async () => (await waiting(database)) === 0 || undefined),
    close,
  };
}

function waiting(database: Database): Promise<number> {
  return database.read(deployment, ({ db }) => db.$count(outboxTasks));
}
