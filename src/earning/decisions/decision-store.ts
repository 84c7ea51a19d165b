// Queries on decisions.
import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../../platform/db/database.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import type { DecisionRow } from './decision-table.ts';
import { decisions } from './decision-table.ts';

export async function insertDecision(tx: Tx<InstitutionScope>, row: DecisionRow): Promise<void> {
  await tx.db.insert(decisions).values(row);
}

export async function findDecision(reader: Reader<InstitutionScope>, id: string): Promise<DecisionRow | undefined> {
  const [row] = await reader.db
    .select()
    .from(decisions)
    .where(and(eq(decisions.id, id), eq(decisions.institutionId, reader.scope.institutionId)));
  return row;
}
