// If this fails, a caller can tie up the server with a body that is too large or never ends, or speak for two hosts.
// The ids are those of the security cases; here real bytes go over a real connection.
import { connect } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import type { MemberView } from '../../src/access/members.ts';
import type { ProblemDocument } from '../../src/http/problem.ts';
import { BODY_LIMIT_BYTES } from '../../src/http/server.ts';
import { roles } from '../../src/kernel/principal.ts';
import { expectStatus, makeInstitution } from '../setup/fixtures.ts';
import { sendRaw } from '../setup/raw-socket.ts';
import type { RawAnswer } from '../setup/raw-socket.ts';
import { pathOf, routeName, routesOf } from '../setup/routes.ts';
import type { Route } from '../setup/routes.ts';
import { openTestApp } from '../setup/test-app.ts';

const api = await openTestApp();
afterAll(() => api.close());
const own = await makeInstitution(api);
const person = { name: 'Ann', email: 'ann@plateau.example', roles };
const member = expectStatus<MemberView>(await own.key.post('/v1/members', person), 201);
const { server } = api.app.http;
const usualSeconds = (server.requestTimeout + connectionsCheckingInterval()) / 1000;
// Node looks at its connections from time to time only; all these times are settings, and short ones serve the test.
server.headersTimeout = 300;
server.requestTimeout = 300;
Object.assign(server, { connectionsCheckingInterval: 100 });
await api.app.http.listen({ host: '127.0.0.1', port: 0 });
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

const routes = routesOf(api.app.http)
  .filter(({ url, method }) => url.startsWith('/v1/') && ['POST', 'PUT'].includes(method) && url !== '/v1/images')
  .map((route) => [routeName(route), route] as const);

function head(route: Route, ...headers: string[]): string {
  const isOperators = /^\/v1\/(institutions|operator)/.test(route.url);
  return [
    `${route.method} ${pathOf(route, { institutionId: own.id })} HTTP/1.1`,
    'Host: waymark.test',
    `Authorization: Bearer ${isOperators ? api.operator.key : own.key.key}`,
    ...(isOperators ? [] : [`Waymark-On-Behalf-Of: ${member.id}`]),
    'If-Match: "1"',
    'Content-Type: application/json',
    ...headers,
    '\r\n',
  ].join('\r\n');
}
const problemOf = (answer: RawAnswer, body = answer.body): ProblemDocument => JSON.parse(body) as ProblemDocument;

describe('413 A-11 one byte more than a route takes, and the connection ends', () => {
  test.each(routes)('%s, told by Content-Length', async (_name, route) => {
    // The answer comes before the body has been sent.
    const answer = await sendRaw(port, [head(route, `Content-Length: ${BODY_LIMIT_BYTES + 1}`), '{']);
    expect(answer.status).toBe(413);
    expect(answer.head).toContain('content-type: application/problem+json');
    expect(answer.head).toContain('connection: close');
    expect(problemOf(answer).type).toMatch(/\/problems\/payload-too-large$/);
  });
  test.each(routes)('%s, in chunks without a length', async (_name, route) => {
    const size = BODY_LIMIT_BYTES + 1;
    const chunk = `${size.toString(16)}\r\n{"a":"${'x'.repeat(size - 6)}`;
    const answer = await sendRaw(port, [head(route, 'Transfer-Encoding: chunked'), chunk]);
    expect(answer.status).toBe(413);
    expect(answer.head).toContain('connection: close');
    expect(problemOf(answer).type).toMatch(/\/problems\/payload-too-large$/);
  });
});

test('400 a body of exactly the limit is read, and refused for what it says', async () => {
  const body = `{"name":"${'x'.repeat(BODY_LIMIT_BYTES - 11)}"}`;
  expect(Buffer.byteLength(body)).toBe(BODY_LIMIT_BYTES);
  const answer = await own.key.send('POST', '/v1/rubrics', body, { 'content-type': 'application/json' });
  expect(answer.statusCode).toBe(400);
});

test('413 A-11 an image one byte over 8 MB, told by Content-Length', async () => {
  const route = { method: 'POST', url: '/v1/images' };
  const lines = head(route, `Content-Length: ${8 * 1024 * 1024 + 1}`).replace('application/json', 'image/png');
  const answer = await sendRaw(port, [lines, 'x']);
  expect(answer.status).toBe(413);
  expect(answer.head).toContain('connection: close');
});

describe('408 A-12 a request that begins and falls silent', () => {
  const route = { method: 'POST', url: '/v1/rubrics' };
  test('one byte of a body of a hundred', async () => {
    const answer = await sendRaw(port, [head(route, 'Content-Length: 100'), '{']);
    expect(answer.status).toBe(408);
    expect(answer.head).toContain('connection: close');
    expect(answer.head).toContain('content-type: application/problem+json');
    expect(problemOf(answer).type).toMatch(/\/problems\/request-timeout$/);
  });
  test('half a header', async () => {
    const answer = await sendRaw(port, ['POST /v1/rubrics HTTP/1.1\r\nHost: waymark.test\r\nX-Slow: ']);
    expect(answer.status).toBe(408);
  });
  test('as it is usually set, the connection ends within 30 seconds', () => {
    expect(usualSeconds).toBeLessThanOrEqual(30);
  });
  test('others are answered meanwhile', async () => {
    const silent = connect({ host: '127.0.0.1', port });
    silent.write(head(route, 'Content-Length: 100'));
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`);
    expect(answer.status).toBe(200);
    silent.destroy();
  });
});

describe('400 L-10 a request that names two hosts', () => {
  test.each([
    ['GET /v1/rubrics', 'GET /v1/rubrics HTTP/1.1', ['Host: waymark.test', 'Host: evil.example']],
    ['GET /', 'GET / HTTP/1.1', ['Host: waymark.test', 'host: waymark.test']],
  ])('%s', async (_name, line, hosts) => {
    const answer = await sendRaw(port, [[line, ...hosts, 'Connection: close', '\r\n'].join('\r\n')]);
    expect(answer.status).toBe(400);
  });
  test('or none', async () => {
    const answer = await sendRaw(port, ['GET /v1/rubrics HTTP/1.1\r\nConnection: close\r\n\r\n']);
    expect(answer.status).toBe(400);
  });
});

describe('400 two readings of one request', () => {
  const route = { method: 'POST', url: '/v1/rubrics' };
  test('a length and chunks', async () => {
    const lines = head(route, 'Content-Length: 2', 'Transfer-Encoding: chunked', 'Connection: close');
    const answer = await sendRaw(port, [lines, '2\r\n{}\r\n0\r\n\r\n']);
    expect(answer.status).toBe(400);
  });
  test('two lengths', async () => {
    const answer = await sendRaw(port, [
      head(route, 'Content-Length: 2', 'Content-Length: 3', 'Connection: close'),
      '{}',
    ]);
    expect(answer.status).toBe(400);
  });
});

function connectionsCheckingInterval(): number {
  // Node keeps the option under the name it was given, but its types do not know it.
  const value: unknown = Reflect.get(server, 'connectionsCheckingInterval');
  return typeof value === 'number' ? value : Number.NaN;
}
