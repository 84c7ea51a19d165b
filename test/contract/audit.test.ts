// If this fails, something changes without a trace in the log, or a trace tells who somebody is.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomIds } from '../../src/kernel/id.ts';
import { anonymous } from '../../src/kernel/principal.ts';
import { auditEntries } from '../../src/platform/audit/audit-table.ts';
import { auditLog } from '../../src/platform/audit/audit.ts';
import type { AuditRow } from '../../src/platform/audit/audit.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { outboxTasks } from '../../src/platform/outbox/outbox-table.ts';
import { client } from '../setup/client.ts';
import type { Answer, Client } from '../setup/client.ts';
import { picture } from '../setup/fixtures.ts';
import { pathOf, routeName } from '../setup/routes.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { CANARY, operations } from './audit/operations.ts';
import type { AuditedOperation, Things } from './audit/operations.ts';

const logLines: string[] = [];
const things: Things = {};
const secrets: string[] = [];
let api: TestApp;
let image: Buffer;

beforeAll(async () => {
  api = await openTestApp({
    environment: { WAYMARK_LOG_LEVEL: 'trace', WAYMARK_VC_API_ISSUE: 'on' },
    logStream: { write: (line) => void logLines.push(line) },
  });
  image = await picture('png');
  secrets.push(api.operator.key ?? '');
});
afterAll(() => api.close());

const entries = (): Promise<AuditRow[]> => api.database.read(deployment, ({ db }) => db.select().from(auditEntries));
const routeOf = ({ route }: AuditedOperation) => {
  const [method = '', url = ''] = route.split(' ');
  return { method: method as 'POST' | 'PUT' | 'DELETE', url };
};

function callerOf({ by }: AuditedOperation): Client {
  if (by === 'operator') return api.operator;
  const key = client(api.app.http, secrets[1]);
  return by === undefined ? key : key.as(things[by] ?? '');
}

/** Sends an operation as it is, or with one member more than it has. */
function send(
  operation: AuditedOperation,
  caller: Client,
  headers: Record<string, string>,
  more?: object,
): Promise<Answer> {
  const { method, url } = routeOf(operation);
  const path = pathOf({ method, url }, things);
  const bytes = operation.bytes?.(image);
  if (bytes !== undefined) return caller.send(method, path, bytes.body, { ...bytes.headers, ...headers });
  const body = operation.body?.(things) ?? (more === undefined ? undefined : {});
  if (body === undefined) return caller.send(method, path, '', headers);
  return caller.send(method, path, JSON.stringify({ ...body, ...more }), {
    'content-type': 'application/json',
    ...headers,
  });
}

/** What was read before a change says which version is meant. */
async function headersOf(operation: AuditedOperation, caller: Client): Promise<Record<string, string>> {
  const { method, url } = routeOf(operation);
  if (method === 'POST') return { 'idempotency-key': randomIds.next('request') };
  if (method === 'DELETE') return {};
  const { etag } = (await caller.get(pathOf({ method, url }, things))).headers;
  return etag === undefined ? {} : { 'if-match': etag };
}

