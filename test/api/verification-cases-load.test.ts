// If this fails, one small document of a stranger keeps everybody else waiting.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { pngChunk } from '../../src/standards/bake/png-chunks.ts';
import { judgePool } from '../../src/verification/judge-pool.ts';
import type { JudgePool } from '../../src/verification/judge-pool.ts';
import { foreignBadge, foreignIssuer, verifiedAt } from '../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../setup/foreign-badges.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { expectReport, verdict } from '../setup/verdicts.ts';

const worker = new URL('../setup/judge-worker.mjs', import.meta.url);

let api: TestApp;
let judge: JudgePool;
let issuer: ForeignIssuer;
let badge: JsonObject;
beforeAll(async () => {
  judge = judgePool({ threads: 1, worker });
  api = await openTestApp({ clock: { now: () => verifiedAt }, judge });
  issuer = await foreignIssuer('elsewhere');
  badge = await foreignBadge(issuer);
  // The thread reads its modules once, which has nothing to do with what it judges.
  await api.anonymous.post('/v1/verifications', { credential: badge });
}, 120_000);
afterAll(async () => {
  await api.close();
  await judge.close();
});

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const subject = (more: JsonObject): JsonObject => ({
  ...badge,
  credentialSubject: { ...(badge['credentialSubject'] as JsonObject), ...more },
});
const contexts = (document: JsonObject): JsonValue[] => document['@context'] as JsonValue[];
const nested = (levels: number): JsonObject =>
  times(levels, () => 0).reduce<JsonObject>((inner) => ({ type: ['Profile'], parentOrg: inner }), {
    type: ['Profile'],
  });
/** Nodes without names of their own that all point at each other; no badge, so that no schema stops it. */
function clique(size: number): JsonObject {
  const names = times(size, (at) => `_:n${at}`);
  const parentOrg = names.map((id) => ({
    id,
    type: ['Profile'],
    parentOrg: names.filter((other) => other !== id).map((other) => ({ id: other, type: ['Profile'] })),
  }));
  return { ...badge, type: ['VerifiableCredential'], issuer: { id: issuer.did, type: ['Profile'], parentOrg } };
}

test.each<readonly [string, string, RegExp, () => JsonObject]>([
  [
    'B-15',
    '200 times the same context',
    /^invalid context=fail:too_many_contexts/,
    () => ({ ...badge, '@context': [...contexts(badge), ...times(200, () => contexts(badge)[1] ?? '')] }),
  ],
  [
    'B-15',
    '2,000 times the same context',
    /^invalid (?:structure|context)=fail:/,
    () => ({ ...badge, '@context': [...contexts(badge), ...times(2_000, () => contexts(badge)[1] ?? '')] }),
  ],
  [
    'B-31',
    '5,000 types',
    /^invalid structure=fail:array_too_long/,
    () => ({ ...badge, type: times(5_000, (at) => `Type${at}`) }),
  ],
  [
    'B-31',
    '20,000 types',
    /^invalid structure=fail:array_too_long/,
    () => ({ ...badge, type: times(20_000, (at) => `Type${at}`) }),
  ],
  [
    'B-30',
    'an organisation in an organisation, 60 times',
    /^invalid structure=fail:too_deep/,
    () => ({ ...badge, issuer: { id: issuer.did, ...nested(60) } }),
  ],
  [
    'B-27',
    '1,000 pieces of evidence without a name',
    /^invalid|^indeterminate/,
    () => ({ ...badge, evidence: times(1_000, () => ({ type: ['Evidence'] })) }),
  ],
  [
    'B-27',
    '5,000 pieces of evidence without a name',
    /^invalid structure=fail:too_many_nodes/,
    () => ({ ...badge, evidence: times(5_000, () => ({ type: ['Evidence'] })) }),
  ],
  ['B-28', 'ten nodes that all point at each other', /^invalid (?:structure|proof)=fail:/, () => clique(10)],
  [
    'B-28',
    'sixty of them beside a thousand that look alike',
    /^(?:invalid (?:structure|proof)=fail:|indeterminate proof=unknown:deadline)/,
    () => ({ ...clique(60), evidence: times(1_000, () => ({ type: ['Evidence'] })) }),
  ],
  [
    'B-11',
    'a context of 30,000 words inside',
    /^invalid (?:parse|structure|context)=fail:/,
    () => ({
      ...badge,
      '@context': [...contexts(badge), Object.fromEntries(times(30_000, (at) => [`w${at}`, 'https://x.example/']))],
    }),
  ],
  [
    'C-17',
    '1,000 proofs',
    /^invalid structure=fail:too_many_proofs/,
    () => ({ ...badge, proof: times(1_000, () => badge['proof'] ?? '') }),
  ],
  [
    '§1c',
    'a status list of 300 MB, packed, in its own place',
    /^invalid|^indeterminate/,
    () => subject({ encodedList: `u${gzipSync(Buffer.alloc(30_000_000)).toString('base64url')}` }),
  ],
  [
    'F-04',
    'a date that takes for ever to match',
    /^invalid schema=fail/,
    () => ({ ...badge, validUntil: `2030-01-01T00:00:00${'0'.repeat(40_000)}Z` }),
  ],
  [
    '§1c',
    'a schema with an expression that takes for ever to match',
    /^invalid/,
    () => ({
      ...badge,
      credentialSchema: [{ id: 'https://elsewhere.example/schema', type: 'JsonSchema' }],
      name: `${'a'.repeat(31)}!`,
    }),
  ],
])('200 %s %s: answered, and others meanwhile', async (_id, _what, expected, make) => {
  await expectOthersAnswered(expected, api.anonymous.post('/v1/verifications', { credential: make() }));
});

