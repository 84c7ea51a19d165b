// Whether JSON-LD would lose something of a document: a word, a type or an address that nothing defines is not part of what
// any RDF-based signature covers (VC Data Integrity 1.0 §2.4.2, safe mode). Needs no key.
import jsonld from 'jsonld';
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { CheckCode } from './checks/check-codes.ts';
import { staticDocumentLoader } from './contexts.ts';
import { safeModeProblem } from './safe-mode.ts';
import { proofsOf } from './verify-proofs.ts';

/** The code of what is lost in the document or one of its proofs; undefined when nothing is. */
export async function lossOf(document: JsonObject): Promise<CheckCode<'proof'> | undefined> {
  const { proof: _proof, ...unsigned } = document;
  const context = document['@context'] ?? [];
  const proofs = proofsOf(document)
    .filter(isJsonObject)
    .map((proof) => ({ '@context': context, ...proof }));
  for (const part of [unsigned, ...proofs]) {
    try {
      await jsonld.expand(part, { documentLoader: staticDocumentLoader, safe: true });
    } catch (error) {
      return safeModeProblem(error, part)?.code === 'complexity_limit' ? 'complexity_limit' : 'data_loss';
    }
  }
  return undefined;
}
