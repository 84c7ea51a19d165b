// N2 and N8 on every decision: an award has exactly one credential, or a task that will make it; nothing else has one.
import type { Database } from '../../platform/db/database.ts';
import { deployment } from '../../platform/db/scope.ts';
import type { Finding } from './report.ts';
import { auditOf, decisionsAfter, hasTask, liveCredentialsOf } from './fsck-store.ts';
import { eachRow } from './pages.ts';

export function checkDecisions(database: Database, findings: Finding[]): Promise<number> {
  return eachRow(database, decisionsAfter, async (row) => {
    const { live, waits, log } = await database.read(deployment, async (reader) => ({
      live: await liveCredentialsOf(reader, row.id),
      waits: await hasTask(reader, 'issue-credential', row.id),
      log: await auditOf(reader, 'decision', row.id),
    }));
    const note = (invariant: Finding['invariant'], detail: string): void => {
      findings.push({ invariant, subject: row.id, detail });
    };
    if (row.outcome !== 'awarded' && live.length > 0) note('N2', `It is ${row.outcome} but has a credential.`);
    if (row.outcome === 'awarded' && row.criteria.some((criterion) => !criterion.met)) {
      note('N2', 'It is awarded although a criterion is below its required level.');
    }
    if (live.length > 1) note('N2', `It has ${live.length} credentials.`);
    if (row.outcome === 'awarded' && live.length === 0 && !waits)
      note('N2', 'It has no credential and no task that makes one.');
    const finished = live[0]?.state === 'published';
    if (row.outcome === 'awarded' && live.length === 1 && !finished && !waits) {
      note('N8', 'Its credential is unfinished and no task will finish it.');
    }
    const made = log.filter(
      (entry) => entry.event === 'decision.awarded' || entry.event === 'decision.declined',
    ).length;
    if (made !== 1) note('N11', `The log has ${made} entries for this decision instead of one.`);
  });
}
