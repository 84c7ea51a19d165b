// Blobs in a local folder: written beside their place, synced, then renamed, so that a key names whole content or none.
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { sha256Stream } from '../../kernel/digest.ts';
import type { Ids } from '../../kernel/id.ts';
import { BlobTooLargeError } from './blob-store.ts';
import type { BlobStore } from './blob-store.ts';

const HEAD_BYTES = 4_100;
const KEY = /^blob_[0-9A-Za-z]{22}$/;

export function localFolder(folder: string, ids: Ids): BlobStore {
  const place = (key: string): string => {
    if (!KEY.test(key)) throw Object.assign(new Error('Not a blob key.'), { code: 'ENOENT' });
    return join(folder, key.slice(5, 7), key);
  };
  return {
    put: async (content, mostBytes) => {
      const key = ids.next('blob');
      const path = place(key);
      await mkdir(join(path, '..'), { recursive: true });
      const unfinished = `${path}.part`;
      const file = await open(unfinished, 'wx', 0o600);
      try {
        const hash = sha256Stream();
        const head: Buffer[] = [];
        let headBytes = 0;
        let sizeBytes = 0;
        for await (const piece of content) {
          const chunk = Buffer.from(piece as Uint8Array);
          sizeBytes += chunk.length;
          if (sizeBytes > mostBytes) throw new BlobTooLargeError(`The file is larger than ${mostBytes} bytes.`);
          hash.update(chunk);
          if (headBytes < HEAD_BYTES) {
            head.push(chunk.subarray(0, HEAD_BYTES - headBytes));
            headBytes += Math.min(chunk.length, HEAD_BYTES - headBytes);
          }
          await file.writeFile(chunk);
        }
        await file.sync();
        await file.close();
        await rename(unfinished, path);
        return { key, sizeBytes, sha256: hash.digest('hex'), head: Buffer.concat(head) };
      } catch (error) {
        await file.close().catch(() => undefined);
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    open: async (key) => {
      const stream = createReadStream(place(key));
      await once(stream, 'open');
      return stream;
    },
    remove: async (key) => {
      await rm(place(key), { force: true });
    },
    keysBefore: async function* (moment) {
      for (const shelf of await readdir(folder).catch(() => [])) {
        for (const name of await readdir(join(folder, shelf)).catch(() => [])) {
          const facts = await stat(join(folder, shelf, name)).catch(() => undefined);
          if (facts === undefined || facts.mtime >= moment) continue;
          if (KEY.test(name)) yield name;
          else if (name.endsWith('.part')) await rm(join(folder, shelf, name), { force: true });
        }
      }
    },
  };
}
