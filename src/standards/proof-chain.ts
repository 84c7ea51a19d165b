// Proofs that build on others (VC Data Integrity 1.0 §2.1.2): the ones that `previousProof` names are signed together with
// the document, so that they cannot be taken away or replaced afterwards.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';

/**
 * The proofs a proof builds on, in the order in which it names them; none for a proof that stands by itself. Undefined
 * when a name is no text, names no proof of the set or several, is repeated, or leads round in a circle.
 */
export function previousProofs(proofs: readonly JsonValue[], proof: JsonObject): readonly JsonObject[] | undefined {
  return reachesItself(proofs, proof, []) ? undefined : named(proofs, proof);
}

function named(proofs: readonly JsonValue[], { previousProof }: JsonObject): readonly JsonObject[] | undefined {
  if (previousProof === undefined) return [];
  const names = isJsonArray(previousProof) ? previousProof : [previousProof];
  if (new Set(names).size !== names.length) return undefined;
  const found: JsonObject[] = [];
  for (const name of names) {
    const [match, ...others] = proofs.filter(isJsonObject).filter(({ id }) => typeof name === 'string' && id === name);
    if (match === undefined || others.length > 0) return undefined;
    found.push(match);
  }
  return found;
}

/** A set is small, so every path is walked; one as long as the set has met some proof twice. */
function reachesItself(proofs: readonly JsonValue[], proof: JsonObject, path: readonly JsonObject[]): boolean {
  if (path.includes(proof) || path.length > proofs.length) return true;
  return (named(proofs, proof) ?? []).some((previous) => reachesItself(proofs, previous, [...path, proof]));
}
