// Use cases on pictures: store one (decoded and written anew), and hand it out to anyone who has its id.
import { Readable } from 'node:stream';
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import type { KeyPrincipal } from '../../kernel/principal.ts';
import { notFound } from '../../kernel/problem.ts';
import type { BlobStore } from '../../platform/blobs/blob-store.ts';
import { reencodeImage } from '../../platform/blobs/reencode-image.ts';
import type { Database } from '../../platform/db/database.ts';
import { institution, publicScope } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import { findImage, insertImage } from './image-store.ts';
import type { ImageRow } from './image-store.ts';

export interface ImageView {
  readonly id: string;
  readonly mediaType: 'image/png';
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface Images {
  /** @throws Problem unsupported-media-type, unsafe-svg, image-too-large */
  create(call: Call<KeyPrincipal>, content: Buffer): Promise<ImageView>;
  /** @throws Problem not-found */
  open(id: string): Promise<{ readonly image: ImageView; readonly content: Readable }>;
}

/** The longest PNG we write is far below this: 800 × 800 pixels. */
const MOST_BYTES = 8_000_000;

export function images(database: Database, changes: Changes, blobs: BlobStore, clock: Clock, ids: Ids): Images {
  return {
    create: async (call, content) => {
      const picture = await reencodeImage(content);
      const blob = await blobs.put(Readable.from([picture.bytes]), MOST_BYTES);
      const row: ImageRow = {
        id: ids.next('image'),
        institutionId: call.principal.institutionId,
        blobKey: blob.key,
        width: picture.width,
        height: picture.height,
        sizeBytes: blob.sizeBytes,
        sha256: blob.sha256,
        createdAt: clock.now(),
      };
      const view = await changes
        .run(institution(row.institutionId), call, async (tx) => {
          await insertImage(tx, row);
          const created = {
            event: 'image.created',
            subject: { type: 'image', id: row.id },
            institutionId: row.institutionId,
            details: { sha256: row.sha256 },
          };
          return { result: imageView(row), events: [created] };
        })
        .catch(async (error: unknown) => {
          await blobs.remove(blob.key);
          throw error;
        });
      if (view.id !== row.id) await blobs.remove(blob.key);
      return view;
    },
    open: async (id) => {
      const row = await database.read(publicScope, (reader) => findImage(reader, id));
      if (row === undefined) throw notFound();
      return { image: imageView(row), content: await blobs.open(row.blobKey) };
    },
  };
}

function imageView(row: ImageRow): ImageView {
  const { id, width, height, sizeBytes, sha256 } = row;
  return { id, mediaType: 'image/png', width, height, sizeBytes, sha256 };
}
