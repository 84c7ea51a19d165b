// If this fails, other accounts of the computer read what lies in the data folder, a broken master key is taken for a
// key, or the checker gives an all-clear for a folder that it has just made.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { fsckCommand } from '../../src/commands/fsck.ts';
import { readConfig } from '../../src/config.ts';
import { openEmbedded } from '../../src/platform/db/pglite.ts';
import { translatorFor } from '../../src/platform/messages/translator.ts';
import { fillDataFolder, openTestDatabase } from '../setup/databases.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test('the data folder is closed to other accounts, also when it was open before', async () => {
  const dataDir = join(folder, 'var');
  mkdirSync(dataDir);
  await fillDataFolder(dataDir);
  chmodSync(dataDir, 0o755);
  const database = await openEmbedded({ dataDir });
  await database.close();
  expect(modeOf(dataDir)).toBe('700');
});

test('a master key that is made is whole and for this account alone; a broken one is refused in a sentence', async () => {
  const { database, close } = await openTestDatabase('pglite');
  try {
    const config = readConfig({
      WAYMARK_DATA_DIR: folder,
      WAYMARK_LOG_LEVEL: 'silent',
      WAYMARK_PUBLIC_URL: 'http://waymark.test',
    });
    await (await createApp({ config, database })).close();
    const path = join(folder, 'master.key');
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32);
    expect(modeOf(path)).toBe('600');
    for (const broken of ['', 'short', Buffer.alloc(32).toString('base64')]) {
      writeFileSync(path, broken);
      await expect(createApp({ config, database })).rejects.toMatchObject({ code: 'master_key_invalid' });
    }
  } finally {
    await close();
  }
});

test('fsck makes nothing where nothing is, and says so', async () => {
  const dataDir = join(folder, 'typo');
  const settings = {
    host: '127.0.0.1',
    port: 8080,
    publicOrigin: 'http://localhost:8080',
    dataDir,
    databaseUrl: undefined,
    sample: false,
    docs: false,
    operatorKey: undefined,
    language: undefined,
  };
  const open = (): never => {
    throw new Error('Nothing may be opened.');
  };
  expect(await fsckCommand(settings, open, translatorFor('en'))).toBe(2);
  expect(existsSync(dataDir)).toBe(false);
});
