// What a check answers, as data. The sentences for people are written elsewhere, one per `check:code`.
// Facts: the outcomes are those of the verifier's contract; `unknown` is never shown as a pass.
import type { CheckCode, CheckName } from './check-codes.ts';

export type CheckOutcome = 'pass' | 'fail' | 'unknown' | 'not_applicable' | 'not_evaluated';

export interface CheckResult {
  readonly check: CheckName;
  readonly outcome: CheckOutcome;
  readonly code: string;
  /** JSON Pointer (RFC 6901) into the document. */
  readonly pointer?: string;
  /** Technical evidence: which key, which list, which value. Never a sentence. */
  readonly detail?: Readonly<Record<string, string | number>>;
}

interface Where {
  readonly pointer?: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** Builds a result; the compiler knows which codes a check may answer. */
export function checkResult<N extends CheckName>(
  check: N,
  outcome: CheckOutcome,
  code: CheckCode<N>,
  where: Where = {},
): CheckResult {
  return { check, outcome, code, ...where };
}

export function passed(check: CheckName, where: Where = {}): CheckResult {
  return { check, outcome: 'pass', code: 'ok', ...where };
}

/** An earlier check failed, so this one says nothing. */
export function notEvaluated(check: CheckName): CheckResult {
  return { check, outcome: 'not_evaluated', code: 'earlier_check_failed' };
}
