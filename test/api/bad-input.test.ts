// If this fails, some route reads a body that is not what it seems, stops on one, or keeps a part of it.
// The ids are those of the security cases; every case is sent to every route of the API that takes a body.
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { MemberView } from '../../src/access/members.ts';
import type { ProblemDocument } from '../../src/http/problem.ts';
import { roles } from '../../src/kernel/principal.ts';
import type { Answer, Client } from '../setup/client.ts';
import { achievementBody, expectStatus, makeInstitution, makeIssuer, makePublishedRubric } from '../setup/fixtures.ts';
import { expectProblem } from '../setup/problems.ts';
import type { ExpectedProblem } from '../setup/problems.ts';
import { pathOf, routeName, routesOf } from '../setup/routes.ts';
import type { Route } from '../setup/routes.ts';
import { rowsOf } from '../setup/rows.ts';
import { jsonBodySchema, wrongValues } from '../setup/body-schemas.ts';
import { openTestApp } from '../setup/test-app.ts';

const api = await openTestApp({ clock: { now: () => new Date('2026-11-25T13:07:28.000Z') } });
afterAll(() => api.close());
const own = await makeInstitution(api);
const person = { name: 'Ann', email: 'ann@plateau.example', roles };
const member = expectStatus<MemberView>(await own.key.post('/v1/members', person), 201);
const issuer = await makeIssuer(own);
const rubric = await makePublishedRubric(own);

// From here on nothing may be written any more, whatever is sent.
const rows = await rowsOf(api.database);
afterEach(async () => {
  expect(await rowsOf(api.database)).toEqual(rows);
});

/** Takes a picture instead of JSON; see images.test.ts. */
const BYTES = 'POST /v1/images';
/** Judges odd values in a credential, and says so in its report, instead of refusing the request. */
const VERIFY = 'POST /v1/verifications';
const routes = routesOf(api.app.http).filter(
  (route) =>
    route.url.startsWith('/v1/') && ['POST', 'PUT', 'PATCH'].includes(route.method) && routeName(route) !== BYTES,
);
const names = routes.map((route) => [routeName(route), route] as const);
const refusing = names.filter(([name]) => name !== VERIFY);
const withBody = names.filter(([, route]) => jsonBodySchema(api.app.http, route) !== undefined);
const withoutBody = names.filter(([, route]) => jsonBodySchema(api.app.http, route) === undefined);

const callerOf = ({ url }: Route): Client =>
  /^\/v1\/(institutions|operator)/.test(url) ? api.operator : own.key.as(member.id);
const json = { 'content-type': 'application/json' };
const send = (route: Route, body: string | Buffer, headers: Record<string, string> = json): Promise<Answer> =>
  callerOf(route).send(route.method as 'POST' | 'PUT', pathOf(route, { institutionId: own.id }), body, {
    'if-match': '"1"',
    ...headers,
  });

async function refused(
  route: Route,
  body: string | Buffer,
  slug: Parameters<typeof expectProblem>[1],
  expected: ExpectedProblem = {},
  headers: Record<string, string> = json,
): Promise<ProblemDocument> {
  return expectProblem(await send(route, body, headers), slug, expected);
}

test('the rows that are compared are all there: a table that cannot be seen would hide what is written', () => {
  expect(rows).toMatchObject({
    institutions: expect.stringMatching(/^1 \d+$/),
    members: expect.stringMatching(/^1 \d+$/),
    rubrics: expect.stringMatching(/^1 \d+$/),
    audit_entries: expect.stringMatching(/^[1-9]\d* \d+$/),
  });
});

test('the router knows every kind of route that is asked here', () => {
  expect(names.map(([name]) => name)).toEqual(
    expect.arrayContaining([VERIFY, 'POST /v1/credentials', 'PUT /v1/rubrics/:rubricId', 'POST /v1/recipients/search']),
  );
  expect(withoutBody.map(([name]) => name)).toContain('POST /v1/rubrics/:rubricId/publish');
});

describe('400 A-01 a key twice in one object', () => {
  test.each(names)('%s', async (_name, route) => {
    const errors = ['/name duplicate_key'];
    await refused(route, '{"name":"a","name":"b"}', 'malformed-json', { code: 'duplicate_key', errors });
    await refused(route, '{"a":{"b":1,"\\u0062":2}}', 'malformed-json', { code: 'duplicate_key' });
  });
});

