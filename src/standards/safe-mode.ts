// Why a document cannot be signed without losing something: the JSON-LD processor's safe mode in our own words.
// Safe mode refuses every member that would silently not be part of the signed RDF (JSON-LD 1.1 with VC Data Integrity §2.4).
import { isJsonArray, isJsonObject, pointerToken } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { StandardsErrorCode } from './standards-error.ts';

export interface SafeModeProblem {
  readonly code: StandardsErrorCode;
  readonly pointer?: string;
  /** The offending term, type, IRI or URL as the document has it. */
  readonly value?: string;
}

const codes: Readonly<Record<string, StandardsErrorCode>> = {
  'invalid property': 'undefined_term',
  'relative @type reference': 'undefined_type',
  'relative @id reference': 'relative_iri',
  'relative object reference': 'relative_iri',
  'relative subject reference': 'relative_iri',
  'relative graph reference': 'relative_iri',
  'invalid @language value': 'invalid_language',
};

/** Reads an error of the processor; undefined when it is none of its refusals but a fault of another kind. */
export function safeModeProblem(error: unknown, document: JsonObject): SafeModeProblem | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof RangeError || /deep iterations|abort signal|timeout/i.test(error.message)) {
    return { code: 'complexity_limit' };
  }
  if (!error.name.startsWith('jsonld.')) return undefined;
  const details = (error as { details?: unknown }).details as Record<string, unknown> | undefined;
  if (error.name === 'jsonld.InvalidUrl' || error.name === 'jsonld.LoadDocumentError') {
    return { code: 'unknown_context', ...(typeof details?.url === 'string' ? { value: details.url } : {}) };
  }
  const event = details?.event as { code?: string; details?: Record<string, unknown> } | undefined;
  const code = codes[event?.code ?? ''] ?? 'data_loss';
  const facts = event?.details ?? {};
  const value = [facts.property, facts.type, facts.id, facts.objectId, facts.language].find(
    (fact) => typeof fact === 'string',
  );
  if (typeof value !== 'string') return { code };
  const pointer = code === 'undefined_term' ? pointerOfKey(document, value) : pointerOfText(document, value);
  return { code, value, ...(pointer === undefined ? {} : { pointer }) };
}

/** Where a member of that name stands first; `@context` is not searched. */
function pointerOfKey(document: JsonObject, key: string): string | undefined {
  return search(document, (path, value) =>
    path.endsWith(pointerToken(key)) && value !== undefined ? path : undefined,
  );
}

/** Where that text stands first as a value. */
function pointerOfText(document: JsonObject, text: string): string | undefined {
  return search(document, (path, value) => (value === text ? path : undefined));
}

function search(
  document: JsonObject,
  found: (pointer: string, value: JsonValue) => string | undefined,
): string | undefined {
  const queue: [string, JsonValue][] = [['', document]];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [path, value] = next;
    const hit = path === '' ? undefined : found(path, value);
    if (hit !== undefined) return hit;
    if (isJsonArray(value)) {
      queue.push(...value.map((item, index): [string, JsonValue] => [path + pointerToken(index), item]));
    } else if (isJsonObject(value)) {
      const members = Object.entries(value).filter(([key]) => key !== '@context');
      queue.push(...members.map(([key, member]): [string, JsonValue] => [path + pointerToken(key), member]));
    }
  }
  return undefined;
}
