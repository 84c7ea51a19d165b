// Badges of the generation before: assertions of Open Badges 2.0 and 1.x. They are recognised so that nobody takes one for
// an Open Badge 3.0, and so that they can be judged by the rules of their own time.
import { isJsonArray, isJsonObject, parseJson } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { limits } from '../checks/limits.ts';
import { listOf } from '../checks/walk.ts';
import { looksLikeCompactJws, parseCompactJws } from '../vc-jwt.ts';
import type { CompactJws } from '../vc-jwt.ts';

export type SoundJws = Extract<CompactJws, { ok: true }>;

export interface LegacyAssertion {
  readonly document: JsonObject;
  /** Version 1 names no context of version 2. */
  readonly version: 1 | 2;
  /** Around it, when it was signed. */
  readonly jws?: SoundJws;
  readonly compact?: string;
}

const contextsOf2: readonly JsonValue[] = [
  'https://w3id.org/openbadges/v2',
  'http://w3id.org/openbadges/v2',
  'https://openbadgespec.org/v2/context.json',
];
const contextsOf1: readonly JsonValue[] = ['https://w3id.org/openbadges/v1', 'http://w3id.org/openbadges/v1'];

/** Whether bytes or text hold an assertion of the older kind, as JSON or inside a compact JWS. */
export function looksLikeOpenBadge2(input: Uint8Array | string): boolean {
  return readLegacyAssertion(input) !== undefined;
}

/** The assertion in bytes or text; undefined for anything else. */
export function readLegacyAssertion(input: Uint8Array | string): LegacyAssertion | undefined {
  const size = typeof input === 'string' ? Buffer.byteLength(input) : input.length;
  if (size > limits.totalBytes) return undefined;
  const text = (typeof input === 'string' ? input : Buffer.from(input).toString('utf8')).trim();
  if (text.startsWith('{')) {
    const document = legacyObject(text);
    return document && { document, version: versionOf(document) };
  }
  if (!looksLikeCompactJws(text)) return undefined;
  const jws = parseCompactJws(text);
  if (!jws.ok) return undefined;
  const document = legacyObject(jws.payload);
  return document && { document, version: versionOf(document), jws, compact: text };
}

function legacyObject(text: Uint8Array | string): JsonObject | undefined {
  const read = parseJson(text, { maxDepth: limits.depth });
  return read.ok && isJsonObject(read.value) && isLegacyAssertion(read.value) ? read.value : undefined;
}

/** By its words: an Assertion of the old context, or a badge given to a recipient with a way to verify it. */
function isLegacyAssertion(document: JsonObject): boolean {
  const types = listOf(document.type);
  if (types.includes('VerifiableCredential') || types.includes('VerifiablePresentation')) return false;
  const contexts = listOf(document['@context']);
  if (contexts.some((context) => typeof context === 'string' && context.startsWith('https://www.w3.org/')))
    return false;
  const isOfOldContext = contexts.some((context) => contextsOf2.includes(context) || contextsOf1.includes(context));
  if (types.includes('Assertion')) return true;
  const hasRecipient = 'recipient' in document || 'identity' in document;
  return 'badge' in document && hasRecipient && (isOfOldContext || 'verify' in document || 'verification' in document);
}

function versionOf(document: JsonObject): 1 | 2 {
  const contexts = listOf(document['@context']);
  if (contexts.some((context) => contextsOf2.includes(context))) return 2;
  return 'verify' in document || contexts.some((context) => contextsOf1.includes(context)) ? 1 : 2;
}

/** Whether a version 2 assertion names the context that gives its words their meaning, or brings one of its own. */
export function hasKnownContext(document: JsonObject): boolean {
  const context = document['@context'];
  const contexts = isJsonArray(context) ? context : [context];
  return contexts.some((entry) => isJsonObject(entry) || (entry !== undefined && contextsOf2.includes(entry)));
}