test('400 A-10 nesting of 100,000 levels, as JSON and as text', async () => {
  const deep = `{"credential":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`;
  const answer = await api.anonymous.send('POST', '/v1/verifications', deep, { 'content-type': 'application/json' });
  expect([answer.statusCode, answer.json()]).toEqual([400, expect.objectContaining({ code: 'too_deep' })]);
  await expectOthersAnswered(
    /^invalid parse=fail:too_deep$/,
    api.anonymous.post('/v1/verifications', { credential: '{"a":'.repeat(100_000) }),
  );
});

test('200 K-08 a picture whose text unpacks to 200 MB: answered, and others meanwhile', async () => {
  const packed = deflateSync(Buffer.alloc(200_000_000, 0x20));
  const bomb = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    pngChunk('iTXt', Buffer.concat([Buffer.from('openbadgecredential\0\u0001\0\0\0', 'latin1'), packed])),
    pngChunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
  const asked = api.anonymous.send('POST', '/v1/verifications', bomb, { 'content-type': 'image/png' });
  await expectOthersAnswered(/^invalid parse=fail:too_large$/, asked);
});

test('200 ten such documents at once, and an honest badge behind them is verified all the same', async () => {
  const poison = times(10, () => api.anonymous.post('/v1/verifications', { credential: clique(10) }));
  const honest = api.anonymous.post('/v1/verifications', { credential: badge });
  await expectOthersAnswered(/^valid$/, honest);
  for (const answer of await Promise.all(poison)) expect(verdict(expectReport(answer))).toMatch(/^invalid /);
});

/**
 * While it is judged, whether this process lives is asked again and again, and answered every time. How long that takes is
 * for the bench to measure; here it is told, and the order of the answers is what counts.
 */
async function expectOthersAnswered(expected: RegExp, asked: ReturnType<TestApp['anonymous']['post']>): Promise<void> {
  const state = { done: false };
  const answered = asked.finally(() => (state.done = true));
  let slowest = 0;
  let answers = 0;
  do {
    // A turn for the answers of the threads, which nothing else here would give them.
    await nextTurn();
    const before = performance.now();
    const { statusCode } = await api.anonymous.get('/health/live');
    expect(statusCode).toBe(200);
    answers += 1;
    slowest = Math.max(slowest, performance.now() - before);
  } while (!state.done);
  console.log(`health answered ${answers} times meanwhile, at most ${Math.round(slowest)} ms each`);
  expect(verdict(expectReport(await answered))).toMatch(expected);
}
