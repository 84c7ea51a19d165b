// How a row of the institution tables looks from outside.
import type { InstitutionView } from './institution.ts';
import type { InstitutionRow } from './institution-table.ts';

export function institutionView(row: InstitutionRow): InstitutionView {
  return {
    id: row.id,
    name: row.name,
    ...(row.url !== null && { url: row.url }),
    ...(row.email !== null && { email: row.email }),
    ...(row.description !== null && { description: row.description }),
    ...(row.address !== null && { address: row.address }),
    state: row.state,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}
