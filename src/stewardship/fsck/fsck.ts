// Checks the invariants of issuing on everything that is stored, from the outside: it trusts no column that it can work
// out again. Run after every fault test, nightly, and whenever someone wonders.
import { integrateAuditEntries } from '../../platform/audit/audit.ts';
import { checkAuditChain } from './audit-invariants.ts';
import { checkCredentials } from './credential-invariants.ts';
import { checkDecisions } from './decision-invariants.ts';
import type { Finding, FsckNeeds, FsckReport } from './report.ts';
import { checkStatusLists } from './status-list-invariants.ts';

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
