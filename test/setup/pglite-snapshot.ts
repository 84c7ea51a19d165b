// One migrated PGlite, kept as a file that every test file loads in half a second instead of migrating for four.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sha256Stream } from '../../src/kernel/digest.ts';
import { migrationsFolder } from '../../src/platform/db/migrations.ts';
import { embeddedDatabase } from '../../src/platform/db/pglite.ts';

const root = join(import.meta.dirname, '../..');
const cacheFolder = join(root, 'node_modules/.cache/waymark-test');
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/** The path of a snapshot that fits the migrations and the PGlite of now; made when there is none yet. */
export async function migratedSnapshot(): Promise<string> {
  const path = join(cacheFolder, `${fingerprint()}.tar`);
  if (existsSync(path)) return path;
  mkdirSync(cacheFolder, { recursive: true });
  removeOld();
  const client = await PGlite.create();
  const database = embeddedDatabase(client);
  try {
    await database.migrate();
    const snapshot = await client.dumpDataDir('none');
    // Written beside and renamed, so that a run started at the same moment never reads half a file.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, Buffer.from(await snapshot.arrayBuffer()));
    renameSync(draft, path);
  } finally {
    await database.close();
  }
  return path;
}

function fingerprint(): string {
  const digest = sha256Stream();
  for (const name of readdirSync(migrationsFolder).toSorted()) {
    if (name.endsWith('.sql')) digest.update(`${name}\n`).update(readFileSync(join(migrationsFolder, name)));
  }
  // The lock file tells which PGlite this is.
  return digest
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
    .slice(0, 32);
}

/** A day's grace, because a run that is still going may be loading an older one. */
function removeOld(): void {
  for (const name of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, name);
    if (Date.now() - statSync(path).mtimeMs > KEPT_MILLISECONDS) rmSync(path, { force: true });
  }
}
