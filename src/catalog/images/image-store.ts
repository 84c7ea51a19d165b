// Queries on pictures.
import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../../platform/db/database.ts';
import type { DeploymentScope, InstitutionScope } from '../../platform/db/scope.ts';
import { images } from './image-table.ts';

export type ImageRow = typeof images.$inferSelect;

export async function insertImage(tx: Tx<InstitutionScope>, row: ImageRow): Promise<void> {
  await tx.db.insert(images).values(row);
}

/** Pictures are public for whoever has the id. */
export async function findImage(reader: Reader, id: string): Promise<ImageRow | undefined> {
  const [row] = await reader.db.select().from(images).where(eq(images.id, id));
  return row;
}

/** Whether the picture is the institution's own. */
export async function ownsImage(reader: Reader<InstitutionScope>, id: string): Promise<boolean> {
  const [row] = await reader.db
    .select({ id: images.id })
    .from(images)
    .where(and(eq(images.id, id), eq(images.institutionId, reader.scope.institutionId)));
  return row !== undefined;
}

/** Whether any picture still names the blob; for the sweeper. */
export async function isImageBlob(reader: Reader<DeploymentScope>, blobKey: string): Promise<boolean> {
  const [row] = await reader.db.select({ id: images.id }).from(images).where(eq(images.blobKey, blobKey)).limit(1);
  return row !== undefined;
}
