// Queries on issuer profiles.
import { and, eq } from 'drizzle-orm';
import type { PageRequest } from '../../kernel/page.ts';
import type { Reader, Tx } from '../../platform/db/database.ts';
import { afterCursor, newestFirst } from '../../platform/db/paging.ts';
import type { DeploymentScope, InstitutionScope, PublicScope } from '../../platform/db/scope.ts';
import type { IssuerRow } from './issuer-table.ts';
import { issuerProfiles } from './issuer-table.ts';

export async function insertIssuer(tx: Tx<InstitutionScope>, row: IssuerRow): Promise<void> {
  await tx.db.insert(issuerProfiles).values(row);
}

export async function findIssuer(reader: Reader<InstitutionScope>, id: string): Promise<IssuerRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(issuerProfiles)
    .where(and(eq(issuerProfiles.id, id), eq(issuerProfiles.institutionId, reader.scope.institutionId)));
  return row;
}

/** Issuer profiles are public: whoever holds a badge may ask who signed it. */
export async function findPublicIssuer(
  reader: Reader<PublicScope | DeploymentScope>,
  id: string,
): Promise<IssuerRow | undefined> {
  const [row] = await reader.db.select().from(issuerProfiles).where(eq(issuerProfiles.id, id));
  return row;
}

export function listIssuers(reader: Reader<InstitutionScope>, page: PageRequest): Promise<IssuerRow[]> {
  return reader.db
    .select()
    .from(issuerProfiles)
    .where(and(eq(issuerProfiles.institutionId, reader.scope.institutionId), afterCursor(issuerProfiles, page)))
    .orderBy(...newestFirst(issuerProfiles))
    .limit(page.limit + 1);
}

export function listPublicIssuers(reader: Reader<PublicScope>, institutionId: string): Promise<IssuerRow[]> {
  return reader.db
    .select()
    .from(issuerProfiles)
    .where(eq(issuerProfiles.institutionId, institutionId))
    .orderBy(...newestFirst(issuerProfiles))
    .limit(100);
}

/** Every issuer that has a DID document here, newest first. */
export function listWebIssuers(reader: Reader<DeploymentScope>): Promise<Pick<IssuerRow, 'id' | 'origin'>[]> {
  return reader.db
    .select({ id: issuerProfiles.id, origin: issuerProfiles.origin })
    .from(issuerProfiles)
    .where(eq(issuerProfiles.didMethod, 'web'))
    .orderBy(...newestFirst(issuerProfiles));
}

export async function updateIssuer(tx: Tx<InstitutionScope>, row: IssuerRow, readVersion: number): Promise<boolean> {
  const changed = await tx.db
    .update(issuerProfiles)
    .set(row)
    .where(
      and(
        eq(issuerProfiles.id, row.id),
        eq(issuerProfiles.institutionId, tx.scope.institutionId),
        eq(issuerProfiles.version, readVersion),
      ),
    )
    .returning({ id: issuerProfiles.id });
  return changed.length === 1;
}
