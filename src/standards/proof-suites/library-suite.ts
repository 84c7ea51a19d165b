// Running a suite of the reference library on one proof, with exactly one key and the pinned contexts: nothing a proof names
// is ever loaded. Used by every suite that signs the RDF of a document instead of its JSON.
import type { JsonObject } from '../../kernel/json.ts';
import type { CheckCode } from '../checks/check-codes.ts';
import { listOf } from '../checks/walk.ts';
import { multikeyOf } from '../multikey.ts';
import { safeModeProblem } from '../safe-mode.ts';
import type { SuiteInput } from './verifying-suite.ts';

interface LibrarySuite {
  verifyProof(options: {
    proof: object;
    proofSet: readonly object[];
    document: object;
    documentLoader: (url: string) => Promise<object>;
  }): Promise<{ verified: boolean; error?: unknown }>;
}

export async function libraryFailure(suite: LibrarySuite, input: SuiteInput): Promise<CheckCode<'proof'> | undefined> {
  const { document, proof, key, documentLoader } = input;
  const contexts = listOf(document['@context']);
  // The words of a proof mean what they mean in the document (VC Data Integrity 1.0 §2.4.1, DI-EdDSA §3.2.5): a proof may
  // repeat contexts of it, but brings none.
  if (!listOf(proof['@context']).every((entry) => typeof entry === 'string' && contexts.includes(entry)))
    return 'data_loss';
  const method: JsonObject = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: key.id,
    type: 'Multikey',
    controller: key.controller,
    publicKeyMultibase: multikeyOf(key.publicKey) ?? '',
  };
  const { verified, error } = await suite.verifyProof({
    proof: { ...proof, '@context': document['@context'] ?? [] },
    proofSet: [],
    document,
    documentLoader: async (url) =>
      url === key.id ? { contextUrl: null, documentUrl: url, document: method } : documentLoader(url),
  });
  return verified ? undefined : failureOf(error, { ...document, proof });
}

/** Whether the document could not be worked out at all, or was, and is not what was signed. */
export function failureOf(error: unknown, document: JsonObject): CheckCode<'proof'> {
  const problem = safeModeProblem(error, document);
  if (problem === undefined) return 'signature';
  if (problem.code === 'complexity_limit') return 'complexity_limit';
  return problem.code === 'unknown_context' ? 'undefined_context' : 'data_loss';
}
