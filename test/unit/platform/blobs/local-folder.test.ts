// If this fails, a file is lost, half kept, or written where it must not be.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../../src/kernel/digest.ts';
import { randomIds } from '../../../../src/kernel/id.ts';
import { BlobTooLargeError } from '../../../../src/platform/blobs/blob-store.ts';
import type { BlobStore } from '../../../../src/platform/blobs/blob-store.ts';
import { localFolder } from '../../../../src/platform/blobs/local-folder.ts';
import { filesIn } from '../../../setup/folders.ts';

let folder: string;
let blobs: BlobStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-blobs-'));
  blobs = localFolder(folder, randomIds);
});
afterEach(() => rmSync(folder, { recursive: true }));

const content = (...pieces: (string | Buffer)[]): Readable => Readable.from(pieces.map((piece) => Buffer.from(piece)));
const all = async (keys: AsyncIterable<string>): Promise<string[]> => {
  const found: string[] = [];
  for await (const key of keys) found.push(key);
  return found;
};

describe('the local folder', () => {
  it('keeps what it was given, under a random key, with size, digest and first bytes', async () => {
    const bytes = randomIds.bytes(100_000);
    const stored = await blobs.put(content(bytes.subarray(0, 3_000), bytes.subarray(3_000)), 100_000);
    expect(stored).toMatchObject({ sizeBytes: 100_000, sha256: sha256Hex(bytes) });
    expect(stored.key).toMatch(/^blob_[0-9A-Za-z]{22}$/);
    expect(stored.head.equals(bytes.subarray(0, stored.head.length))).toBe(true);
    expect(stored.head.length).toBeGreaterThanOrEqual(4_096);
    expect((await buffer(await blobs.open(stored.key))).equals(bytes)).toBe(true);
    expect((await blobs.put(content(), 10)).sizeBytes).toBe(0);
  });

  it('keeps nothing beyond the limit, and nothing of content that breaks off', async () => {
    await expect(blobs.put(content('12345', '6'), 5)).rejects.toThrow(BlobTooLargeError);
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('the first half');
      throw new Error('broken off');
    }
    await expect(blobs.put(Readable.from(broken()), 1_000)).rejects.toThrow('broken off');
    expect(filesIn(folder)).toEqual([]);
    expect((await blobs.put(content('12345'), 5)).sizeBytes).toBe(5);
  });

  it('opens and removes by keys of its own only, and never leaves its folder', async () => {
    const outside = join(folder, 'outside');
    writeFileSync(outside, 'not a blob');
    for (const key of ['outside', '../outside', `blob_${'/..'.repeat(7)}x`, `blob_${'0'.repeat(22)}/../outside`, '']) {
      await expect(blobs.open(key)).rejects.toMatchObject({ code: 'ENOENT' });
      await expect(blobs.remove(key)).rejects.toMatchObject({ code: 'ENOENT' });
    }
    await expect(blobs.open(`blob_${'0'.repeat(22)}`)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(filesIn(folder)).toEqual(['outside']);
  });

  it('removes a file once or twice, the same', async () => {
    const { key } = await blobs.put(content('x'), 10);
    await blobs.remove(key);
    await blobs.remove(key);
    await expect(blobs.open(key)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('tells the sweeper of old files, and clears away what a process that died left half written', async () => {
    const { key: old } = await blobs.put(content('old'), 10);
    const { key: young } = await blobs.put(content('young'), 10);
    const path = join(folder, old.slice(5, 7), old);
    const unfinished = join(folder, old.slice(5, 7), `blob_${'0'.repeat(22)}.part`);
    writeFileSync(unfinished, 'half');
    const longAgo = new Date('2026-11-01T00:00:00Z');
    for (const file of [path, unfinished]) utimesSync(file, longAgo, longAgo);
    expect(await all(blobs.keysBefore(new Date('2026-11-02T00:00:00Z')))).toEqual([old]);
    expect(
      filesIn(folder)
        .map((name) => name.slice(3))
        .toSorted(),
    ).toEqual([old, young].toSorted());
    expect(await all(localFolder(join(folder, 'none'), randomIds).keysBefore(new Date()))).toEqual([]);
  });
});
