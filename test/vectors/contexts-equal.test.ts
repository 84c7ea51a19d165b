// If this fails, a context we wrote out ourselves means something else than the published one, and signatures made
// elsewhere no longer verify here, or verify with another meaning.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { isJsonArray, isJsonObject } from '../../src/kernel/json.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { contextDocument, pinnedContexts, staticDocumentLoader } from '../../src/standards/contexts.ts';
import { meaningOf } from './context-meaning.ts';

const shared = new URL('../../../shared/data/', import.meta.url);
const isPresent = existsSync(new URL('real/contexts/index.json', shared));
if (!isPresent) console.warn('Skipped: the published contexts and the real credentials are not here.');

interface Options {
  readonly algorithm: 'RDFC-1.0';
  readonly format: 'application/n-quads';
  readonly safe: boolean;
  readonly documentLoader: typeof staticDocumentLoader;
}
const jsonld = createRequire(import.meta.url)('jsonld') as {
  canonize(document: JsonObject, options: Options): Promise<string>;
};

const badges303 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const newer303 = 'contexts/ob_v3p0/context-3.0.3.validator-2026-06.json';
const credentialsContexts = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/2018/credentials/v1'];

function read(path: string): JsonObject {
  return JSON.parse(readFileSync(new URL(path, shared), 'utf8')) as JsonObject;
}

/** What each published file has under `@context`, by URL. */
const published = new Map<string, JsonValue>(
  !isPresent
    ? []
    : (read('real/contexts/index.json').contexts as { url: string; file: string }[]).map(({ url, file }) => [
        url,
        read(`real/contexts/${file}`)['@context'] ?? {},
      ]),
);
const compared = pinnedContexts.filter(({ url }) => published.has(url));

/** A list of contexts with every URL replaced by what is published there. */
function writtenOut(context: JsonValue, source: (url: string) => JsonValue): readonly JsonValue[] {
  if (typeof context === 'string') return writtenOut(source(context), source);
  return isJsonArray(context) ? context.flatMap((entry) => writtenOut(entry, source)) : [context];
}

function publishedAt(url: string): JsonValue {
  const context = published.get(url);
  if (context === undefined) throw new Error(`Nothing is published under ${url} here.`);
  return context;
}

function ours(url: string): JsonValue {
  return contextDocument(url)?.['@context'] ?? {};
}

describe.skipIf(!isPresent)('contexts', () => {
  const newest = (url: string): JsonValue =>
    url === badges303 ? (read(newer303)['@context'] ?? {}) : publishedAt(url);

  it.each(compared.map(({ url }) => url))('every term of %s means what is published', async (url) => {
    for (const before of [[], ...credentialsContexts.map((first) => [first])]) {
      const list = [...before, url];
      expect(await meaningOf(writtenOut(list, ours))).toEqual(await meaningOf(writtenOut(list, newest)));
    }
  });

  it('the newer copy of the Open Badges context adds two terms and changes none', () => {
    const { jti: _jti, endorsementJwt: _endorsement, ...rest } = ours(badges303) as JsonObject;
    const older = publishedAt(badges303) as JsonObject;
    expect(Object.keys(rest).toSorted()).toEqual(Object.keys(older).toSorted());
  });

  it('every pinned context is compared, but for the one that only keys use', () => {
    const left = pinnedContexts.filter(({ url }) => !published.has(url)).map(({ url }) => url);
    expect(left).toEqual(['https://w3id.org/security/suites/x25519-2020/v1']);
  });
});

const ownUrls = new Set(
  pinnedContexts.filter((entry) => entry.package === undefined || entry.sameAs).map((e) => e.url),
);
const folders = ['real/credentials', 'real/presentations', 'real/status-lists', 'real/unsigned', 'real/vectors'];
const documents = !isPresent
  ? []
  : [...folders, 'examples'].flatMap(documentsIn).filter(({ urls }) => urls.some(isOwn));

describe.skipIf(!isPresent)('real documents', () => {
  it('are enough to tell', () => {
    expect(documents.length).toBeGreaterThan(100);
  });

  it.each(documents)('$path is the same statement with our contexts', async ({ path }) => {
    const document = read(path);
    const official = replaceContexts(document, (context) => writtenOut(context, publishedAt));
    const canonical = async (input: JsonObject, safe: boolean): Promise<string> =>
      jsonld
        .canonize(input, {
          algorithm: 'RDFC-1.0',
          format: 'application/n-quads',
          safe,
          documentLoader: staticDocumentLoader,
        })
        .catch((error: Error) => `${error.name} ${JSON.stringify((error as { details?: unknown }).details ?? {})}`);
    const strictly = await canonical(official, true);
    // Where the document says something undefined, only what remains of it can be compared.
    const safe = !strictly.startsWith('jsonld.');
    expect(await canonical(document, safe)).toBe(await canonical(official, safe));
  });
});

function isOwn(url: string): boolean {
  return ownUrls.has(url);
}

/** Documents all of whose contexts are known on both sides. */
function documentsIn(folder: string): readonly { readonly path: string; readonly urls: readonly string[] }[] {
  return readdirSync(new URL(`${folder}/`, shared), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:json|jsonld)$/.test(name))
    .map((name) => ({ path: `${folder}/${name}`, urls: urlsOf(`${folder}/${name}`) }))
    .filter(({ urls }) => urls.length > 0 && urls.every((url) => published.has(url) && contextDocument(url)));
}

function urlsOf(path: string): readonly string[] {
  let document: JsonValue;
  try {
    document = read(path);
  } catch {
    return [];
  }
  const found: string[] = [];
  if (isJsonObject(document) && '@context' in document && !JSON.stringify(document).includes('endorsementJwt')) {
    replaceContexts(document, (context) => {
      found.push(...[context].flat().filter((entry) => typeof entry === 'string'));
      return [];
    });
  }
  return found;
}

function replaceContexts<T extends JsonValue>(value: T, replace: (context: JsonValue) => JsonValue): T {
  if (isJsonArray(value)) return value.map((item) => replaceContexts(item, replace)) as JsonValue as T;
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [
    key,
    key === '@context' ? replace(member) : replaceContexts(member, replace),
  ]);
  return Object.fromEntries(members) as T;
}
