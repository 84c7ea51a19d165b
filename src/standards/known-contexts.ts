// Which `@context` lists of others are read: known contexts by URL, the data model's first, each once. Contexts of badges must
// be among them where a badge is claimed; contexts of keys and DID documents must not, since a stranger could add one to a
// signed document without changing what was signed. What we sign ourselves is held to a narrower rule: context-list.ts.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { credentialsV1, credentialsV2 } from './context-list.ts';
import type { ContextProblem } from './context-list.ts';
import { walk } from './checks/walk.ts';
import { allowedContextUrls, contextDocument } from './contexts.ts';
import type { DocumentKind } from './document-kind.ts';

const MOST_CONTEXTS = 10;

/** They define the words of keys, controllers and policies, none that a credential uses. */
const notForCredentials: readonly string[] = [
  'https://w3id.org/security/multikey/v1',
  'https://w3id.org/security/suites/x25519-2020/v1',
  'https://w3id.org/security/v1',
  'https://w3id.org/security/v2',
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/did/v1',
  'https://www.w3.org/ns/odrl.jsonld',
  'https://w3id.org/openbadges/v2',
  'https://openbadgespec.org/v2/context.json',
];

/** Open Badges 3.0 in all its versions, under every address that credentials name. */
const badgeContexts =
  /^https:\/\/(?:purl\.imsglobal\.org\/spec\/ob\/v3p0\/context|imsglobal\.github\.io\/openbadges-specification\/|(?:w3c-ccg|kayaelle)\.github\.io\/vc-ed\/plugfest-1-2022\/)/;
const recordContexts = /^https:\/\/(?:purl\.imsglobal\.org\/spec|dc\.imsglobal\.org\/draft)\/clr\/v2p0\/context/;

const demanded: Readonly<Partial<Record<DocumentKind, readonly RegExp[]>>> = {
  'open-badge': [badgeContexts],
  endorsement: [badgeContexts],
  clr: [recordContexts, badgeContexts],
};

/** What is wrong with the `@context` of a document of others; undefined when it may be read. */
export function knownContextsProblem(contexts: JsonValue | undefined, kind: DocumentKind): ContextProblem | undefined {
  if (contexts === undefined) return { code: 'missing' };
  // A presentation is only the wrapping; wallets write its one context without a list.
  if (kind === 'presentation' && typeof contexts === 'string') return knownContextsProblem([contexts], kind);
  if (!isJsonArray(contexts) || contexts.length === 0) return { code: 'not_array' };
  if (contexts.length > MOST_CONTEXTS) return { code: 'too_many_contexts' };
  const seen = new Set<JsonValue>();
  for (const [index, context] of contexts.entries()) {
    if (isJsonObject(context)) continue;
    if (typeof context !== 'string') return { code: 'inline_context', index };
    if (seen.has(context)) return { code: 'too_many_contexts', index, url: context };
    seen.add(context);
    if (!isForCredentials(context)) return { code: 'unknown_context', index, url: context };
  }
  const [first] = contexts;
  if (first !== credentialsV2 && first !== credentialsV1) {
    const index = contexts.findIndex((context) => context === credentialsV2 || context === credentialsV1);
    return index < 0 ? { code: 'missing', index: 0 } : { code: 'wrong_order', index };
  }
  if (seen.has(credentialsV1) && seen.has(credentialsV2)) return { code: 'wrong_order', index: 1 };
  // Two versions of one vocabulary would each have a word for the same.
  const second = contexts.findLastIndex((url) => typeof url === 'string' && badgeContexts.test(url));
  if (second > contexts.findIndex((url) => typeof url === 'string' && badgeContexts.test(url))) {
    return { code: 'wrong_order', index: second };
  }
  const lacks = (demanded[kind] ?? []).some(
    (form) => ![...seen].some((url) => typeof url === 'string' && form.test(url)),
  );
  return lacks ? { code: 'missing', index: contexts.length } : undefined;
}

function isForCredentials(url: string): boolean {
  return allowedContextUrls.includes(url) && !notForCredentials.includes(url);
}

/** Places in the list of contexts that give a meaning to every word; each must be needed, see `unusedVocabulary`. */
export function vocabularyContexts(document: JsonObject): readonly number[] {
  const contexts = document['@context'];
  if (!isJsonArray(contexts)) return [];
  return contexts.flatMap((url, index) => (typeof url === 'string' && hasVocabulary(url) ? [index] : []));
}

function hasVocabulary(url: string): boolean {
  const inner = contextDocument(url)?.['@context'];
  const parts = isJsonArray(inner) ? inner : [inner];
  return parts.some((part) => isJsonObject(part) && '@vocab' in part);
}

const secondNames: ReadonlyMap<string, readonly string[]> = new Map(
  allowedContextUrls.map((url) => [url, secondNamesIn(contextDocument(url) ?? {})]),
);

/**
 * Where the list has a context that gives `id` or `type` a second name and the document uses that name; undefined where
 * not. Whatever looks for the usual name would not see what is signed.
 */
export function secondNameProblem(document: JsonObject): ContextProblem | undefined {
  const contexts = document['@context'];
  if (!isJsonArray(contexts)) return undefined;
  for (const [index, url] of contexts.entries()) {
    if (typeof url === 'string' && uses(document, secondNames.get(url) ?? []))
      return { code: 'unknown_context', index, url };
  }
  return undefined;
}

function secondNamesIn(context: JsonObject): readonly string[] {
  const names: string[] = [];
  for (const { key, value } of walk(context)) {
    const meaning = isJsonObject(value) ? value['@id'] : value;
    const isName = !key.startsWith('@') && (meaning === '@id' || meaning === '@type');
    if (isName && meaning !== `@${key}`) names.push(key);
  }
  return names;
}

function uses(document: JsonObject, names: readonly string[]): boolean {
  if (names.length === 0) return false;
  return [...walk({ ...document, '@context': [] })].some(({ key }) => names.includes(key));
}
