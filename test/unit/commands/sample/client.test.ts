// If this fails, a sample that cannot be played ends without saying which call was refused and why.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SampleCallError, sampleClient } from '../../../../src/commands/sample/client.ts';

const asked: IncomingMessage[] = [];
const server = createServer((request, response) => {
  asked.push(request);
  const problem = {
    detail: 'The body breaks a rule.',
    code: 'prerequisite_missing',
    errors: [{ pointer: '/name', detail: 'Is missing.' }],
  };
  const answers: Readonly<Record<string, readonly [number, string]>> = {
    '/fine': [201, '{"id":"x"}'],
    '/refused': [422, JSON.stringify(problem)],
    '/proxy': [502, '<h1>Bad gateway</h1>'],
  };
  const [status, body] = answers[request.url ?? ''] ?? [404, '{}'];
  response.writeHead(status).end(body);
});
let api = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

test('a refused call tells method, path, status, the problem and its places', async () => {
  const call = sampleClient(api, 'key').create('/refused', {});
  await expect(call).rejects.toThrow('POST /refused answered 422: The body breaks a rule. /name: Is missing.');
  await expect(call).rejects.toMatchObject({ status: 422, code: 'prerequisite_missing' });
});

test('an answer that is no problem document is told as it came', async () => {
  const call = sampleClient(api).get('/proxy');
  await expect(call).rejects.toThrow('GET /proxy answered 502: <h1>Bad gateway</h1>');
  await expect(call).rejects.toBeInstanceOf(SampleCallError);
});

test('calls that create carry an Idempotency-Key of their own, the key and the member', async () => {
  asked.length = 0;
  const client = sampleClient(api, 'wmk_1').as('mem_1');
  await client.create('/fine', {});
  await client.create('/fine', {});
  await client.act('/fine');
  const [first, second, third] = asked.map(({ headers }) => headers);
  expect(first).toMatchObject({ authorization: 'Bearer wmk_1', 'waymark-on-behalf-of': 'mem_1' });
  expect(first?.['idempotency-key']).toMatch(/^sample-\w{20}$/);
  expect(second?.['idempotency-key']).not.toBe(first?.['idempotency-key']);
  expect(third).not.toHaveProperty('idempotency-key');
});
