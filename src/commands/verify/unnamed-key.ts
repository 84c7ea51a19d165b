// What a report is worth that was made with a pack whose key the caller did not name: anybody can make such a pack, so what
// rests on it says nothing, and nothing is valid by it.
import { notEvaluated } from '../../standards/checks/check-result.ts';
import type { CheckName } from '../../standards/checks/check-codes.ts';
import { outcomeOf } from '../../verification/report.ts';
import type { VerificationReport } from '../../verification/report.ts';

/** What is found in the document alone, whoever made the pack. */
const OF_THE_DOCUMENT: ReadonlySet<CheckName> = new Set([
  'open_badge',
  'parse',
  'structure',
  'schema',
  'context',
  'validity',
]);

/** The same report, never valid. @param wasRead whether anything was read from the pack */
export function withUnnamedKey<R extends VerificationReport>(report: R, wasRead: boolean): R {
  const { parts } = report;
  const checks = wasRead
    ? report.checks.map((result) => (OF_THE_DOCUMENT.has(result.check) ? result : notEvaluated(result.check)))
    : report.checks;
  const outcome = wasRead ? outcomeOf(checks) : report.outcome;
  return {
    ...report,
    checks,
    outcome: outcome === 'valid' ? 'indeterminate' : outcome,
    ...(parts !== undefined && { parts: parts.map((part) => withUnnamedKey(part, wasRead)) }),
  };
}
