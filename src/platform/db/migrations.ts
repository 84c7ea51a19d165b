// Where the SQL migrations are, and the advisory lock that one migrating process holds.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** An arbitrary fixed number: all processes of one deployment agree on it. */
export const MIGRATION_LOCK = 7_420_001;

/** The repository's or image's `migrations` folder, found from here upwards (src/… and dist/… lie equally deep). */
export const migrationsFolder = ((): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'migrations');
    if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
    if (folder === dirname(folder)) throw new Error('The folder "migrations" is missing beside the program.');
  }
})();
