// If this fails, two processes write to one embedded database, and what the first has promised is lost.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FolderLockedError, lockFolder } from '../../../../src/platform/db/folder-lock.ts';

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-lock-'));
  folders.push(folder);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** A process of its own that holds a folder's lock until it is killed. */
async function holder(folder: string) {
  const module = join(import.meta.dirname, '../../../../src/platform/db/folder-lock.ts');
  const script = `const { lockFolder } = await import(${JSON.stringify(module)});
    await lockFolder(${JSON.stringify(folder)}); process.stdout.write('held'); setInterval(() => {}, 1e6);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('lockFolder', () => {
  it('gives the folder to one at a time, and says who has it', async () => {
    const folder = newFolder();
    const lock = await lockFolder(folder);
    const refused = lockFolder(folder);
    await expect(refused).rejects.toBeInstanceOf(FolderLockedError);
    await expect(refused).rejects.toMatchObject({ code: 'data_dir_locked', folder, holder: process.pid });
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  it('lets one of many win that ask at the same moment', async () => {
    const folder = newFolder();
    const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    const won = asked.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(won).toHaveLength(1);
    const lost = asked.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(lost.every((reason) => reason instanceof FolderLockedError)).toBe(true);
    await won[0]?.release();
  });

  it('is held against another process, and free as soon as that one is dead, however it died', async () => {
    const folder = newFolder();
    const child = await holder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({ holder: child.pid });
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(existsSync(join(folder, 'waymark.lock'))).toBe(true);
    await (await lockFolder(folder)).release();
  });

  it('refuses a path that no lock fits in, in a sentence', async () => {
    const deep = join(newFolder(), 'x'.repeat(120));
    await expect(lockFolder(deep)).rejects.toThrow('too long to be locked');
  });
});
