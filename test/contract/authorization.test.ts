// If this fails, some operation answers a caller whom the policy table does not let through, or a route exists that
// neither the API document nor the fixed list of public pages knows.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { idPrefix } from '../../src/kernel/id.ts';
import { policy, ruleFor } from '../../src/kernel/policy.ts';
import type { Operation } from '../../src/kernel/policy.ts';
import { keyScopes } from '../../src/kernel/principal.ts';
import type { Client } from '../setup/client.ts';
import { makeInstitution, makeKey } from '../setup/fixtures.ts';
import type { TestInstitution } from '../setup/fixtures.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

/** Everything that anyone may read without a key and that is no operation of the API. */
const PUBLIC_PAGES = [
  '/',
  '/achievements/:id',
  '/achievements/:id/versions/:version',
  '/credentials/:id',
  '/credentials/:id/credential.json',
  '/health/live',
  '/health/ready',
  '/images/:id',
  '/institutions/:id',
  '/issuers/:id/did.json',
  '/problems/:slug',
  '/robots.txt',
  '/status-lists/:id',
  '/verify',
  '/verify/:id',
];
const DOCUMENTATION = /^\/docs(\/|$)/;
const STYLE_SHEET = /^\/assets\/waymark\.[0-9a-f]{16}\.css$/;

interface Walked {
  readonly method: string;
  readonly url: string;
  readonly operation: Operation;
}

let test: TestApp;
let own: TestInstitution;
let other: TestInstitution;
let routes: readonly Walked[];

beforeAll(async () => {
  test = await openTestApp();
  own = await makeInstitution(test);
  other = await makeInstitution(test, 'Another institution');
  routes = test.app.http.routeTable.flatMap(({ method, url, operation }) =>
    operation === undefined || method === 'HEAD' ? [] : [{ method, url, operation }],
  );
});
afterAll(() => test.close());

/** The path with an id of the right form in every place; the institution's own where one is asked for. */
function path(url: string, institutionId: string): string {
  return url.replaceAll(/:([a-zA-Z]+)Id/g, (_, kind: string) =>
    kind === 'institution' ? institutionId : `${prefixOf(kind)}_0000000000000000000000`,
  );
}

function prefixOf(kind: string): string {
  const prefixes: Readonly<Record<string, string>> = { ...idPrefix, key: idPrefix.apiKey };
  return prefixes[kind] ?? kind;
}

const ask = (caller: Client, { method, url }: Walked, institutionId = own.id) =>
  caller.send(method as 'POST', path(url, institutionId), method === 'GET' || method === 'DELETE' ? '' : '{}', {
    ...(method !== 'GET' && method !== 'DELETE' && { 'content-type': 'application/json' }),
    'if-match': '"1"',
  });

