// Running a suite of the reference library on one proof, with exactly one key and the pinned contexts: nothing a proof names
// is ever loaded. Used by every suite that signs the RDF of a document instead of its JSON.
import { isJsonArray } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { CheckCode } from '../checks/check-codes.ts';
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

/** Everything that a proof with a context of its own may say. Another word could be one of these under another name. */
const proofMembers: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  'cryptosuite',
  'created',
  'expires',
  'domain',
  'challenge',
  'nonce',
  'proofPurpose',
  'proofValue',
  'verificationMethod',
  'previousProof',
]);

export async function libraryFailure(suite: LibrarySuite, input: SuiteInput): Promise<CheckCode<'proof'> | undefined> {
  const { document, proof, key, documentLoader } = input;
  const contexts = contextsOf(proof, document);
  if (contexts === undefined) return 'data_loss';
  const method: JsonObject = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: key.id,
    type: 'Multikey',
    controller: key.controller,
    publicKeyMultibase: multikeyOf(key.publicKey) ?? '',
  };
  const { verified, error } = await suite.verifyProof({
    proof: { ...proof, '@context': contexts },
    proofSet: [],
    document,
    documentLoader: async (url) =>
      url === key.id ? { contextUrl: null, documentUrl: url, document: method } : documentLoader(url),
  });
  return verified ? undefined : failureOf(error, { ...document, proof });
}

/**
 * What the words of a proof mean: what they mean in the document (VC Data Integrity 1.0 §2.4.1), and what a proof with
 * contexts of its own adds to that. Undefined when it brings more than names of contexts.
 */
function contextsOf(proof: JsonObject, document: JsonObject): JsonValue | undefined {
  const ofDocument = document['@context'] ?? [];
  const own = proof['@context'];
  if (own === undefined) return ofDocument;
  const named = isJsonArray(own) ? own : [own];
  const areNames = named.length <= 8 && named.every((entry) => typeof entry === 'string');
  if (!areNames || !Object.keys(proof).every((member) => proofMembers.has(member))) return undefined;
  const before = isJsonArray(ofDocument) ? ofDocument : [ofDocument];
  return [...before, ...named.filter((entry) => !before.includes(entry))];
}

/** Whether the document could not be worked out at all, or was, and is not what was signed. */
function failureOf(error: unknown, document: JsonObject): CheckCode<'proof'> {
  const problem = safeModeProblem(error, document);
  if (problem === undefined) return 'signature';
  if (problem.code === 'complexity_limit') return 'complexity_limit';
  return problem.code === 'unknown_context' ? 'undefined_context' : 'data_loss';
}
