// If this fails, somebody is taken for somebody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiKeys } from '../../../src/access/api-keys.ts';
import { authentication } from '../../../src/access/authenticate.ts';
import { operatorKeyDigest } from '../../../src/access/operator-key.ts';
import type { Authentication } from '../../../src/access/authenticate.ts';
import { institutions } from '../../../src/catalog/institutions/institutions.ts';
import type { Call } from '../../../src/kernel/call.ts';
import { randomIds } from '../../../src/kernel/id.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { operator } from '../../../src/kernel/principal.ts';
import { auditLog } from '../../../src/platform/audit/audit.ts';
import { deployment } from '../../../src/platform/db/scope.ts';
import { changes } from '../../../src/platform/idempotency/changes.ts';
import { idempotency } from '../../../src/platform/idempotency/idempotency.ts';
import { putSetting } from '../../../src/platform/settings/setting-store.ts';
import { openTestDatabase } from '../../setup/databases.ts';
import type { TestDatabase } from '../../setup/databases.ts';

const pepper = Buffer.alloc(32, 'pepper');
const operatorKey = 'operator-key-of-this-test-0123456789';
let now = new Date('2026-11-25T13:07:28Z');
const clock = { now: () => now };
const call: Call = { principal: operator, requestId: 'rqs_1', operation: 'api-keys.create' };

let opened: TestDatabase;
let who: Authentication;
let key: string;
let keyId: string;
let institutionId: string;

beforeAll(async () => {
  opened = await openTestDatabase('pglite');
  const { database } = opened;
  const change = changes(database, auditLog(clock, randomIds), idempotency(clock));
  const made = await institutions(database, change, clock, randomIds).create(call, { name: 'One' });
  institutionId = made.id;
  const view = await apiKeys(database, change, pepper, clock, randomIds).create(call, made.id, {
    name: 'k',
    scopes: ['catalog:read'],
    daysValid: 30,
  });
  key = view.secret ?? '';
  keyId = view.id;
  await database.write(deployment, (tx) =>
    putSetting(tx, 'operator-key-digest', operatorKeyDigest(pepper, operatorKey), now),
  );
  who = authentication({ database, pepper, masterKeyFits: true, clock });
});
afterAll(() => opened.close());

const ask = (authorization?: string, onBehalfOf?: string) => who.principalOf({ authorization, onBehalfOf });
const refusal = async (...shown: Parameters<typeof ask>): Promise<string> =>
  ask(...shown).then(
    () => 'let in',
    (error: unknown) => (error instanceof Problem ? [error.slug, error.code].filter(Boolean).join('/') : String(error)),
  );

describe('principalOf', () => {
  it('takes nothing for nobody, a key for its institution, and the operator’s key for the operator', async () => {
    expect(await ask()).toEqual({ kind: 'anonymous' });
    expect(await ask(`Bearer ${operatorKey}`)).toEqual({ kind: 'operator' });
    const principal = { kind: 'key', keyId, institutionId, scopes: ['catalog:read'] };
    expect(await ask(`Bearer ${key}`)).toEqual(principal);
    expect(await ask(`bearer ${key}`)).toEqual(principal);
  });

  it('H-09 refuses whatever else is shown, and never falls back to nobody', async () => {
    const [prefix, id = '', secret = ''] = key.split('_');
    const odd = [
      '',
      'Bearer',
      'Bearer ',
      `Basic ${key}`,
      key,
      `Bearer ${key} `,
      `Bearer ${key},Bearer ${key}`,
      `Bearer ${'x'.repeat(10_000)}`,
      'Bearer é',
      'Bearer a',
      `Bearer ${key.slice(0, -1)}`,
      `Bearer ${prefix}_${id}_${secret}`,
      `Bearer ${operatorKey}x`,
      `Bearer ${operatorKey.slice(1)}`,
    ];
    for (const shown of odd) expect(`${shown} ${await refusal(shown)}`).toBe(`${shown} unauthenticated`);
  });

  it('H-06 refuses a key from the moment it expires', async () => {
    const before = now;
    now = new Date('2026-12-25T13:07:27Z');
    expect(await refusal(`Bearer ${key}`)).toBe('let in');
    now = new Date('2026-12-25T13:07:28Z');
    expect(await refusal(`Bearer ${key}`)).toBe('unauthenticated');
    now = before;
  });

  it('lets nobody act for a member without the scope, and the operator for nobody', async () => {
    expect(await refusal(`Bearer ${key}`, randomIds.next('member'))).toBe('forbidden/scope_missing');
    expect(await refusal(`Bearer ${operatorKey}`, randomIds.next('member'))).toBe('forbidden/no_member');
  });

  it('M-02 says that it cannot tell keys apart when the master key is another one', async () => {
    const blind = authentication({ database: opened.database, pepper, masterKeyFits: false, clock });
    const shown = { authorization: `Bearer ${key}`, onBehalfOf: undefined };
    await expect(blind.principalOf(shown)).rejects.toMatchObject({ slug: 'key-unavailable' });
    expect(await blind.principalOf({ authorization: undefined, onBehalfOf: undefined })).toEqual({ kind: 'anonymous' });
  });
});
