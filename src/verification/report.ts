// The report of a verification: separate checks, one outcome, and what the credential says, read once and only from
// what was verified. A check that could not run is `unknown`, and nothing unknown is ever `valid`.
import type { CheckName } from '../standards/checks/check-codes.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import type { JsonObject } from '../kernel/json.ts';

export type Outcome = 'valid' | 'invalid' | 'indeterminate';

export interface VerificationReport {
  readonly outcome: Outcome;
  readonly checks: readonly CheckResult[];
  /** `check:code` of what was passed over without deciding anything. */
  readonly warnings: readonly string[];
  /** XSD dateTime; the moment all checks refer to. */
  readonly verifiedAt: string;
  /** The credential as it was read; absent when nothing could be read. Believe it only when the outcome is valid. */
  readonly credential?: JsonObject;
}

/** Every one of these must be established for a valid outcome. */
const required: readonly CheckName[] = [
  'parse',
  'structure',
  'schema',
  'context',
  'issuer_key',
  'proof',
  'validity',
  'status',
];

/** `invalid` if a required check failed, else `indeterminate` if one is unknown or did not run, else `valid`. */
export function outcomeOf(checks: readonly CheckResult[]): Outcome {
  const needed = required.map((name) => checks.filter((result) => result.check === name));
  if (needed.flat().some((result) => result.outcome === 'fail')) return 'invalid';
  const established = needed.every(
    (results) =>
      results.length > 0 && results.every((result) => result.outcome === 'pass' || result.outcome === 'not_applicable'),
  );
  return established ? 'valid' : 'indeterminate';
}
