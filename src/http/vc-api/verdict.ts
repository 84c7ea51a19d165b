// How the report of a verification becomes the one answer of this door: verified, or not and why (VCALM 1.0, "Verify
// Credential"; problem types of VCDM 2.0 §7.1). Stricter or milder than the report in exactly one way: a credential whose
// only open question is its own context is verified, because it was recompacted to the known ones and judged by those.
import { passed } from '../../standards/checks/check-result.ts';
import type { CheckResult } from '../../standards/checks/check-result.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import { outcomeOf } from '../../verification/report.ts';
import type { Outcome, PartReport, VerificationReport } from '../../verification/report.ts';

/** Problem details (RFC 9457) as the suites of this door read them. */
export interface DoorProblem {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  /** `check:code`, as in the report. */
  readonly code: string;
  readonly pointer?: string;
}

const problemTypes = 'https://www.w3.org/TR/vc-data-model#';
export const malformedValue = `${problemTypes}MALFORMED_VALUE_ERROR`;
export const parsingError = `${problemTypes}PARSING_ERROR`;

const typeOf: Readonly<Record<string, string>> = {
  parse: parsingError,
  issuer_key: `${problemTypes}CRYPTOGRAPHIC_SECURITY_ERROR`,
  proof: `${problemTypes}CRYPTOGRAPHIC_SECURITY_ERROR`,
  validity: `${problemTypes}RANGE_ERROR`,
  status: 'https://www.w3.org/ns/credentials/status-list#STATUS_VERIFICATION_ERROR',
};

/** The outcome by the rules of this door. */
export function doorOutcome({ checks, parts = [] }: VerificationReport): Outcome {
  return outcomeOf(checks.map((result) => (isLetPass(result, parts) ? { ...result, outcome: 'pass' } : result)));
}

function isLetPass({ check, outcome, code, pointer }: CheckResult, parts: readonly PartReport[]): boolean {
  if (outcome !== 'unknown') return false;
  if (check === 'context') return code === 'recompacted';
  const part = check === 'credential' ? parts.find((candidate) => candidate.pointer === pointer) : undefined;
  return part !== undefined && doorOutcome(part) === 'valid';
}

/** What this door let pass, for the warnings of its answer. */
export function letPass({ checks, parts = [] }: VerificationReport): readonly string[] {
  const own = checks.filter((result) => result.check === 'context' && isLetPass(result, [])).map(nameOf);
  return [...new Set([...own, ...parts.flatMap(letPass)])];
}

/** Everything that keeps a document from being verified; never empty for one that is not. */
export function problemsOf(report: VerificationReport, t: Translator): readonly DoorProblem[] {
  const { checks, parts = [] } = report;
  const open = checks.filter((result) => isOpen(result) && !isLetPass(result, parts));
  // Judged one by one: what decides nothing by itself is no reason.
  const reasons = open.filter((result) => outcomeOf([...settled(checks, result), result]) !== 'valid');
  return (reasons.length > 0 ? reasons : open).map((result) => problemOf(result, t));
}

function settled(checks: readonly CheckResult[], except: CheckResult): readonly CheckResult[] {
  return checks.filter((other) => other !== except).map(({ check }) => passed(check));
}

function isOpen({ outcome }: CheckResult): boolean {
  return outcome === 'fail' || outcome === 'unknown';
}

function problemOf(result: CheckResult, t: Translator): DoorProblem {
  const { check, outcome, code, pointer } = result;
  const { name, says } = t.check(check, outcome, code);
  return {
    type: typeOf[check] ?? malformedValue,
    title: name,
    detail: says,
    code: nameOf(result),
    ...(pointer !== undefined && { pointer }),
  };
}

function nameOf({ check, code }: CheckResult): string {
  return `${check}:${code}`;
}
