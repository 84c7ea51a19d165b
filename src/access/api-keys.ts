// Use cases on API keys: create (shown once), list, revoke.
import type { Call } from '../kernel/call.ts';
import { addSeconds } from '../kernel/clock.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ids } from '../kernel/id.ts';
import { pageOf } from '../kernel/page.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import { actorRecord } from '../kernel/principal.ts';
import { Problem, notFound } from '../kernel/problem.ts';
import { findInstitution } from '../catalog/institutions/institution-store.ts';
import type { Database } from '../platform/db/database.ts';
import { institution } from '../platform/db/scope.ts';
import type { Changes } from '../platform/idempotency/changes.ts';
import { apiKeyView, secretDigest, writeApiKey } from './api-key.ts';
import type { ApiKeyInput, ApiKeyRow, ApiKeyView } from './api-key.ts';
import { findApiKey, insertApiKey, listApiKeys, markApiKeyRevoked } from './api-key-store.ts';

const DAY_SECONDS = 86_400;

export interface ApiKeys {
  /**
   * The answer holds the secret; a repeated request with the same Idempotency-Key gets the same key without it.
   * @throws Problem forbidden/scope_beyond_own when a key asks for more than it may itself
   */
  create(call: Call, institutionId: string, input: ApiKeyInput): Promise<ApiKeyView>;
  list(institutionId: string, page: PageRequest): Promise<Page<ApiKeyView>>;
  /** Revoking twice is the same as once. */
  revoke(call: Call, institutionId: string, keyId: string): Promise<ApiKeyView>;
}

export function apiKeys(database: Database, changes: Changes, pepper: Uint8Array, clock: Clock, ids: Ids): ApiKeys {
  return {
    create: async (call, institutionId, input) => {
      refuseBeyondOwn(call, input);
      const id = ids.next('apiKey');
      const { text, secret } = writeApiKey(id, ids.bytes(32));
      const now = clock.now();
      const row: ApiKeyRow = {
        id,
        institutionId,
        name: input.name,
        scopes: input.scopes,
        secretDigest: secretDigest(pepper, secret).toString('hex'),
        createdBy: actorRecord(call.principal),
        createdAt: now,
        expiresAt: addSeconds(now, (input.daysValid ?? 365) * DAY_SECONDS),
        revokedAt: null,
        lastUsedAt: null,
      };
      const view = await changes.run(institution(institutionId), call, async (tx) => {
        if ((await findInstitution(tx, institutionId)) === undefined) throw notFound();
        // A key lives no longer than the one that made it.
        const maker = call.principal.kind === 'key' ? await findApiKey(tx, call.principal.keyId) : undefined;
        const ends = maker !== undefined && maker.expiresAt < row.expiresAt ? maker.expiresAt : row.expiresAt;
        const kept = { ...row, expiresAt: ends };
        await insertApiKey(tx, kept);
        return { result: apiKeyView(kept), events: [event('api-key.created', kept)] };
      });
      return view.id === id ? { ...view, secret: text } : view;
    },
    list: (institutionId, page) =>
      database.read(institution(institutionId), async (reader) => {
        if ((await findInstitution(reader, institutionId)) === undefined) throw notFound();
        return pageOf(await listApiKeys(reader, page), page, apiKeyView);
      }),
    revoke: (call, institutionId, keyId) =>
      changes.run(institution(institutionId), call, async (tx) => {
        const row = await findApiKey(tx, keyId);
        if (row === undefined) throw notFound();
        if (row.revokedAt !== null) return { result: apiKeyView(row), events: [] };
        const now = clock.now();
        await markApiKeyRevoked(tx, keyId, now);
        return { result: apiKeyView({ ...row, revokedAt: now }), events: [event('api-key.revoked', row)] };
      }),
  };
}

function refuseBeyondOwn(call: Call, input: ApiKeyInput): void {
  if (call.principal.kind !== 'key') return;
  const own = call.principal.scopes;
  const beyond = input.scopes.filter((scope) => !own.includes(scope));
  if (beyond.length === 0) return;
  throw new Problem('forbidden', {
    code: 'scope_beyond_own',
    detail: `A key cannot hand out scopes it does not hold itself: ${beyond.join(', ')}.`,
  });
}

function event(name: string, row: ApiKeyRow) {
  return {
    event: name,
    subject: { type: 'api-key', id: row.id },
    institutionId: row.institutionId,
    details: { scopes: row.scopes },
  };
}
