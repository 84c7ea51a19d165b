// Walks rows that are read page by page, each page in a short transaction of its own.
import type { Database, Reader } from '../../platform/db/database.ts';
import { deployment } from '../../platform/db/scope.ts';
import type { DeploymentScope } from '../../platform/db/scope.ts';

export async function eachRow<R extends { readonly id: string }>(
  database: Database,
  readAfter: (reader: Reader<DeploymentScope>, id: string) => Promise<readonly R[]>,
  visit: (row: R) => Promise<void>,
): Promise<number> {
  let seen = 0;
  for (let after = ''; ;) {
    const rows = await database.read(deployment, (reader) => readAfter(reader, after));
    for (const row of rows) await visit(row);
    seen += rows.length;
    const last = rows.at(-1);
    if (last === undefined) return seen;
    after = last.id;
  }
}
