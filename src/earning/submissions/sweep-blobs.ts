// Removes files that no row names: what was uploaded when a process died before its transaction, or what was replaced.
import { isImageBlob } from '../../catalog/images/image-store.ts';
import { addSeconds } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { BlobStore } from '../../platform/blobs/blob-store.ts';
import type { Database } from '../../platform/db/database.ts';
import { deployment } from '../../platform/db/scope.ts';
import { isEvidenceBlob } from './submission-store.ts';

/** Younger files may belong to a request that is still under way. */
const SETTLED_AFTER_SECONDS = 24 * 3600;

/** @returns how many files were removed */
export async function sweepBlobs(database: Database, blobs: BlobStore, clock: Clock): Promise<number> {
  let removed = 0;
  for await (const key of blobs.keysBefore(addSeconds(clock.now(), -SETTLED_AFTER_SECONDS))) {
    const named = await database.read(
      deployment,
      async (reader) => (await isEvidenceBlob(reader, key)) || (await isImageBlob(reader, key)),
    );
    if (named) continue;
    await blobs.remove(key);
    removed += 1;
  }
  return removed;
}
