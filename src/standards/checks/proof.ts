// Check `proof`: at least one proof verifies and none is wrong (VC Data Integrity 1.0 §2.1.1, proof sets).
// Proofs of suites that are not supported, or no longer relied on, are noted and decide nothing while a supported one of the issuer is good.
import type { JsonObject } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { proofsOf } from '../verify-proofs.ts';
import type { ProofResult } from '../verify-proofs.ts';
import type { JwtProofReading } from '../vc-jwt.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';

/** The method ids that must be keys of the issuer: those of all proofs, of suites that are not known too. */
export function methodIdsOf(document: JsonObject): readonly string[] {
  const ids = proofsOf(document)
    .filter(isJsonObject)
    .map((proof) => proof.verificationMethod);
  return [...new Set(ids.filter((id) => typeof id === 'string'))];
}

/** Whether a document has any proof to look at; without one neither the key nor the signature can be judged. */
export function missingProof(document: JsonObject): CheckResult | undefined {
  return proofsOf(document).length === 0 ? checkResult('proof', 'fail', 'missing', { pointer: '/proof' }) : undefined;
}

/** One answer for all proofs. `warnings` are `proof:<code>` of proofs that were passed over. */
export function proofCheck(results: readonly ProofResult[]): { result: CheckResult; warnings: readonly string[] } {
  const passedOnes = results.filter((result) => result.outcome === 'pass' && result.coSigner !== true);
  const failed = results.find((result) => result.outcome === 'fail');
  const unknown = results.filter((result) => result.outcome === 'unknown');
  const passedOver = unknown.filter(isPassedOver);
  const warnings = passedOnes.length > 0 ? passedOver.map((result) => `proof:${result.code}`) : [];
  const [first] = results;
  if (first === undefined) return { result: checkResult('proof', 'fail', 'missing', { pointer: '/proof' }), warnings };
  if (failed !== undefined) {
    const code = results.length > 1 && passedOnes.length > 0 ? 'proof_set' : failed.code;
    return { result: checkResult('proof', 'fail', code, evidence(failed)), warnings };
  }
  const undecided = unknown.find((result) => passedOnes.length === 0 || !isPassedOver(result));
  if (undecided !== undefined) {
    return { result: checkResult('proof', 'unknown', undecided.code, evidence(undecided)), warnings };
  }
  // Only others have signed in a way that can be checked; that says nothing about the issuer.
  const [good] = passedOnes;
  if (good === undefined) return { result: checkResult('proof', 'fail', 'no_key', evidence(first)), warnings };
  return { result: passed('proof', evidence(good)), warnings };
}

function isPassedOver({ code }: ProofResult): boolean {
  return code === 'unsupported_suite' || code === 'legacy_suite';
}

/** The check for a JWS around the credential, from what its header says. */
export function jwtProofCheck(reading: JwtProofReading): CheckResult {
  const detail = reading.header === undefined ? {} : { detail: { header: reading.header } };
  return checkResult('proof', reading.outcome, reading.code, detail);
}

function evidence(result: ProofResult): Pick<CheckResult, 'pointer' | 'detail'> {
  const { index, suite, verificationMethod, created, member } = result;
  return {
    ...(index === undefined ? {} : { pointer: `/proof/${index}` }),
    detail: {
      suite,
      ...(verificationMethod === undefined ? {} : { verificationMethod }),
      ...(created === undefined ? {} : { created }),
      ...(member === undefined ? {} : { member }),
    },
  };
}
