// What a recipient holds, kept beside the recipient so that earning need not look into credentials. Written by the task
// that runs when a credential is published or changes status.
import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { Reader, Tx } from '../../platform/db/database.ts';
import type { DeploymentScope, InstitutionScope } from '../../platform/db/scope.ts';
import { holdings } from './recipient-table.ts';

export type HoldingRow = typeof holdings.$inferSelect;

/** Writes what now holds; the newest word about a credential wins. */
export async function recordHolding(tx: Tx<DeploymentScope>, row: HoldingRow): Promise<void> {
  await tx.db.insert(holdings).values(row).onConflictDoUpdate({ target: holdings.credentialId, set: row });
}

/** Which of the achievements the recipient holds now: active, and not expired. */
export async function achievementsHeld(
  reader: Reader<InstitutionScope>,
  recipientId: string,
  achievementIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (achievementIds.length === 0) return new Set();
  const rows = await reader.db
    .select({ achievementId: holdings.achievementId })
    .from(holdings)
    .where(
      and(
        eq(holdings.institutionId, reader.scope.institutionId),
        eq(holdings.recipientId, recipientId),
        inArray(holdings.achievementId, [...achievementIds]),
        eq(holdings.state, 'active'),
        or(isNull(holdings.validUntil), gt(holdings.validUntil, now)),
      ),
    );
  return new Set(rows.map((row) => row.achievementId));
}
