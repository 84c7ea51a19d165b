// How a row of the recipient tables looks from outside.
import { normaliseEmail } from '../../standards/identity-hash.ts';
import type { RecipientInput, RecipientView } from './recipient.ts';
import type { RecipientRow } from './recipient-table.ts';

export function recipientView(row: RecipientRow): RecipientView {
  return {
    id: row.id,
    name: row.name,
    ...(row.email !== null && { email: row.email }),
    ...(row.did !== null && { did: row.did }),
    ...(row.identifiers.length > 0 && { identifiers: row.identifiers }),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}

export function recipientRow(
  input: RecipientInput,
  kept: Pick<RecipientRow, 'id' | 'institutionId' | 'version' | 'createdAt'>,
): RecipientRow {
  return {
    id: kept.id,
    institutionId: kept.institutionId,
    version: kept.version,
    createdAt: kept.createdAt,
    name: input.name,
    email: input.email === undefined ? null : normaliseEmail(input.email),
    did: input.did ?? null,
    identifiers: input.identifiers ?? [],
  };
}
