// Reading a document that brings a context of its own (facts of the verifier's contract; VC Data Integrity 1.0 §2.4.1): it is
// compacted to the known contexts alone, and only the outcome is read. A context of one's own may add words, but must not
// give a known meaning another name, move it, or hide it.
import jsonld from 'jsonld';
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { listOf } from './checks/walk.ts';
import { contextDocument, staticDocumentLoader } from './contexts.ts';

export type Recompacted =
  | { readonly ok: true; readonly document: JsonObject }
  | { readonly ok: false; readonly code: 'inline_context' };

/** Words of JSON-LD by which a context reaches beyond its own terms. */
const reaching: readonly string[] = ['@vocab', '@base', '@import', '@propagate', '@language', '@direction'];

/** In characters of JSON; real ones have a few thousand. The structure gate leaves contexts to this check. */
const longest = 64 * 1024;

const refused: Recompacted = { ok: false, code: 'inline_context' };

/**
 * Whether an inline context reaches for every word, or gives a meaning to how the document itself is secured: neither is
 * the document's to say, whoever signed it.
 */
export function overreaches(document: JsonObject): boolean {
  // A proof may bring contexts along as well.
  const proofs = listOf(document.proof).filter(isJsonObject);
  const inline = [document, ...proofs].flatMap((part) => split(part).inline);
  if (inline.length === 0) return false;
  const isLong = JSON.stringify(inline).length > longest;
  return isLong || inline.some((context) => hasReaching(context) || namesSecurity(context));
}

function namesSecurity(value: JsonValue): boolean {
  if (typeof value === 'string') return value.startsWith('https://w3id.org/security#');
  if (isJsonArray(value)) return value.some(namesSecurity);
  return isJsonObject(value) && Object.values(value).some(namesSecurity);
}

/** Whether an inline context already decides that the document must not be read, before anything is worked out. */
function reachesTooFar(document: JsonObject): boolean {
  const { known, inline } = split(document);
  const defined = new Set(known.flatMap((url) => termsOf(contextDocument(url)?.['@context'])));
  return inline.some((context) => {
    const terms = termsOf(context);
    return hasReaching(context) || terms.some((term) => defined.has(term));
  });
}

/** Never throws. The document must have passed the structure gate, and its proof must be good. */
export async function recompact(document: JsonObject): Promise<Recompacted> {
  const { known } = split(document);
  if (reachesTooFar(document)) return refused;
  const { proof, '@context': contexts, ...said } = document;
  try {
    const words = wordsOf(known);
    for (const one of listOf(proof).filter(isJsonObject)) {
      const { '@context': _own, ...options } = one;
      if (agreed(options, await inWordsOf(known, options, contexts ?? []), words) === undefined) return refused;
    }
    const read = agreed(said, await inWordsOf(known, said, contexts ?? []), words);
    if (read === undefined || !isJsonObject(read)) return refused;
    return { ok: true, document: { '@context': [...known], ...read, ...(proof !== undefined && { proof }) } };
  } catch {
    return refused;
  }
}

/** Part of a document with its own contexts, compacted to the known ones. @throws where anything would be lost */
async function inWordsOf(known: readonly string[], part: JsonObject, contexts: JsonValue): Promise<JsonObject> {
  const options = { documentLoader: staticDocumentLoader, safe: true };
  const expanded = await jsonld.expand({ ...part, '@context': contexts }, options);
  const { '@context': _contexts, ...found } = (await jsonld.compact(expanded, [...known], options)) as JsonObject;
  return found;
}

/**
 * What a document says and the compacted form finds, under the same names and in the same places: the document without the
 * words of its own context. Undefined when they disagree about a known word.
 */
function agreed(said: JsonValue, found: JsonValue, words: ReadonlySet<string>): JsonValue | undefined {
  if (isJsonArray(said)) {
    const items = listOf(found);
    if (said.length !== items.length) return undefined;
    const read = said.map((item, index) => agreed(item, items[index] ?? null, words));
    return read.some((item) => item === undefined) ? undefined : read.map((item) => item ?? null);
  }
  const single = isJsonArray(found) && found.length === 1 ? found[0] : found;
  if (!isJsonObject(said)) return said === single ? said : undefined;
  if (!isJsonObject(single)) return said.id === single && Object.keys(said).length === 1 ? said : undefined;
  const read: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(said)) {
    const other = single[name];
    if (name === 'type') {
      const types = agreedTypes(member, other, words);
      if (types === undefined) return undefined;
      if (types.length > 0) read[name] = isJsonArray(member) ? types : (types[0] ?? null);
    } else if (other === undefined) {
      // A word of the document's own context may go; a known one was given another meaning.
      if (words.has(name)) return undefined;
    } else {
      const inner = agreed(member, other, words);
      if (inner === undefined) return undefined;
      read[name] = inner;
    }
  }
  const isInvented = Object.keys(single).some((name) => !name.includes(':') && !(name in said));
  return isInvented ? undefined : read;
}

/** The known types, when both have the same; types of the document's own context are addresses in the compacted form. */
function agreedTypes(
  said: JsonValue,
  found: JsonValue | undefined,
  words: ReadonlySet<string>,
): readonly string[] | undefined {
  const own = listOf(said).filter((type) => typeof type === 'string' && words.has(type)) as readonly string[];
  const other = listOf(found).filter((type) => typeof type === 'string' && !type.includes(':'));
  const meanings = own.map(meaningOf);
  return own.length === other.length && other.every((type) => meanings.includes(meaningOf(type))) ? own : undefined;
}

/** Open Badges 3.0 gives one type two names, and compacting chooses between them. */
function meaningOf(type: JsonValue): JsonValue {
  return type === 'AchievementCredential' ? 'OpenBadgeCredential' : type;
}

/** Every word that the known contexts define, at any depth. */
function wordsOf(urls: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  const open: JsonValue[] = urls.map((url) => contextDocument(url) ?? {});
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isJsonArray(next)) open.push(...next);
    else if (isJsonObject(next)) {
      for (const [name, member] of Object.entries(next)) {
        if (!name.startsWith('@')) words.add(name);
        open.push(member);
      }
    }
  }
  return words;
}

function split(document: JsonObject): { readonly known: readonly string[]; readonly inline: readonly JsonObject[] } {
  const contexts = document['@context'];
  const list = isJsonArray(contexts) ? contexts : [];
  return {
    known: list.filter((context) => typeof context === 'string'),
    inline: list.filter((context) => isJsonObject(context)),
  };
}

/** The words of JSON-LD itself may be given their usual names again. */
const usualNames: Readonly<Record<string, string>> = { id: '@id', type: '@type' };

/** Every name a context defines, its inner contexts left aside; an object may wrap its context once more. */
function termsOf(context: JsonValue | undefined): readonly string[] {
  if (isJsonArray(context)) return context.flatMap(termsOf);
  if (!isJsonObject(context)) return [];
  const wrapped = context['@context'];
  if (wrapped !== undefined) return termsOf(wrapped);
  return Object.entries(context)
    .filter(([name, meaning]) => !name.startsWith('@') && usualNames[name] !== meaning)
    .map(([name]) => name);
}

function hasReaching(value: JsonValue): boolean {
  if (isJsonArray(value)) return value.some(hasReaching);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([key, member]) => reaching.includes(key) || hasReaching(member));
}
