// Where files lie: a small interface, with the local folder as its first driver. Keys are random; a file's name and
// kind stand in the database beside it.
import type { Readable } from 'node:stream';

export interface StoredBlob {
  readonly key: string;
  readonly sizeBytes: number;
  /** SHA-256 of the content, 64 hexadecimal characters. */
  readonly sha256: string;
  /** The first bytes, enough to tell the media type by content. */
  readonly head: Buffer;
}

/** The content was longer than allowed; nothing was kept. */
export class BlobTooLargeError extends Error {
  readonly code = 'blob_too_large';
}

export interface BlobStore {
  /**
   * Streams content to a new key; durable when it resolves. On any failure nothing is kept.
   * @throws BlobTooLargeError beyond `mostBytes`
   */
  put(content: Readable, mostBytes: number): Promise<StoredBlob>;
  /** Opens content for reading. @throws Error with code ENOENT when the key is unknown */
  open(key: string): Promise<Readable>;
  /** Removes content; does nothing when it is not there. */
  remove(key: string): Promise<void>;
  /** Keys that were written before `moment`, for the sweeper that removes what no row names. */
  keysBefore(moment: Date): AsyncIterable<string>;
}
