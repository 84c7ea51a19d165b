// Queries on API keys.
import { and, eq, isNull, lt, or } from 'drizzle-orm';
import type { PageRequest } from '../kernel/page.ts';
import type { Reader, Tx } from '../platform/db/database.ts';
import { afterCursor, newestFirst } from '../platform/db/paging.ts';
import type { DeploymentScope, InstitutionScope } from '../platform/db/scope.ts';
import type { ApiKeyRow } from './api-key.ts';
import { apiKeys } from './api-key-table.ts';

export async function insertApiKey(tx: Tx<InstitutionScope>, row: ApiKeyRow): Promise<void> {
  await tx.db.insert(apiKeys).values(row);
}

/** Before authentication the institution is not known yet. */
export async function findApiKeyById(reader: Reader<DeploymentScope>, id: string): Promise<ApiKeyRow | undefined> {
  const [row] = await reader.db.select().from(apiKeys).where(eq(apiKeys.id, id));
  return row;
}

export async function findApiKey(reader: Reader<InstitutionScope>, id: string): Promise<ApiKeyRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.id, id), eq(apiKeys.institutionId, reader.scope.institutionId)));
  return row;
}

export function listApiKeys(reader: Reader<InstitutionScope>, page: PageRequest): Promise<ApiKeyRow[]> {
  return reader.db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.institutionId, reader.scope.institutionId), afterCursor(apiKeys, page)))
    .orderBy(...newestFirst(apiKeys))
    .limit(page.limit + 1);
}

export async function markApiKeyRevoked(tx: Tx<InstitutionScope>, id: string, now: Date): Promise<void> {
  await tx.db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.institutionId, tx.scope.institutionId), isNull(apiKeys.revokedAt)));
}

/** Notes the hour of last use; a no-op when the hour is already noted. */
export async function noteApiKeyUse(tx: Tx<DeploymentScope>, id: string, hour: Date): Promise<void> {
  await tx.db
    .update(apiKeys)
    .set({ lastUsedAt: hour })
    .where(and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, hour))));
}