describe.each(operations.map((operation, at) => [`${at + 1} ${operation.route}`, operation] as const))(
  '%s',
  (_title, operation) => {
    test(`leaves ${operation.events.join(', ') || 'nothing'}, and only when it is done`, async () => {
      const caller = callerOf(operation);
      const headers = await headersOf(operation, caller);
      const before = await entries();

      const stranger = await send(operation, api.anonymous, headers);
      expect(stranger.statusCode).toBe(operation.isPublic === true ? operation.status : 401);
      const takesJson = operation.bytes === undefined && routeOf(operation).method !== 'DELETE';
      const odd = takesJson ? await send(operation, caller, headers, { [CANARY]: 1 }) : stranger;
      expect(`${odd.statusCode} ${odd.body}`).toMatch(takesJson ? /^400 .*unknown_property/ : /^401 /);
      expect(await entries()).toHaveLength(before.length);

      const answer = await send(operation, caller, headers);
      expect(`${answer.statusCode} ${answer.body}`).toMatch(new RegExp(`^${operation.status} `));
      const after = await entries();
      const known = new Set(before.map(({ id }) => id));
      const added = after.filter(({ id }) => !known.has(id));
      expect(added.map(({ event }) => event).toSorted()).toEqual(operation.events.toSorted());
      expect(after).toHaveLength(before.length + operation.events.length);
      for (const { institutionId, subjectId, requestId } of added) {
        expect(subjectId).toMatch(/^[a-z]{3,4}_[0-9A-Za-z]{22}$/);
        expect(requestId).toMatch(/^rqs_/);
        expect(institutionId).toBe(operation.ofDeployment === true ? null : (things['institutionId'] ?? subjectId));
      }

      // The same request once more: a repeated one gets its answer, a stale one is refused, and nothing happens.
      const again = await send(operation, caller, headers);
      expect([operation.status, 404, 409, 412]).toContain(again.statusCode);
      expect(await entries()).toHaveLength(after.length);

      const { id, secret, problemDetails } =
        answer.body === ''
          ? {}
          : answer.json<{ id?: string; secret?: string; problemDetails?: readonly { readonly detail: string }[] }>();
      // The VC-API door tells whose name belongs into what it signs.
      const named = /did:key:z6Mk\w+/.exec(problemDetails?.[0]?.detail ?? '')?.[0];
      if (named !== undefined) things['doorIssuer'] = named;
      if (operation.keep !== undefined) things[operation.keep] = id ?? '';
      if (secret !== undefined) secrets.push(secret);
    });
  },
);

test('every operation of the router that can change something is in the table', () => {
  const changing = api.app.http.routeTable.filter(
    ({ method, operation }) => operation !== undefined && !['GET', 'HEAD', 'OPTIONS'].includes(method),
  );
  const tried = new Set(operations.map(({ route }) => route));
  expect(changing.map(routeName).filter((name) => !tried.has(name))).toEqual([]);
  expect([...tried].filter((name) => !changing.map(routeName).includes(name))).toEqual([]);
});

/** Where anything personal or secret stands in the log of changes, in the tasks that wait, or in a log line. */
async function hits(): Promise<string[]> {
  const waiting = await api.database.read(deployment, ({ db }) => db.select().from(outboxTasks));
  const texts = [...(await entries()), ...waiting].map((row) => JSON.stringify(row));
  const words = [CANARY, ...secrets].map((word) => word.toLowerCase());
  return [...texts, ...logLines].filter((text) => words.some((word) => text.toLowerCase().includes(word)));
}

describe('after all of it', () => {
  test('no entry, no task and no log line at the finest level holds anything personal or secret', async () => {
    expect(secrets).toHaveLength(3);
    expect(logLines.length).toBeGreaterThan(operations.length * 3);
    expect(logLines.join('\n')).toContain('/v1/submissions/:submissionId/assessments');
    expect(await hits()).toEqual([]);
  });

  test('this would have been noticed, in any of the three and in whatever case', async () => {
    api.app.http.log.warn({ name: `of ${CANARY.toUpperCase()}` }, 'leaks on purpose');
    expect(await hits()).toEqual([expect.stringContaining('leaks on purpose')]);
    api.app.http.log.trace({ busboyOptions: { limits: { key: secrets[1] } } }, 'leaks a key on purpose');
    expect(await hits()).toHaveLength(2);
    await api.database.write(deployment, async (tx) => {
      const call = { principal: anonymous, requestId: randomIds.next('request'), operation: 'x' };
      const subject = { type: 'recipient', id: randomIds.next('recipient') };
      const event = { event: 'recipient.created', subject, details: { name: CANARY } };
      await auditLog({ now: () => new Date() }, randomIds).append(tx, call, event);
      await api.app.services.outbox.put(tx, 'say', 'x', { name: CANARY });
    });
    expect(await hits()).toHaveLength(4);
  });
});
