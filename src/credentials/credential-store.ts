// Queries on credentials. State changes are compare-and-set: they say from where, and tell whether they were made.
import { and, eq, inArray, ne } from 'drizzle-orm';
import type { PageRequest } from '../kernel/page.ts';
import type { Reader, Tx } from '../platform/db/database.ts';
import { afterCursor, newestFirst } from '../platform/db/paging.ts';
import type { DeploymentScope, InstitutionScope, PublicScope } from '../platform/db/scope.ts';
import type { CredentialState, CredentialStatus } from './credential.ts';
import { credentials } from './credential-table.ts';
import type { CredentialRow } from './credential-table.ts';

export async function insertCredential(tx: Tx<InstitutionScope>, row: CredentialRow): Promise<void> {
  await tx.db.insert(credentials).values(row);
}

export async function findCredential(reader: Reader<InstitutionScope>, id: string): Promise<CredentialRow | undefined> {
  const [row] = await reader.db.select().from(credentials).where(own(reader, id));
  return row;
}

/** Locks the row until the transaction ends. */
export async function lockCredential(tx: Tx<InstitutionScope>, id: string): Promise<CredentialRow | undefined> {
  const [row] = await tx.db.select().from(credentials).where(own(tx, id)).for('update');
  return row;
}

/** The one credential of a decision that is not burned. */
export async function findCredentialOf(
  reader: Reader<InstitutionScope>,
  decisionId: string,
): Promise<CredentialRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.decisionId, decisionId),
        eq(credentials.institutionId, reader.scope.institutionId),
        ne(credentials.state, 'burned'),
      ),
    );
  return row;
}

/** A published credential, for whoever has its id. */
export async function findPublishedCredential(
  reader: Reader<PublicScope | DeploymentScope>,
  id: string,
): Promise<CredentialRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(credentials)
    .where(and(eq(credentials.id, id), eq(credentials.state, 'published')));
  return row;
}

/** The same under lock, for a worker that writes down what it finds. */
export async function lockPublishedCredential(tx: Tx<DeploymentScope>, id: string): Promise<CredentialRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(credentials)
    .where(and(eq(credentials.id, id), eq(credentials.state, 'published')))
    .for('update');
  return row;
}

export interface CredentialFilter {
  readonly decisionId?: string;
  readonly recipientId?: string;
  readonly achievementId?: string;
  readonly status?: CredentialStatus;
}

export function listCredentials(
  reader: Reader<InstitutionScope>,
  filter: CredentialFilter,
  page: PageRequest,
): Promise<CredentialRow[]> {
  return reader.db
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.institutionId, reader.scope.institutionId),
        filter.decisionId === undefined ? undefined : eq(credentials.decisionId, filter.decisionId),
        filter.recipientId === undefined ? undefined : eq(credentials.recipientId, filter.recipientId),
        filter.achievementId === undefined ? undefined : eq(credentials.achievementId, filter.achievementId),
        filter.status === undefined ? undefined : eq(credentials.status, filter.status),
        afterCursor(credentials, page),
      ),
    )
    .orderBy(...newestFirst(credentials))
    .limit(page.limit + 1);
}

/** Moves the state on; false when it was in none of the given states any more. */
export async function moveCredential(
  tx: Tx<InstitutionScope>,
  id: string,
  from: readonly CredentialState[],
  change: Partial<CredentialRow>,
): Promise<boolean> {
  const moved = await tx.db
    .update(credentials)
    .set(change)
    .where(and(own(tx, id), inArray(credentials.state, [...from])))
    .returning({ id: credentials.id });
  return moved.length === 1;
}

function own(reader: Reader<InstitutionScope>, id: string) {
  return and(eq(credentials.id, id), eq(credentials.institutionId, reader.scope.institutionId));
}
