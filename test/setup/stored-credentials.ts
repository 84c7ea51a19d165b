// Reads what issuing has stored, straight from the tables, and works out anew what its signature must be.
import { and, asc, eq } from 'drizzle-orm';
import { lintForSigning } from '../../src/credentials/lint-credential.ts';
import { credentials } from '../../src/credentials/credential-table.ts';
import type { CredentialRow } from '../../src/credentials/credential-table.ts';
import { statusListEntries, statusLists } from '../../src/credentials/status/status-list-table.ts';
import type { StatusListEntryRow, StatusListRow } from '../../src/credentials/status/status-list-table.ts';
import { decisions } from '../../src/earning/decisions/decision-table.ts';
import type { DecisionRow } from '../../src/earning/decisions/decision-table.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { auditEntries } from '../../src/platform/audit/audit-table.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { masterKey } from '../../src/platform/keys/seal.ts';
import { sealedKeys } from '../../src/platform/keys/sealed-keys.ts';
import type { KeyDriver } from '../../src/platform/keys/sealed-keys.ts';
import { signingKeys } from '../../src/platform/keys/signing-key-table.ts';
import { outboxTasks } from '../../src/platform/outbox/outbox-table.ts';
import { programMasterKey } from './program.ts';

export interface StoredIssue {
  readonly decisions: readonly DecisionRow[];
  /** Burned ones too. */
  readonly credentials: readonly CredentialRow[];
  readonly entries: readonly StatusListEntryRow[];
  readonly lists: readonly StatusListRow[];
}

/** Everything that issuing has stored for an achievement, oldest first. */
export function storedIssues(database: Database, achievementId: string): Promise<StoredIssue> {
  return database.read(deployment, async ({ db }) => {
    const ofAchievement = eq(credentials.achievementId, achievementId);
    const rows = await db.select().from(credentials).where(ofAchievement).orderBy(asc(credentials.createdAt));
    const entries = await db
      .select({ entry: statusListEntries })
      .from(statusListEntries)
      .innerJoin(credentials, and(eq(credentials.id, statusListEntries.credentialId), ofAchievement));
    return {
      decisions: await db.select().from(decisions),
      credentials: rows,
      entries: entries.map(({ entry }) => entry),
      lists: await db.select().from(statusLists),
    };
  });
}

/** All status indexes, in the order in which they were reserved. */
export async function indexesInOrder(database: Database): Promise<readonly number[]> {
  const rows = await database.read(deployment, ({ db }) =>
    db
      .select({ index: statusListEntries.index })
      .from(statusListEntries)
      .innerJoin(
        auditEntries,
        and(eq(auditEntries.subjectId, statusListEntries.credentialId), eq(auditEntries.event, 'credential.reserved')),
      )
      .orderBy(asc(auditEntries.occurredAt), asc(auditEntries.sequence)),
  );
  return rows.map(({ index }) => index);
}

/** How many tasks wait or are parked. */
export function waitingTasks(database: Database): Promise<number> {
  return database.read(deployment, ({ db }) => db.$count(outboxTasks));
}

/** The keys of a database whose master key is that of the programs. */
export function programKeys(): KeyDriver {
  return sealedKeys(masterKey(Buffer.from(programMasterKey, 'hex')), systemClock, randomIds);
}

/** The signed document that the reserved bytes, the recorded key and the recorded time lead to. */
export async function signedAnew(database: Database, row: CredentialRow): Promise<string> {
  const [key] = await database.read(deployment, ({ db }) =>
    db.select().from(signingKeys).where(eq(signingKeys.id, row.signingKeyId)),
  );
  if (key === undefined) throw new Error('The signing key of the credential is not stored.');
  const unsigned = JSON.parse(row.unsignedDocument) as JsonObject;
  const plan = { suite: row.proofSuite, verificationMethod: row.verificationMethod, created: row.proofCreated };
  const linted = await lintForSigning(unsigned, plan, row.createdAt);
  const signature = await programKeys().signer(key).sign(linted.token(key.id));
  return JSON.stringify(linted.withSignature(signature));
}
