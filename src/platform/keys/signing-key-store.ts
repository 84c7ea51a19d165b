// Queries on signing keys.
import { and, asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../db/database.ts';
import { signingKeys } from './signing-key-table.ts';
import type { KeyPurpose } from './signing-key-table.ts';

export type SigningKeyRow = typeof signingKeys.$inferSelect;

export async function insertSigningKey(tx: Tx, row: SigningKeyRow): Promise<void> {
  await tx.db.insert(signingKeys).values(row);
}

/** Every key an issuer has or had, oldest first: all of them stand in its DID document. */
export function signingKeysOf(reader: Reader, issuerId: string): Promise<SigningKeyRow[]> {
  return reader.db
    .select()
    .from(signingKeys)
    .where(eq(signingKeys.issuerId, issuerId))
    .orderBy(asc(signingKeys.createdAt), asc(signingKeys.purpose), asc(signingKeys.id));
}

export async function activeSigningKey(
  reader: Reader,
  issuerId: string,
  purpose: KeyPurpose,
): Promise<SigningKeyRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(signingKeys)
    .where(and(eq(signingKeys.issuerId, issuerId), eq(signingKeys.purpose, purpose), eq(signingKeys.state, 'active')));
  return row;
}

export async function findSigningKey(reader: Reader, keyId: string): Promise<SigningKeyRow | undefined> {
  const [row] = await reader.db.select().from(signingKeys).where(eq(signingKeys.id, keyId));
  return row;
}
