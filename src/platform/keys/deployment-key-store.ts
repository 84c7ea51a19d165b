// Queries on the keys of the deployment itself.
import { eq } from 'drizzle-orm';
import type { Reader, Tx } from '../db/database.ts';
import type { DeploymentScope } from '../db/scope.ts';
import { deploymentKeys } from './deployment-key-table.ts';
import type { DeploymentPurpose } from './deployment-key-table.ts';

export type DeploymentKeyRow = typeof deploymentKeys.$inferSelect;

export async function findDeploymentKey(
  reader: Reader<DeploymentScope>,
  purpose: DeploymentPurpose,
): Promise<DeploymentKeyRow | undefined> {
  const [row] = await reader.db.select().from(deploymentKeys).where(eq(deploymentKeys.purpose, purpose));
  return row;
}

/** Adds the key of a purpose; false when another process was faster. */
export async function claimDeploymentKey(tx: Tx<DeploymentScope>, row: DeploymentKeyRow): Promise<boolean> {
  const added = await tx.db
    .insert(deploymentKeys)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: deploymentKeys.id });
  return added.length === 1;
}
