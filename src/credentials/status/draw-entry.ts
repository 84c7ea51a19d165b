// Draws a random free place in the issuer's open status list for each of its purposes, making the list when there is
// none. Random, so that neighbours in a list tell nothing about who was issued what and when.
import type { IssuerRow } from '../../catalog/issuers/issuer-table.ts';
import type { StatusPurpose } from '../../catalog/issuers/issuer.ts';
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import type { AuditLog } from '../../platform/audit/audit.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import { institution } from '../../platform/db/scope.ts';
import { minimumListSize } from '../../standards/bitstring.ts';
import { closeList, countEntries, findOpenList, insertList, isTaken } from './status-list-store.ts';
import type { StatusListRow } from './status-list-table.ts';

/** A place that was free when it was drawn. Only the unique key of the table makes it ours. */
export interface DrawnEntry {
  readonly list: StatusListRow;
  readonly index: number;
}

export interface DrawNeeds {
  readonly database: Database;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly ids: Ids;
  /** The public origin that new documents are made under. */
  readonly origin: string;
}

/** A list gets no new entries beyond this share, so that drawing stays quick and random to the end. */
const MOST_FILLED = 0.9;
/** This many taken places in a row are a sign of a full list: only then is it counted. */
const SUSPICIOUS_MISSES = 8;

export async function drawEntries(issuer: IssuerRow, call: Call, needs: DrawNeeds): Promise<readonly DrawnEntry[]> {
  const entries: DrawnEntry[] = [];
  for (const purpose of issuer.statusPurposes) entries.push(await drawEntry(issuer, purpose, call, needs));
  return entries;
}

async function drawEntry(issuer: IssuerRow, purpose: StatusPurpose, call: Call, needs: DrawNeeds): Promise<DrawnEntry> {
  const scope = institution(issuer.institutionId);
  for (;;) {
    const list = await openList(issuer, purpose, call, needs);
    for (let misses = 0; misses < SUSPICIOUS_MISSES; misses++) {
      const index = needs.ids.below(list.size);
      if (!(await needs.database.read(scope, (reader) => isTaken(reader, list.id, index)))) return { list, index };
    }
    await needs.database.write(scope, async (tx) => {
      if ((await countEntries(tx, list.id)) >= list.size * MOST_FILLED) await close(tx, list, call, needs.audit);
    });
  }
}

/** The open list, made when there is none. */
async function openList(
  issuer: IssuerRow,
  purpose: StatusPurpose,
  call: Call,
  needs: DrawNeeds,
): Promise<StatusListRow> {
  const { database, audit, clock, ids, origin } = needs;
  const scope = institution(issuer.institutionId);
  const present = await database.read(scope, (reader) => findOpenList(reader, issuer.id, purpose));
  if (present?.origin === origin) return present;
  return database.write(scope, async (tx) => {
    // A list made under a former origin is served on, but gets no new entries.
    if (present !== undefined) await close(tx, present, call, audit);
    const row: StatusListRow = {
      id: ids.next('statusList'),
      institutionId: issuer.institutionId,
      issuerId: issuer.id,
      purpose,
      origin,
      size: minimumListSize,
      state: 'open',
      wantedVersion: 1,
      publishedVersion: 0,
      signedDocument: null,
      signedSha256: null,
      createdAt: clock.now(),
      publishedAt: null,
    };
    if (!(await insertList(tx, row))) return (await findOpenList(tx, issuer.id, purpose)) ?? row;
    await audit.append(tx, call, {
      event: 'status-list.created',
      subject: { type: 'status-list', id: row.id },
      institutionId: row.institutionId,
      details: { issuerId: issuer.id, purpose },
    });
    return row;
  });
}

async function close(tx: Tx<InstitutionScope>, list: StatusListRow, call: Call, audit: AuditLog): Promise<void> {
  await closeList(tx, list.id);
  await audit.append(tx, call, {
    event: 'status-list.closed',
    subject: { type: 'status-list', id: list.id },
    institutionId: list.institutionId,
  });
}
