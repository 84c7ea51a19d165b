// Where a test puts files for a process that runs as another user.
import { existsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';

/** A temporary folder that every user may pass through on the way to a folder in it. */
export function openTemporaryFolder(): string {
  const isOpen = (path: string): boolean =>
    (statSync(path).mode & 0o001) !== 0 && (path === dirname(path) || isOpen(dirname(path)));
  const found = [tmpdir(), '/tmp', '/var/tmp'].find((path) => existsSync(path) && isOpen(path));
  if (found === undefined) throw new Error('No temporary folder is open to other users of this machine.');
  return found;
}
