// The JSON-LD contexts this product knows: each is read once from its package or from contexts/, compared with the
// SHA-256 pinned in contexts/pinned.json and frozen. Nothing else can be loaded, so no signature depends on the network.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { sha256Hex } from '../kernel/digest.ts';
import { canonicalJson, isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';

/**
 * One entry of pinned.json. `file` is a path inside `package`, or inside contexts/ when there is no package; its bytes
 * are hashed. A package that ships its contexts as code has `export` instead: the canonical JSON (RFC 8785) of what its
 * `contexts` map holds for the URL is hashed, or for `sameAs`, another URL of the same content.
 */
interface PinnedContext {
  readonly url: string;
  readonly package?: string;
  readonly file?: string;
  readonly export?: 'contexts';
  readonly sameAs?: string;
  readonly sha256: string;
}

/** A context differs from what was pinned. The process must not start: signatures would mean something else. */
export class ContextHashMismatch extends Error {
  readonly code = 'context_hash_mismatch';
  readonly url: string;

  constructor(url: string, expected: string, found: string) {
    super(`The JSON-LD context ${url} has SHA-256 ${found}, pinned is ${expected} (context_hash_mismatch).`);
    this.name = 'ContextHashMismatch';
    this.url = url;
  }
}

/** What a JSON-LD document loader answers (JSON-LD 1.1 API §9.4). `static` lets the processor keep the parsed context. */
export interface LoadedDocument {
  readonly contextUrl: null;
  readonly documentUrl: string;
  readonly document: JsonObject;
  readonly tag?: 'static';
}
export type DocumentLoader = (url: string) => Promise<LoadedDocument>;

const require = createRequire(import.meta.url);
const ownFolder = new URL('../../contexts/', import.meta.url);

/**
 * Reads every pinned context and compares it with its hash.
 * @throws ContextHashMismatch naming the first URL whose content is not what was pinned
 */
export function loadPinnedContexts(
  pinned: readonly PinnedContext[],
  read: (entry: PinnedContext) => Uint8Array | string = readPinned,
): ReadonlyMap<string, JsonObject> {
  const parsed = new Map<string, JsonObject>();
  for (const entry of pinned) {
    const content = read(entry);
    const found = sha256Hex(content);
    if (found !== entry.sha256) throw new ContextHashMismatch(entry.url, entry.sha256, found);
    const text = typeof content === 'string' ? content : new TextDecoder('utf-8', { fatal: true }).decode(content);
    parsed.set(entry.url, JSON.parse(text) as JsonObject);
  }
  const whole = [...parsed].map(([url, document]) => [url, deepFreeze(withReferences(document, parsed))] as const);
  return new Map(whole);
}

/** A context with those it names by URL written out, so that the processor finds nothing in it to look up or rewrite. */
function withReferences(document: JsonObject, all: ReadonlyMap<string, JsonObject>): JsonObject {
  const contextsOf = (entry: JsonValue): readonly JsonValue[] => {
    if (isJsonArray(entry)) return entry.flatMap(contextsOf);
    if (typeof entry !== 'string') return [writtenOut(entry)];
    const named = all.get(entry)?.['@context'];
    if (named === undefined) throw new Error(`A pinned context refers to ${entry}, which is not pinned.`);
    return contextsOf(named);
  };
  const writtenOut = (value: JsonValue): JsonValue => {
    if (!isJsonObject(value)) return value;
    const members = Object.entries(value).map(([key, member]): [string, JsonValue] => {
      const names = key === '@context' && [member].flat().some((entry) => typeof entry === 'string');
      return [key, names ? [...contextsOf(member)] : writtenOut(member)];
    });
    return Object.fromEntries(members);
  };
  return writtenOut(document) as JsonObject;
}

/** The list of contexts/pinned.json. */
export const pinnedContexts = JSON.parse(
  readFileSync(new URL('pinned.json', ownFolder), 'utf8'),
) as readonly PinnedContext[];

const documents = loadPinnedContexts(pinnedContexts);

/** Every context URL that can be loaded, in the order of pinned.json. */
export const allowedContextUrls: readonly string[] = [...documents.keys()];

/** The frozen context document, or undefined for a URL that is not pinned. */
export function contextDocument(url: string): JsonObject | undefined {
  return documents.get(url);
}

/** A document loader that knows the pinned contexts and refuses everything else without looking anywhere. */
export const staticDocumentLoader: DocumentLoader = async (url) => {
  const document = documents.get(url);
  if (document === undefined) throw new Error(`No document is known under ${url}.`);
  return { contextUrl: null, documentUrl: url, document, tag: 'static' };
};

/** The pinned bytes of one entry, as they lie on disk; canonical JSON for a package that ships code. */
export function readPinned(entry: PinnedContext): Uint8Array | string {
  if (entry.package === undefined) return readFileSync(new URL(entry.file ?? '', ownFolder));
  if (entry.export === 'contexts') {
    const { contexts } = require(entry.package) as { contexts: ReadonlyMap<string, JsonValue> };
    const document = contexts.get(entry.sameAs ?? entry.url);
    if (document === undefined) throw new Error(`Package ${entry.package} has no context ${entry.url}.`);
    return canonicalJson(document);
  }
  return readFileSync(join(packageFolder(entry.package), entry.file ?? ''));
}

/** The folder of an installed package. Its `exports` may hide package.json, so the way up from its entry point is walked. */
function packageFolder(name: string): string {
  let folder = dirname(require.resolve(name));
  const ending = join('node_modules', ...name.split('/'));
  while (!folder.endsWith(ending)) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`Cannot find the folder of package ${name}.`);
    folder = parent;
  }
  return folder;
}

function deepFreeze<T extends JsonValue>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) deepFreeze(member);
    Object.freeze(value);
  }
  return value;
}
