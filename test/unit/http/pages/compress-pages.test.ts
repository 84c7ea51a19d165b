// If this fails, a page comes unreadable to whoever cannot unpack it, a signed document does not come byte for byte, or
// a page that has not changed is sent again and again.
import { gunzipSync } from 'node:zlib';
import etag from '@fastify/etag';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressPages } from '../../../../src/http/pages/compress-pages.ts';

const page = `<!doctype html><p>${'Un puente sobre el río. '.repeat(100)}</p>`;
let app: FastifyInstance;

beforeAll(async () => {
  app = fastify();
  await app.register(etag);
  compressPages(app);
  app.get('/page', (_request, reply) => reply.type('text/html; charset=utf-8').header('vary', 'Accept').send(page));
  app.get('/document', (_request, reply) => reply.type('application/vc').send(page));
});

afterAll(() => app.close());

const get = (url: string, headers: Record<string, string>) => app.inject({ method: 'GET', url, headers });

test.each(['gzip', 'gzip, deflate, br, zstd', 'br;q=1, gzip;q=0.5'])(
  'Accept-Encoding "%s" gets it packed',
  async (wish) => {
    const answer = await get('/page', { 'accept-encoding': wish });
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept, Accept-Encoding' });
    expect(answer.rawPayload.length).toBeLessThan(page.length / 5);
    expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length);
    expect(gunzipSync(answer.rawPayload).toString()).toBe(page);
  },
);

test.each(['', 'identity', 'br', 'gzip;q=0', 'gzip;q=0.000', 'xgzip'])('"%s" gets it plain', async (wish) => {
  const answer = await get('/page', { 'accept-encoding': wish });
  expect(answer.headers).not.toHaveProperty('content-encoding');
  expect(answer.headers).toMatchObject({ vary: 'Accept, Accept-Encoding' });
  expect(answer.body).toBe(page);
});

test('what was fetched packed is not sent again while it stays the same', async () => {
  const first = await get('/page', { 'accept-encoding': 'gzip' });
  expect(first.headers.etag).toMatch(/^W\/"/);
  const again = await get('/page', { 'accept-encoding': 'gzip', 'if-none-match': String(first.headers.etag) });
  expect(again.statusCode).toBe(304);
  expect(again.rawPayload).toHaveLength(0);
});

test('a document that is no page is sent as it is', async () => {
  const answer = await get('/document', { 'accept-encoding': 'gzip' });
  expect(answer.headers).not.toHaveProperty('content-encoding');
  expect(answer.headers.etag).toMatch(/^"/);
  expect(answer.body).toBe(page);
});
