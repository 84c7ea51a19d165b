// N11 on the log itself: contiguous from 1, each entry hashed over its content and the entry before it.
import { FIRST_PREVIOUS_HASH, auditEntryHash, integratedEntries } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import { deployment } from '../../platform/db/scope.ts';
import type { Finding } from './report.ts';

export function checkAuditChain(database: Database, findings: Finding[]): Promise<number> {
  return database.read(deployment, async (reader) => {
    let sequence = 0;
    let previousHash = FIRST_PREVIOUS_HASH;
    for await (const row of integratedEntries(reader)) {
      sequence += 1;
      const note = (detail: string): void => {
        findings.push({ invariant: 'N11', subject: row.id, detail: `Audit entry ${row.sequence}: ${detail}` });
      };
      if (row.sequence !== sequence) note(`expected the number ${sequence}.`);
      if (row.previousHash !== previousHash) note('it does not follow from the entry before it.');
      if (row.entryHash !== auditEntryHash(row)) note('its content is not that of its hash.');
      sequence = row.sequence ?? sequence;
      previousHash = row.entryHash ?? '';
    }
    return sequence;
  });
}
