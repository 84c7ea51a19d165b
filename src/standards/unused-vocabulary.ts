// A context that gives a meaning to every word can be added to a signed document without changing what was signed, as long as
// every word has a meaning already. So it is only accepted where the document needs it: without it, something would be lost.
import { isJsonArray } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { lossOf } from './loss.ts';
import { vocabularyContexts } from './known-contexts.ts';

/** The place in the list of the first such context that nothing needs; undefined when there is none. */
export async function unusedVocabulary(document: JsonObject): Promise<number | undefined> {
  const contexts = document['@context'];
  if (!isJsonArray(contexts)) return undefined;
  const { proof: _proof, ...unsigned } = document;
  for (const place of vocabularyContexts(document)) {
    const without = { ...unsigned, '@context': contexts.filter((_, index) => index !== place) };
    if ((await lossOf(without)) === undefined) return place;
  }
  return undefined;
}