describe('every route of the router', () => {
  it('is an operation of openapi.yaml or on the fixed list of public pages', () => {
    const document = parse(readFileSync('openapi.yaml', 'utf8')) as { paths: Record<string, Record<string, unknown>> };
    const documented = new Set(
      Object.entries(document.paths).flatMap(([url, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${url}`),
      ),
    );
    const unknown = test.app.http.routeTable.filter(({ method, url, operation }) => {
      if (method === 'HEAD' || method === 'OPTIONS') return false;
      if (operation === undefined)
        return !PUBLIC_PAGES.includes(url) && !DOCUMENTATION.test(url) && !STYLE_SHEET.test(url);
      return !documented.has(`${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    });
    expect(unknown).toEqual([]);
    expect(documented.size).toBe(routes.length);
  });

  it('serves every page on the fixed list', () => {
    const registered = test.app.http.routeTable.map((route) => route.url);
    expect(PUBLIC_PAGES.filter((url) => !registered.includes(url))).toEqual([]);
  });

  it('uses every row of the policy table', () => {
    const used = new Set(routes.map((route) => route.operation));
    expect(Object.keys(policy).filter((operation) => !used.has(operation as Operation))).toEqual([]);
    expect(routes.length).toBeGreaterThanOrEqual(50);
  });
});

describe('callers who are not let through', () => {
  it('401 anonymous, on every operation that is not public', async () => {
    const through: string[] = [];
    for (const route of routes) {
      if (ruleFor(route.operation).who === 'public') continue;
      const answer = await ask(test.anonymous, route);
      if (answer.statusCode !== 401 || answer.headers['www-authenticate'] !== 'Bearer')
        through.push(`${route.method} ${route.url}: ${answer.statusCode}`);
    }
    expect(through).toEqual([]);
  });

  it('403 a key with every scope but the one that is needed, and one that acts for nobody where a person must act', async () => {
    const through: string[] = [];
    for (const route of routes) {
      const { who, scope, person } = ruleFor(route.operation);
      if (who === 'public' || who === 'operator' || scope === undefined) continue;
      const without = await makeKey(
        test,
        own.id,
        keyScopes.filter((candidate) => candidate !== scope),
      );
      const answer = await ask(without, route);
      if (answer.statusCode !== 403 || answer.json<{ code: string }>().code !== 'scope_missing')
        through.push(`${route.method} ${route.url}: ${answer.statusCode}`);
      if (person !== true) continue;
      const alone = await ask(own.key, route);
      if (alone.statusCode !== 403 || alone.json<{ code: string }>().code !== 'member_needed')
        through.push(`${route.method} ${route.url}: ${alone.statusCode} without a member`);
    }
    expect(through).toEqual([]);
  });

  it('403 a member without any of the roles that the operation asks for', async () => {
    const through: string[] = [];
    let asked = 0;
    for (const route of routes) {
      const { roles } = ruleFor(route.operation);
      if (roles === undefined) continue;
      const role = (['auditor', 'author', 'assessor', 'registrar'] as const).find(
        (candidate) => !(roles as readonly string[]).includes(candidate),
      );
      if (role === undefined) continue;
      asked += 1;
      const answer = await ask(own.key.as(await memberWith(role)), route);
      if (answer.statusCode !== 403 || answer.json<{ code: string }>().code !== 'role_missing')
        through.push(`${route.method} ${route.url} as ${role}: ${answer.statusCode}`);
    }
    expect(asked).toBeGreaterThan(30);
    expect(through).toEqual([]);
  });

  it('403 an institution on operator routes, an operator on routes of an institution', async () => {
    const through: string[] = [];
    for (const route of routes) {
      const { who } = ruleFor(route.operation);
      if (who === 'public' || who === 'either') continue;
      const answer = await ask(who === 'operator' ? own.key : test.operator, route);
      if (answer.statusCode !== 403) through.push(`${route.method} ${route.url}: ${answer.statusCode}`);
    }
    expect(through).toEqual([]);
  });

  it('404 another institution, with the same bytes as an institution that does not exist', async () => {
    const through: string[] = [];
    for (const route of routes.filter((candidate) => candidate.url.includes(':institutionId'))) {
      const theirs = await ask(own.key, route, other.id);
      const nobodys = await ask(own.key, route, 'inst_0000000000000000000000');
      if (theirs.statusCode !== 404 || theirs.body !== nobodys.body)
        through.push(`${route.method} ${route.url}: ${theirs.statusCode}`);
    }
    expect(through).toEqual([]);
  });

  it('H-18 the same decision for HEAD, a trailing slash, an encoded letter and a doubled slash, or 404', async () => {
    const through: string[] = [];
    for (const { url, operation } of routes.filter(
      (route) => route.method === 'GET' && ruleFor(route.operation).who !== 'public',
    )) {
      const plain = path(url, own.id);
      const variants: readonly (readonly ['GET' | 'HEAD', string])[] = [
        ['HEAD', plain],
        ['GET', `${plain}/`],
        ['GET', plain.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
        ['GET', `/${plain}`],
      ];
      for (const [method, variant] of variants) {
        const { statusCode } = await test.app.http.inject({ method, url: variant });
        if (statusCode !== 401 && statusCode !== 404)
          through.push(`${method} ${variant} (${operation}): ${statusCode}`);
      }
    }
    expect(through).toEqual([]);
  });
});

const members = new Map<string, string>();

async function memberWith(role: string): Promise<string> {
  const known = members.get(role);
  if (known !== undefined) return known;
  const answer = await own.key.post('/v1/members', {
    name: `The ${role}`,
    email: `${role}@plateau.example`,
    roles: [role],
  });
  const { id } = answer.json<{ id: string }>();
  members.set(role, id);
  return id;
}
