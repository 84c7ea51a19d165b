// Files that the command is given. How large one is is asked before it is read, so that no file can fill the memory.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { CannotBegin } from './cannot-begin.ts';

/** The most that is read of a badge or a list of registries: as much as the door of the API takes in one upload. */
const MOST_BYTES = 20 * 1024 * 1024;
const CHUNK = 64 * 1024;

/**
 * The bytes of a file.
 * @throws CannotBegin fileUnreadable, or fileTooLarge before anything of it is read
 */
export function bytesOfFile(file: string, most = MOST_BYTES): Uint8Array {
  return opened(file, (descriptor) => bytesOfDescriptor(descriptor, file, most));
}

/** The bytes behind an open descriptor, such as standard input (0), of which only reading tells how much there is. */
export function bytesOfDescriptor(descriptor: number, name: string, most = MOST_BYTES): Uint8Array {
  const tooLarge = (): CannotBegin =>
    new CannotBegin('fileTooLarge', { file: name, megabytes: String(Math.floor(most / 1024 / 1024)) });
  if (fstatSync(descriptor).size > most) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = new Uint8Array(CHUNK);
    const read = readSync(descriptor, chunk);
    if (read === 0) return Buffer.concat(chunks);
    length += read;
    if (length > most) throw tooLarge();
    chunks.push(chunk.subarray(0, read));
  }
}

function opened(file: string, read: (descriptor: number) => Uint8Array): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    return read(descriptor);
  } catch (error) {
    if (error instanceof CannotBegin) throw error;
    throw new CannotBegin('fileUnreadable', { file });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
