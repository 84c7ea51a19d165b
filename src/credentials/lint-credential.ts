// The gate before a key is used: the checks that verification will run, on the exact document that is to be signed.
// Only what passed here gets a lint token, and only a lint token is signed.
import type { ProofSuite } from '../catalog/issuers/issuer.ts';
import type { JsonObject } from '../kernel/json.ts';
import { Problem } from '../kernel/problem.ts';
import { mintLintToken } from '../platform/keys/signer.ts';
import type { LintToken } from '../platform/keys/signer.ts';
import { lintCredential, lintPassed } from '../standards/checks/lint.ts';
import { prepareSigning } from '../standards/data-integrity.ts';
import { StandardsError } from '../standards/standards-error.ts';

export interface SigningPlan {
  readonly suite: ProofSuite;
  readonly verificationMethod: string;
  /** `created` of the proof. */
  readonly created: string;
}

/** A document that passed lint, ready to be signed. */
export interface LintedCredential {
  /** For the key that is named, once. */
  token(keyId: string): LintToken;
  /** The signed document: the linted one and a proof with this signature. */
  withSignature(signature: Uint8Array): JsonObject;
}

/** @throws Problem lint-failed with every finding, its code and pointer */
export async function lintForSigning(unsigned: JsonObject, plan: SigningPlan, now: Date): Promise<LintedCredential> {
  const results = await lintCredential(unsigned, now);
  if (!lintPassed(results)) {
    const errors = results
      .filter((result) => result.outcome === 'fail')
      .map(({ pointer = '', code, check }) => ({ pointer, code, detail: `The check "${check}" finds: ${code}.` }));
    throw lintFailed(errors);
  }
  try {
    const prepared = await prepareSigning({ unsigned, ...plan });
    return {
      token: (keyId) => mintLintToken(keyId, prepared.bytesToSign),
      withSignature: (signature) => prepared.withSignature(signature),
    };
  } catch (error) {
    if (!(error instanceof StandardsError)) throw error;
    throw lintFailed([{ pointer: error.pointer ?? '', code: error.code, detail: error.message }], error);
  }
}

function lintFailed(errors: Problem['errors'], cause?: unknown): Problem {
  const detail = 'The credential was not signed because it would not pass verification; see errors.';
  const first = errors[0];
  return new Problem('lint-failed', { detail, errors, cause, ...(first !== undefined && { code: first.code }) });
}
