// Checks the invariants of issuing on everything that is stored, from the outside: it trusts no column that it can work
// out again. Run after every fault test, nightly, and whenever someone wonders.
import type { Database } from '../../platform/db/database.ts';
import { integrateAuditEntries } from '../../platform/audit/audit.ts';
import type { VerifyCredential } from '../../verification/verify-credential.ts';
import { checkAuditChain } from './audit-invariants.ts';
import { checkCredentials } from './credential-invariants.ts';
import { checkDecisions } from './decision-invariants.ts';
import { checkStatusLists } from './status-list-invariants.ts';

/** N1 to N5, N8 and N11 of the issuing invariants. */
export type Invariant = 'N1' | 'N2' | 'N3' | 'N4' | 'N5' | 'N8' | 'N11';

export interface Finding {
  readonly invariant: Invariant;
  /** The id of what breaks it. */
  readonly subject: string;
  readonly detail: string;
}

export interface FsckReport {
  readonly ok: boolean;
  readonly checked: Readonly<Record<'credentials' | 'decisions' | 'statusLists' | 'auditEntries', number>>;
  readonly findings: readonly Finding[];
}

export interface FsckNeeds {
  readonly database: Database;
  readonly verify: VerifyCredential;
}

export async function fsck(needs: FsckNeeds): Promise<FsckReport> {
  const { database } = needs;
  while ((await integrateAuditEntries(database)) > 0);
  const findings: Finding[] = [];
  const checked = {
    credentials: await checkCredentials(needs, findings),
    decisions: await checkDecisions(database, findings),
    statusLists: await checkStatusLists(needs, findings),
    auditEntries: await checkAuditChain(database, findings),
  };
  return { ok: findings.length === 0, checked, findings };
}
