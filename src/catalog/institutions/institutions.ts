// Use cases on institutions: an operator creates and lists them, an institution reads and changes its own.
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import { pageOf } from '../../kernel/page.ts';
import type { Page, PageRequest } from '../../kernel/page.ts';
import { notFound, staleVersion } from '../../kernel/problem.ts';
import type { Database } from '../../platform/db/database.ts';
import { deployment } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import { institutionView } from './institution-view.ts';
import type { InstitutionInput, InstitutionView } from './institution.ts';
import type { InstitutionRow } from './institution-table.ts';
import { findInstitution, insertInstitution, listInstitutions, updateInstitution } from './institution-store.ts';

export interface Institutions {
  create(call: Call, input: InstitutionInput): Promise<InstitutionView>;
  list(page: PageRequest): Promise<Page<InstitutionView>>;
  /** @throws Problem not-found */
  read(institutionId: string): Promise<InstitutionView>;
  /** Replaces name, url, e-mail, description and address. @throws Problem stale-version */
  update(call: Call, institutionId: string, input: InstitutionInput, readVersion: number): Promise<InstitutionView>;
}

export function institutions(database: Database, changes: Changes, clock: Clock, ids: Ids): Institutions {
  return {
    create: (call, input) =>
      changes.run(deployment, call, async (tx) => {
        const row = rowOf(input, { id: ids.next('institution'), state: 'active', version: 1, createdAt: clock.now() });
        await insertInstitution(tx, row);
        return { result: institutionView(row), events: [event('institution.created', row)] };
      }),
    list: (page) =>
      database.read(deployment, async (reader) => pageOf(await listInstitutions(reader, page), page, institutionView)),
    read: async (institutionId) => {
      const row = await database.read(deployment, (reader) => findInstitution(reader, institutionId));
      if (row === undefined) throw notFound();
      return institutionView(row);
    },
    update: (call, institutionId, input, readVersion) =>
      changes.run(deployment, call, async (tx) => {
        const before = await findInstitution(tx, institutionId);
        if (before === undefined) throw notFound();
        const row = rowOf(input, { ...before, version: before.version + 1 });
        if (!(await updateInstitution(tx, row, readVersion))) throw staleVersion();
        return { result: institutionView(row), events: [event('institution.updated', row)] };
      }),
  };
}

function rowOf(
  input: InstitutionInput,
  kept: Pick<InstitutionRow, 'id' | 'state' | 'version' | 'createdAt'>,
): InstitutionRow {
  return {
    id: kept.id,
    state: kept.state,
    version: kept.version,
    createdAt: kept.createdAt,
    name: input.name,
    url: input.url ?? null,
    email: input.email ?? null,
    description: input.description ?? null,
    address: input.address ?? null,
  };
}

function event(name: string, row: InstitutionRow) {
  return {
    event: name,
    subject: { type: 'institution', id: row.id },
    institutionId: row.id,
    details: { version: row.version },
  };
}