describe('400 A-04 an own key __proto__, at the top and inside', () => {
  test.each(names)('%s', async (_name, route) => {
    for (const body of [
      '{"__proto__":{"polluted":true}}',
      '{"name":{"__proto__":{"polluted":true}}}',
      '{"\\u005f_proto__":1}',
      '[{"__proto__":null}]',
    ]) {
      await refused(route, body, 'malformed-json', { code: 'forbidden_key' });
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('400 A-06 prototype inside constructor', () => {
  test.each(names)('%s', async (_name, route) => {
    const body = '{"constructor":{"prototype":{"isAdmin":true}}}';
    await refused(route, body, 'malformed-json', { code: 'forbidden_key' });
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });
});

describe('400 A-09 nested 65 levels deep', () => {
  test.each(refusing)('%s', async (_name, route) => {
    await refused(route, `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 'malformed-json', { code: 'too_deep' });
    // One level less is read, and refused for what it says instead.
    await refused(route, `${'{"a":'.repeat(64)}1${'}'.repeat(64)}`, 'validation-failed');
  });
});

describe('400 A-10 150 000 nested objects, at once and without a burst of memory', () => {
  const body = '{"a":'.repeat(150_000);
  test.each(names)('%s', async (_name, route) => {
    const memory = process.memoryUsage().rss;
    const start = performance.now();
    await refused(route, body, 'malformed-json', { code: 'too_deep' });
    // A tenth of a second is usual; a reader that recurses or copies its path would need many.
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - memory).toBeLessThan(100 * 1024 * 1024);
    expectStatus(await api.anonymous.get('/health/live'), 200);
  });
});

describe('400 A-14 bytes that are no UTF-8 inside a string', () => {
  test.each(names)('%s', async (_name, route) => {
    const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    await refused(route, body, 'malformed-json', { code: 'invalid_utf8' });
    const cutShort = Buffer.concat([Buffer.from('{"name":"é'), Buffer.from([0xc3]), Buffer.from('"}')]);
    await refused(route, cutShort, 'malformed-json', { code: 'invalid_utf8' });
  });
});

describe('400 A-15 half of a surrogate pair', () => {
  test.each(refusing)('%s', async (_name, route) => {
    const expected = { code: 'invalid_unicode', errors: ['/name invalid_unicode'] };
    await refused(route, '{"name":"\\ud800"}', 'validation-failed', expected);
    await refused(route, '{"\\udc00":1}', 'validation-failed', { code: 'invalid_unicode' });
  });
});

describe('400 A-17 NUL in a text', () => {
  test.each(refusing)('%s', async (_name, route) => {
    const errors = ['/a/0/description invalid_unicode'];
    await refused(route, '{"a":[{"description":"x\\u0000"}]}', 'validation-failed', {
      code: 'invalid_unicode',
      errors,
    });
  });
});

describe('400 A-18 a number beyond all numbers', () => {
  test.each(refusing)('%s', async (_name, route) => {
    const expected = { code: 'number_out_of_range', errors: ['/score number_out_of_range'] };
    await refused(route, '{"score":1e400}', 'validation-failed', expected);
  });
});

describe('400 A-19 an integer that would be rounded', () => {
  test.each(refusing)('%s', async (_name, route) => {
    const expected = { code: 'unsafe_integer', errors: ['/creditsAvailable unsafe_integer'] };
    await refused(route, '{"creditsAvailable":9007199254740993}', 'validation-failed', expected);
  });
});

describe('200 A-16 odd values are judged, not refused, where a credential is verified', () => {
  test.each([
    ['half of a surrogate pair', '{"credential":{"name":"\\ud800"}}'],
    ['NUL', '{"credential":{"name":"x\\u0000"}}'],
    ['a number beyond all numbers', '{"credential":{"score":1e400}}'],
    ['an integer that would be rounded', '{"credential":{"score":9007199254740993}}'],
  ])('%s', async (_what, body) => {
    const answer = await api.anonymous.send('POST', '/v1/verifications', body, json);
    const report = expectStatus<{ outcome: string; checks: { outcome: string }[] }>(answer, 200);
    expect(report.outcome).toBe('invalid');
    expect(report.checks.map(({ outcome }) => outcome)).toContain('fail');
  });
});

describe('400 A-20 a value of another type is never turned into the right one', () => {
  test.each(withBody)('%s', async (_name, route) => {
    const members = wrongValues(api.app.http, route);
    expect(members.length).toBeGreaterThan(0);
    for (const { name, value } of members) {
      const document = await refused(route, JSON.stringify({ [name]: value }), 'validation-failed');
      expect(document.errors).toContainEqual(expect.objectContaining({ pointer: `/${name}`, code: 'wrong_type' }));
    }
  });
});

test('400 A-18 A-20 words are no numbers deep inside a body either', async () => {
  const levels = (points: unknown) => [
    { id: 'no', name: 'No', points },
    { id: 'yes', name: 'Yes', points: 2 },
  ];
  for (const points of ['NaN', '1', null, true, [1]]) {
    const body = { name: 'x', criteria: [{ name: 'x', requiredLevel: 'yes', levels: levels(points) }] };
    expectProblem(await own.key.post('/v1/rubrics', body), 'validation-failed', {
      errors: ['/criteria/0/levels/0/points wrong_type'],
    });
  }
  const achievement = {
    ...achievementBody(issuer, rubric),
    creditsAvailable: 'NaN',
    tag: 'a',
    validFor: { months: 1.5 },
  };
  expectProblem(await own.key.post('/v1/achievements', achievement), 'validation-failed', {
    errors: ['/creditsAvailable wrong_type', '/tag wrong_type', '/validFor/months wrong_type'],
  });
});

describe('400 A-21 a property that nobody knows', () => {
  test.each(names)('%s', async (_name, route) => {
    const document = await refused(route, '{"role":"admin","a/~b":1}', 'validation-failed');
    for (const pointer of ['/role', '/a~1~0b']) {
      expect(document.errors).toContainEqual(expect.objectContaining({ pointer, code: 'unknown_property' }));
    }
  });
});

describe('415 A-22 another media type, or none', () => {
  test.each(names)('%s', async (_name, route) => {
    for (const type of ['text/plain', 'text/html', 'application/xml', 'application/x-www-form-urlencoded']) {
      await refused(route, '{}', 'unsupported-media-type', {}, { 'content-type': type });
    }
    await refused(route, '{}', 'unsupported-media-type', {}, {});
  });
});

describe('415 A-23 a media type with something after it', () => {
  test.each(names)('%s', async (_name, route) => {
    for (const type of ['application/json\tfoo', 'application/json garbage', 'application/json, text/plain']) {
      await refused(route, '{}', 'unsupported-media-type', {}, { 'content-type': type });
    }
  });
});

describe('415 A-25 a compressed body', () => {
  test.each(names)('%s', async (_name, route) => {
    for (const encoding of ['gzip', 'br', 'deflate', 'GZIP', 'identity, gzip']) {
      const headers = { ...json, 'content-encoding': encoding };
      await refused(route, gzipSync('{}'), 'unsupported-media-type', {}, headers);
    }
  });
});

describe('415 A-26 JSON in another character encoding', () => {
  test.each(names)('%s', async (_name, route) => {
    for (const charset of ['utf-16', 'utf-16le', '"UTF-16"', 'iso-8859-1', 'utf-7']) {
      const headers = { 'content-type': `application/json; charset=${charset}` };
      await refused(route, Buffer.from('{}', 'utf16le'), 'unsupported-media-type', {}, headers);
    }
    // Without a word about it, bytes of UTF-16 are not JSON.
    await refused(route, Buffer.from('{}', 'utf16le'), 'malformed-json');
  });
});

describe('400 A-27 a body that is no object', () => {
  test.each(names)('%s', async (_name, route) => {
    for (const body of ['null', '5', '"x"', '[]', 'true']) await refused(route, body, 'validation-failed');
  });
});

describe('400 a body that is no JSON, or nothing where something is needed', () => {
  test.each(names)('%s', async (_name, route) => {
    for (const body of ['{', '{"a":1,}', "{'a':1}", '{"a":NaN}', '{} {}', '\ufeff{}', 'undefined']) {
      await refused(route, body, 'malformed-json', { code: 'syntax' });
    }
  });
});
