// Whether a document brings a context of its own along, written into its `@context` instead of named by URL.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';

export function hasInlineContext(document: JsonObject): boolean {
  const contexts = document['@context'];
  return isJsonArray(contexts) && contexts.some((context) => isJsonObject(context));
}
