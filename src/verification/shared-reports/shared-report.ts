// What is kept of a report that is shared, and for how long.
import { addSeconds } from '../../kernel/clock.ts';
import type { CheckResult } from '../../standards/checks/check-result.ts';
import type { VerificationReport } from '../report.ts';

const KEPT_DAYS = 30;

export function expiryOf(sharedAt: Date): Date {
  return addSeconds(sharedAt, KEPT_DAYS * 24 * 3600);
}

/**
 * The report for others to read. That a recipient was asked for stays in it, with the answer, because the verdict may rest
 * on it; whom the asker had in mind does not.
 */
export function forOthers(report: VerificationReport): VerificationReport {
  const { parts } = report;
  return {
    ...report,
    checks: report.checks.map(withoutPerson),
    ...(parts !== undefined && {
      parts: parts.map((part) => ({ ...part, ...forOthers(part) })),
    }),
  };
}

function withoutPerson(result: CheckResult): CheckResult {
  if (result.check !== 'recipient') return result;
  const { check, outcome, code } = result;
  return { check, outcome, code };
}
