// Signing with embedded proofs: VC Data Integrity 1.0 with eddsa-rdfc-2022 (DI-EdDSA §3.2) and Ed25519Signature2020.
// The reference library makes the proof; here it is stopped at the bytes to be signed, so that they can be recorded
// before any key is used and the signature can come from anywhere.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import * as base58 from 'base58-universal';
import type { JsonObject } from '../kernel/json.ts';
import { credentialsV2, ed25519Signature2020V1, openBadges303 } from './context-list.ts';
import type { ContextProfile } from './context-list.ts';
import { staticDocumentLoader } from './contexts.ts';
import type { DocumentLoader } from './contexts.ts';
import { formatDateTime, parseDateTimeStamp } from './date-time.ts';
import { safeModeProblem } from './safe-mode.ts';
import { StandardsError } from './standards-error.ts';

export type ProofSuite = 'eddsa-rdfc-2022' | 'Ed25519Signature2020';
export const proofSuites: readonly ProofSuite[] = ['eddsa-rdfc-2022', 'Ed25519Signature2020'];

/** The whole `@context` a document needs for this suite. The caller builds its document with it; nothing is appended later. */
export function contextsFor(suite: ProofSuite, profile: ContextProfile = 'open-badge'): readonly string[] {
  return [
    credentialsV2,
    ...(profile === 'open-badge' ? [openBadges303] : []),
    ...(suite === 'Ed25519Signature2020' ? [ed25519Signature2020V1] : []),
  ];
}

export interface SigningRequest {
  /** The credential without `proof`, its `@context` already that of `contextsFor(suite)`. It is not changed. */
  readonly unsigned: JsonObject;
  readonly suite: ProofSuite;
  /** Absolute id of the verification method, as the issuer's document publishes it. */
  readonly verificationMethod: string;
  /** Time of signing as `YYYY-MM-DDTHH:MM:SSZ`, whole seconds. */
  readonly created: string;
  /** Only for published vectors that use other contexts; the pinned contexts otherwise. */
  readonly documentLoader?: DocumentLoader;
}

export interface PreparedSigning {
  /** What the key signs: SHA-256 of the canonical proof options followed by SHA-256 of the canonical document; 64 bytes. */
  readonly bytesToSign: Uint8Array;
  /**
   * The signed document: the unsigned one, its members in their order, and `proof` as an array of one.
   * @param signature 64 bytes, Ed25519 over `bytesToSign`
   */
  withSignature(signature: Uint8Array): JsonObject;
}

/**
 * Works out the exact bytes a signature must be made over.
 * @throws StandardsError when the document would lose something, names something undefined or cannot be issued
 */
export async function prepareSigning(request: SigningRequest): Promise<PreparedSigning> {
  const { unsigned, suite, verificationMethod, created } = request;
  const date = parseDateTimeStamp(created);
  if (date === undefined || formatDateTime(date) !== created) {
    throw new StandardsError('invalid_created', 'The time of signing is written YYYY-MM-DDTHH:MM:SSZ.');
  }
  if ('proof' in unsigned)
    throw new StandardsError('not_issuable', 'The document already has a proof.', { pointer: '/proof' });
  const contexts = unsigned['@context'];
  if (suite === 'Ed25519Signature2020' && !(Array.isArray(contexts) && contexts.includes(ed25519Signature2020V1))) {
    throw new StandardsError('not_issuable', 'The context of the proof suite is missing.', { pointer: '/@context' });
  }

  let captured: Uint8Array | undefined;
  const signer = {
    id: verificationMethod,
    algorithm: 'Ed25519',
    sign: async ({ data }: { data: Uint8Array }): Promise<Uint8Array> => {
      captured = Uint8Array.from(data);
      return new Uint8Array(64);
    },
  };
  // The library writes the proof into the object it is given.
  const issued = await issue({
    credential: structuredClone(unsigned),
    suite: suiteOf(suite, signer, date),
    documentLoader: request.documentLoader ?? staticDocumentLoader,
    now: date,
  }).catch((error: unknown) => {
    throw translate(error, unsigned);
  });
  const proof = issued.proof as JsonObject;
  if (captured === undefined) throw new Error('The signature suite did not ask for a signature.');
  return {
    bytesToSign: captured,
    withSignature(signature) {
      if (signature.length !== 64) throw new StandardsError('bad_key', 'An Ed25519 signature has 64 bytes.');
      return { ...structuredClone(unsigned), proof: [{ ...proof, proofValue: `z${base58.encode(signature)}` }] };
    },
  };
}

function suiteOf(suite: ProofSuite, signer: object, date: Date): object {
  return suite === 'eddsa-rdfc-2022'
    ? new DataIntegrityProof({ signer, date, cryptosuite: eddsaRdfc2022 })
    : new Ed25519Signature2020({ signer, date });
}

function translate(error: unknown, document: JsonObject): StandardsError {
  const problem = safeModeProblem(error, document);
  const what = problem?.value === undefined ? '' : ` (${problem.value})`;
  if (problem !== undefined) {
    const where = problem.pointer === undefined ? {} : { pointer: problem.pointer };
    return new StandardsError(problem.code, `The document cannot be signed without loss${what}.`, {
      ...where,
      cause: error,
    });
  }
  return new StandardsError('not_issuable', 'The document is not a credential that can be issued.', { cause: error });
}
