// Use cases on shared reports: keep what was asked to be kept, show it to whoever has its id, forget it after its time.
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import { Problem, notFound } from '../../kernel/problem.ts';
import type { Database } from '../../platform/db/database.ts';
import { deployment, publicScope } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import type { VerificationReport } from '../report.ts';
import { expiryOf, keptText } from './shared-report.ts';
import {
  deleteExpiredReports,
  findSharedReport,
  findSharedReports,
  insertSharedReports,
  keptBytes,
} from './shared-report-store.ts';
import type { SharedReportRow } from './shared-report-store.ts';

export interface SharedReport {
  readonly id: string;
  readonly report: VerificationReport;
  /** XSD dateTime. */
  readonly sharedAt: string;
  readonly expiresAt: string;
}

/** Of one request, in its order: what was found of each thing, or why there was nothing to find. */
export type Finding = { readonly report: VerificationReport } | Unfound;
export type KeptFinding = { readonly shared: SharedReport } | Unfound;
interface Unfound {
  /** A problem as it was answered. */
  readonly problem: object;
}

export interface SharedReports {
  /** What a repeated request was answered with, as far as it was not forgotten. @throws Problem idempotency-mismatch */
  answerTo(call: Call): Promise<readonly KeptFinding[] | undefined>;
  /**
   * Keeps every report of one request in one transaction.
   * @throws Problem payload-too-large for a report that is too large, unavailable when too much is kept already
   */
  keep(call: Call, findings: readonly Finding[]): Promise<readonly KeptFinding[]>;
  /** @throws Problem not-found, the same for one that never was and one that was forgotten */
  read(id: string): Promise<SharedReport>;
  /** Deletes what is past its time; returns how many. */
  forgetOld(): Promise<number>;
}

/** Most bytes that all shared reports may have together. */
const MOST_BYTES = 2 * 1024 ** 3;

/** What an Idempotency-Key remembers: ids instead of the reports, which stand in their own table. */
type Remembered = { readonly id: string } | Unfound;

export function sharedReports(
  database: Database,
  changes: Changes,
  clock: Clock,
  ids: Ids,
  mostBytes = MOST_BYTES,
): SharedReports {
  const recall = async (remembered: readonly Remembered[]): Promise<readonly KeptFinding[]> => {
    const wanted = remembered.flatMap((entry) => ('id' in entry ? [entry.id] : []));
    const rows = await database.read(publicScope, (reader) => findSharedReports(reader, wanted, clock.now()));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return remembered.map((entry) => {
      if ('problem' in entry) return entry;
      const row = byId.get(entry.id);
      if (row === undefined) throw notFound();
      return { shared: sharedOf(row) };
    });
  };
  return {
    answerTo: async (call) => {
      const known = await changes.answerTo(publicScope, call);
      return known === undefined ? undefined : recall(known.value as readonly Remembered[]);
    },
    keep: async (call, findings) => {
      const createdAt = clock.now();
      const expiresAt = expiryOf(createdAt);
      const entries = findings.map((finding) =>
        'problem' in finding ? finding : { id: ids.next('verification'), report: finding.report },
      );
      const rows = entries.flatMap((entry): SharedReportRow[] =>
        'problem' in entry ? [] : [{ id: entry.id, report: keptText(entry.report), createdAt, expiresAt }],
      );
      const { principal } = call;
      const remembered = await changes.run(publicScope, call, async (tx) => {
        if (rows.length > 0 && (await keptBytes(tx)) > mostBytes) throw full();
        await insertSharedReports(tx, rows);
        const events = rows.map(({ id }) => ({
          event: 'verification.shared',
          subject: { type: 'verification', id },
          ...(principal.kind === 'key' && { institutionId: principal.institutionId }),
          details: { expiresAt: expiresAt.toISOString() },
        }));
        const result: readonly Remembered[] = entries.map((entry) => ('problem' in entry ? entry : { id: entry.id }));
        return { result, events };
      });
      return recall(remembered);
    },
    read: async (id) => {
      const row = await database.read(publicScope, (reader) => findSharedReport(reader, id, clock.now()));
      if (row === undefined) throw notFound();
      return sharedOf(row);
    },
    forgetOld: () => database.write(deployment, (tx) => deleteExpiredReports(tx, clock.now())),
  };
}

/** Those who have the address of a report were promised its time, so nothing is deleted to make room. */
function full(): Problem {
  const detail = 'So many reports are shared just now that no more can be kept. Ask again without sharing it.';
  return new Problem('unavailable', { code: 'sharing_full', detail, retryAfterSeconds: 3600 });
}

function sharedOf({ id, report, createdAt, expiresAt }: SharedReportRow): SharedReport {
  return {
    id,
    // Written by `keep` and by nothing else.
    report: JSON.parse(report) as VerificationReport,
    sharedAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
}
