// What is kept of a report that is shared, how much of it, and for how long.
import { addSeconds } from '../../kernel/clock.ts';
import { Problem } from '../../kernel/problem.ts';
import type { CheckResult } from '../../standards/checks/check-result.ts';
import type { VerificationReport } from '../report.ts';
import { documentForOthers } from './document-for-others.ts';

const KEPT_DAYS = 30;

/** Most bytes of one report as it is kept, pictures left out: a transcript with a hundred badges in it. */
export const MOST_REPORT_BYTES = 256 * 1024;

export function expiryOf(sharedAt: Date): Date {
  return addSeconds(sharedAt, KEPT_DAYS * 24 * 3600);
}

/** The report as the text that is kept. @throws Problem payload-too-large/report_too_large */
export function keptText(report: VerificationReport): string {
  const text = JSON.stringify(forOthers(report));
  if (Buffer.byteLength(text) > MOST_REPORT_BYTES) throw tooLarge();
  return text;
}

/** Why a report is not kept; undefined when it may be. */
export function refusedToShare(report: VerificationReport): Problem | undefined {
  try {
    keptText(report);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

function tooLarge(): Problem {
  return new Problem('payload-too-large', {
    code: 'report_too_large',
    detail: 'A report can be shared up to 256 KB, and this one is larger. Ask again without sharing it.',
  });
}

/**
 * The report for others to read. That a recipient was asked for stays in it, with the answer, because the verdict may rest
 * on it; whom the asker had in mind does not, nor whom the document names in the clear, nor pictures inside it.
 */
function forOthers(report: VerificationReport): VerificationReport {
  const { parts, credential, openBadge2 } = report;
  return {
    ...report,
    checks: report.checks.map(withoutPerson),
    ...(credential !== undefined && { credential: documentForOthers(credential) }),
    ...(openBadge2 !== undefined && !openBadge2.recipient.hashed
      ? { openBadge2: { ...openBadge2, recipient: { ...openBadge2.recipient, identity: '' } } }
      : {}),
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
