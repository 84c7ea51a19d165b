// What every proof suite answers, so that proofs of all kinds are verified by one procedure (VC Data Integrity 1.0 §3.1).
import type { JsonObject } from '../../kernel/json.ts';
import type { CheckCode } from '../checks/check-codes.ts';
import type { VerificationKey } from '../checks/issuer-key.ts';
import type { DocumentLoader } from '../contexts.ts';
import type { KeyAlgorithm } from '../public-key.ts';

export interface SuiteInput {
  /** The document with nothing under `proof` but the proofs that this one builds on. */
  readonly document: JsonObject;
  readonly proof: JsonObject;
  /** Of an algorithm that the suite takes. */
  readonly key: VerificationKey;
  readonly documentLoader: DocumentLoader;
}

export interface VerifyingSuite {
  /** `cryptosuite`, or `type` for a suite that is older than Data Integrity. */
  readonly name: string;
  /** Where the signature stands; `proofValue` unless told otherwise. */
  readonly member?: 'jws';
  /** True for a suite that is no longer relied on: it can show that something is wrong, never that all is well. */
  readonly isLegacy?: true;
  readonly algorithms: readonly KeyAlgorithm[];
  /** Whether the signature is written as the suite demands; `base` is a proof that its holder must derive from first. */
  readonly reads: (text: string) => 'signature' | 'base' | undefined;
  /** Why the proof does not hold; undefined when it does. Never throws for a bad document. */
  readonly failure: (input: SuiteInput) => Promise<CheckCode<'proof'> | undefined>;
}
