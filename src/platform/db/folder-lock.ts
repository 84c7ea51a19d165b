// An exclusive lock on a data folder, held as a listening Unix socket in it: the operating system drops it when the
// process dies, however it dies, and it tells apart a live holder from the file a dead one left behind.
import { statSync, unlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { join, relative } from 'node:path';
import { sleep } from '../../kernel/clock.ts';

/** Another live process holds the folder. */
export class FolderLockedError extends Error {
  readonly code = 'data_dir_locked';
  readonly folder: string;
  /** The holder's process id, as it told us; undefined when it did not. */
  readonly holder: number | undefined;

  constructor(folder: string, holder?: number) {
    super(`Another process holds the data folder ${folder}.`);
    this.name = 'FolderLockedError';
    this.folder = folder;
    this.holder = holder;
  }
}

export interface FolderLock {
  release(): Promise<void>;
}

const LOCK_NAME = 'waymark.lock';
/** Unix socket paths end at 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET_PATH = 103;
/** How long a fresh lock waits before it looks whether it is still the one in the folder. */
const SETTLE_MILLISECONDS = 50;

/**
 * Takes the lock or fails at once.
 * @throws FolderLockedError when a live process holds it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = shortest(join(folder, LOCK_NAME));
  for (let attempt = 0; attempt < 5; attempt++) {
    const server = await listen(path);
    if (server !== undefined) {
      // Two processes may both have removed a dead holder's file; the later one's socket is in the folder and wins.
      const own = statSync(path).ino;
      await sleep(SETTLE_MILLISECONDS);
      if (inodeAt(path) === own) return { release: () => close(server) };
      // Not closed: closing would remove the winner's file. It ends with this process.
      throw new FolderLockedError(folder);
    }
    const holder = await ask(path);
    if (holder !== 'nobody') throw new FolderLockedError(folder, holder);
    removeDead(path);
  }
  throw new FolderLockedError(folder);
}

function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  const shorter = fromHere.length < path.length ? fromHere : path;
  if (Buffer.byteLength(shorter) > LONGEST_SOCKET_PATH) {
    throw new Error(
      `The path of the data folder is too long to be locked (${shorter}). Choose one nearer to the root.`,
    );
  }
  return shorter;
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end(String(process.pid)));
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** Whoever listens tells its process id; `nobody` when the socket is one that a dead process left behind. */
function ask(path: string): Promise<number | undefined | 'nobody'> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let told = '';
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      told += chunk.toString('latin1');
    });
    socket.once('error', () => resolve('nobody'));
    socket.once('close', () => resolve(/^\d{1,10}$/.test(told) ? Number(told) : undefined));
  });
}

function removeDead(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function inodeAt(path: string): number | undefined {
  try {
    return statSync(path).ino;
  } catch {
    return undefined;
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
