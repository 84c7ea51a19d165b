// Which changes of a signed document cannot be told apart from the document by its signature, and are harmless because they
// say the same. Whatever is not named here must be noticed.
import { createRequire } from 'node:module';
import { canonicalJson, isJsonArray, isJsonObject } from '../../src/kernel/json.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { allowedContextUrls, staticDocumentLoader } from '../../src/standards/contexts.ts';
import { kindNames } from '../../src/standards/document-kind.ts';
import { aliases } from './forgers-words.ts';

const jsonld = createRequire(import.meta.url)('jsonld') as {
  canonize(document: JsonObject, options: object): Promise<string>;
};

/**
 * To a signature over canonical JSON (RFC 8785): the order of members, and one proof in a list or by itself, because the
 * document is signed without its proof.
 */
export function isSame(one: JsonObject, other: JsonObject): boolean {
  return canonicalJson(withListOfProofs(one)) === canonicalJson(withListOfProofs(other));
}

function withListOfProofs({ proof, ...rest }: JsonObject): JsonObject {
  if (proof === undefined) return rest;
  return { ...rest, proof: isJsonArray(proof) ? proof : [proof] };
}

/**
 * To a signature over RDF (RDFC-1.0) these are one document:
 * - members in any order, and what stands in a set (every list here is one) in any order: RDF has no order;
 * - `[x]` and `x`: a set of one item is that item (JSON-LD 1.1 API §5.1), and issuers write both;
 * - `OpenBadgeCredential` and `AchievementCredential` as a type: one IRI, both spellings of Open Badges 3.0 §B.1.2;
 * - an item that is named once more in another spelling: a type by its IRI beside its word, both words of the badge type, and
 *   where no type is asked for an object by its id alone. A set holds it once, and no reader is told of another thing;
 * - the issuer's own statements repeated, or not repeated, where else its id stands: one node, which has said it already;
 * - another list of known contexts under which every word keeps its meaning;
 * - a proof that names contexts of the document, which it has anyway: the suites read a proof under those of the document
 *   (VC Data Integrity 1.0 §2.4.1), and proofs of Ed25519Signature2020 by other software do name them.
 */
export async function saysTheSame(one: JsonObject, other: JsonObject): Promise<boolean> {
  if (canonicalJson(statementsOf(one)) !== canonicalJson(statementsOf(other))) return false;
  return canonicalJson(one['@context'] ?? []) === canonicalJson(other['@context'] ?? []) || keepsMeaning(one, other);
}

async function keepsMeaning(document: JsonObject, { '@context': contexts = [] }: JsonObject): Promise<boolean> {
  const urls = isJsonArray(contexts) ? contexts : [contexts];
  const areKnown = urls.every((url) => typeof url === 'string' && allowedContextUrls.includes(url));
  if (!areKnown || new Set(urls).size < urls.length) return false;
  return (await meaningOf(document)) === (await meaningOf({ ...document, '@context': contexts }));
}

/** What it says as RDF, its proofs included; nothing where a word has no meaning. */
async function meaningOf(document: JsonObject): Promise<string | undefined> {
  const options = { algorithm: 'RDFC-1.0', format: 'application/n-quads', safe: true };
  return jsonld.canonize(document, { ...options, documentLoader: staticDocumentLoader }).catch(() => undefined);
}

function statementsOf(document: JsonObject): JsonValue {
  const { '@context': contexts = [], issuer = '', proof = [], ...rest } = document;
  const told = isJsonObject(issuer) ? issuer : {};
  const proofs = (isJsonArray(proof) ? proof : [proof]).map((one) => withoutContexts(one, contexts));
  // The issuer itself is compared with nothing, because it is what others repeat.
  const issued = isJsonObject(issuer) ? asSets({ ...issuer, id: '' }, {}) : '';
  return { issuer: issued, id: told['id'] ?? issuer, said: asSets({ ...rest, proof: proofs }, told) };
}

/** Sets in one order and without their brackets where they hold one item; what objects repeat of the issuer is left out. */
function asSets(value: JsonValue, told: JsonObject, name = ''): JsonValue {
  if (name === 'type' && value === 'AchievementCredential') return 'OpenBadgeCredential';
  if (isJsonArray(value)) {
    const items = value.filter((item) => !isNamedBeside(item, value, name)).map((item) => asSets(item, told, name));
    const [only] = items;
    // A list in a list is refused, so it is not the same as the list.
    if (items.length === 1 && only !== undefined && !isJsonArray(value[0] ?? null)) return only;
    return items.toSorted((first, second) => (canonicalJson(first) < canonicalJson(second) ? -1 : 1));
  }
  if (!isJsonObject(value)) return value;
  const repeats = typeof value['id'] === 'string' && value['id'] === told['id'];
  const members = Object.entries(value)
    .map(([key, member]) => [key, asSets(member, told, key)] as const)
    .filter(([key, member]) => key === 'id' || !repeats || !isTold(member, told[key], key));
  return Object.fromEntries(members);
}

/** Members whose objects need no type in a credential that is no badge. */
const untyped: ReadonlySet<string> = new Set(['credentialSubject', 'relatedResource']);

const badgeNames: readonly string[] = ['AchievementCredential'];

function isNamedBeside(item: JsonValue, items: readonly JsonValue[], name: string): boolean {
  return items.some((other) => {
    if (name === 'type' && typeof other === 'string') {
      // What names a kind of document by its IRI is refused, also beside its word.
      const spellings = kindNames.includes(other) ? badgeNames : (aliases[other] ?? []);
      return other !== item && spellings.some((spelling) => spelling === item);
    }
    if (!untyped.has(name) || !isJsonObject(other) || other === item) return false;
    const { id } = other;
    return id !== undefined && (item === id || canonicalJson(item) === canonicalJson({ id }));
  });
}

function isTold(member: JsonValue, said: JsonValue | undefined, name: string): boolean {
  return said !== undefined && canonicalJson(member) === canonicalJson(asSets(said, {}, name));
}

function withoutContexts(proof: JsonValue, ofDocument: JsonValue): JsonValue {
  if (!isJsonObject(proof)) return proof;
  const { '@context': named = [], ...rest } = proof;
  const urls = isJsonArray(named) ? named : [named];
  const has = isJsonArray(ofDocument) ? ofDocument : [ofDocument];
  const areRepeated = urls.length > 0 && urls.every((url) => typeof url === 'string' && has.includes(url));
  return areRepeated && new Set(urls).size === urls.length ? rest : proof;
}
