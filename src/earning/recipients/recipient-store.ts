// Queries on recipients.
import { and, eq } from 'drizzle-orm';
import type { PageRequest } from '../../kernel/page.ts';
import type { Reader, Tx } from '../../platform/db/database.ts';
import { afterCursor, newestFirst } from '../../platform/db/paging.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import type { RecipientRow } from './recipient-table.ts';
import { recipients } from './recipient-table.ts';

export async function insertRecipient(tx: Tx<InstitutionScope>, row: RecipientRow): Promise<void> {
  await tx.db.insert(recipients).values(row);
}

export async function findRecipient(reader: Reader<InstitutionScope>, id: string): Promise<RecipientRow | undefined> {
  const [row] = await reader.db.select().from(recipients).where(own(reader, id));
  return row;
}

export async function findRecipientByEmail(
  reader: Reader<InstitutionScope>,
  email: string,
): Promise<RecipientRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(recipients)
    .where(and(eq(recipients.institutionId, reader.scope.institutionId), eq(recipients.email, email)));
  return row;
}

export function listRecipients(reader: Reader<InstitutionScope>, page: PageRequest): Promise<RecipientRow[]> {
  return reader.db
    .select()
    .from(recipients)
    .where(and(eq(recipients.institutionId, reader.scope.institutionId), afterCursor(recipients, page)))
    .orderBy(...newestFirst(recipients))
    .limit(page.limit + 1);
}

export async function updateRecipient(
  tx: Tx<InstitutionScope>,
  row: RecipientRow,
  readVersion: number,
): Promise<boolean> {
  const changed = await tx.db
    .update(recipients)
    .set(row)
    .where(and(own(tx, row.id), eq(recipients.version, readVersion)))
    .returning({ id: recipients.id });
  return changed.length === 1;
}

function own(reader: Reader<InstitutionScope>, id: string) {
  return and(eq(recipients.id, id), eq(recipients.institutionId, reader.scope.institutionId));
}
