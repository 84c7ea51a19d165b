// Keys that an https profile publishes beside itself, as Open Badges 3.0 allows: key documents that the profile names, and the
// JWK set of its host. Only what lies on the issuer's own host is read, and of a set only what is marked as this issuer's:
// a host may publish the keys of many.
import { isJsonObject, parseJson } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { listOf } from '../standards/checks/walk.ts';
import type { DocumentSource } from './document-source.ts';

/** More key documents than this are not read for one issuer. */
const MOST_KEY_DOCUMENTS = 3;

export interface PublishedKeys {
  /** The profile, with the key documents it names written out in it. */
  readonly document: JsonObject;
  readonly jwks?: JsonObject;
}

export async function withPublishedKeys(
  profile: JsonObject,
  issuerId: string,
  source: DocumentSource,
): Promise<PublishedKeys> {
  const { origin } = new URL(issuerId);
  const named = namedKeyDocuments(profile).filter((url) => new URL(url).origin === origin);
  const read: JsonObject[] = [];
  for (const url of named.slice(0, MOST_KEY_DOCUMENTS)) {
    const document = await readObject(url, source);
    // A document is only the key that it was asked for.
    if (document?.id === url) read.push(document);
  }
  const document =
    read.length === 0 ? profile : { ...profile, verificationMethod: [...listOf(profile.verificationMethod), ...read] };
  if (hasKeys(document)) return { document };
  const set = await readObject(`${origin}/.well-known/jwks.json`, source);
  const keys = listOf(set?.keys).filter((key) => isJsonObject(key) && key.iss === issuerId);
  return keys.length === 0 ? { document } : { document, jwks: { keys } };
}

/** Methods that are named by their URL alone. */
function namedKeyDocuments(profile: JsonObject): readonly string[] {
  const entries = [...listOf(profile.verificationMethod), ...listOf(profile.assertionMethod)];
  const embedded = new Set(entries.filter(isJsonObject).map(({ id }) => id));
  const names = entries.filter((entry): entry is string => typeof entry === 'string' && isAddress(entry));
  return [...new Set(names.filter((name) => !embedded.has(name)))];
}

function isAddress(text: string): boolean {
  return text.startsWith('https://') && URL.canParse(text);
}

function hasKeys({ verificationMethod, assertionMethod, publicKeyMultibase, publicKeyJwk, jwks }: JsonObject): boolean {
  const inside: readonly JsonValue[] = [...listOf(verificationMethod), ...listOf(assertionMethod)];
  return inside.some(isJsonObject) || [publicKeyMultibase, publicKeyJwk, jwks].some((key) => key !== undefined);
}

async function readObject(url: string, source: DocumentSource): Promise<JsonObject | undefined> {
  const found = await source.read(url, 'issuer');
  const read = found.state === 'found' ? parseJson(found.bytes) : undefined;
  return read?.ok === true && isJsonObject(read.value) ? read.value : undefined;
}
