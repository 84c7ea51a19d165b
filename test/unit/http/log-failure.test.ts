// If this fails, a flood of requests fills the log, or a real fault is not in it.
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { failureLog } from '../../../src/http/log-failure.ts';
import { Problem } from '../../../src/kernel/problem.ts';

const busy = new Problem('unavailable', { detail: 'Too many wait.', retryAfterSeconds: 2 });
const stopped = new Problem('unavailable', { detail: 'Too many wait.', cause: new DOMException('', 'AbortError') });
const database = new Problem('unavailable', { detail: 'No database.', cause: new Error('ECONNREFUSED') });
const internal = new Problem('internal', { detail: 'Something.', cause: new Error('a mistake') });

test('that we are busy is one short line however often, and every fault is a line of its own', () => {
  const lines: string[] = [];
  const { log } = fastify({ logger: { level: 'info', stream: { write: (line: string) => void lines.push(line) } } });
  const failed = failureLog(60_000);
  for (const problem of [busy, busy, stopped, database, internal, busy, database]) {
    failed(log, { problem, error: problem, traceId: 't', requestId: 'r', route: '/v1/verifications' });
  }
  const told = lines.map((line) => JSON.parse(line) as { level: number; slug: string; errors?: object[] });
  expect(told.map(({ level, slug }) => `${level} ${slug}`)).toEqual([
    '40 unavailable',
    '50 unavailable',
    '50 internal',
    '50 unavailable',
  ]);
  expect(told.map(({ errors }) => errors !== undefined)).toEqual([false, true, true, true]);
});
