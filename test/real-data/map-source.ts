// A fake of the remote fetch that serves what resolver-map.json says: issuer documents by their id, status lists, and keys
// of Open Badges 2.0. Nothing is asked over the network.
import { parseDid } from '../../src/standards/did.ts';
import { didWebDocumentUrl } from '../../src/standards/did.ts';
import type { ListPublisher } from '../../src/standards/read-bit-list.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { DocumentSource, SourceDocument } from '../../src/verification/document-source.ts';
import type { Corpus } from './corpus.ts';

export interface MapSource extends DocumentSource {
  /**
   * Who signed the lists of the map. The verdicts of the folder rest on these lists as they are, so whoever judges by them
   * accepts their publishers, as an operator can; without that, lists of other issuers, short ones and old ones clear nothing.
   */
  readonly listPublishers: readonly ListPublisher[];
}

const multikeyMethod = /"([^"\s]+)#(z(?:6Mk|Dn|82)[1-9A-HJ-NP-Za-km-z]{40,})"/g;

/**
 * @param text what is judged: for every method in it whose fragment is itself a Multikey, the map's rule (2) takes the
 *   controller's document to list that key
 */
export function mapSource(corpus: Corpus, text: string): MapSource {
  const { map } = corpus;
  const listTexts = map.statusLists.map(({ key, file }) => ({
    key,
    text: Buffer.from(corpus.bytes(file)).toString('utf8'),
  }));
  const documents = new Map<string, string>();
  for (const [id, document] of controllersIn([text, ...listTexts.map((list) => list.text)])) {
    documents.set(addressOf(id), JSON.stringify(document));
  }
  for (const { id, document } of map.didDocuments) documents.set(addressOf(id), JSON.stringify(document));
  for (const [url, key] of Object.entries(map.ob2Keys)) documents.set(url, key);
  // What Open Badges 2.0 rest on (classes, issuers, keys) lies in the folder too, and is what its own id answers with.
  for (const [id, document] of corpus.openBadges2) documents.set(id, document);

  const lists = listTexts.map((list) => ({ ...list, credential: JSON.parse(list.text) as JsonObject }));
  const found = (bytes: string): SourceDocument => ({ state: 'found', bytes, ageSeconds: 0, source: 'map' });
  return {
    listPublishers: [...new Set(lists.map(({ credential }) => issuerOf(credential)))]
      .filter((issuer) => issuer !== undefined)
      .map((issuer) => ({ issuer, minimumEntries: 80_000, maxAgeDays: 'any', anyAddress: true })),
    isOwn: () => false,
    read: async (url) => {
      const known = documents.get(url);
      if (known !== undefined) return found(known);
      const list = lists.find(({ key }) => key === url) ?? lists.find(({ key }) => url.endsWith(`/${key}`));
      if (list === undefined) return { state: 'unreachable', code: 'unreachable' };
      return found(list.text);
    },
  };
}

function addressOf(id: string): string {
  const parsed = parseDid(id);
  return (parsed.ok && parsed.did.method === 'web' ? didWebDocumentUrl(id) : undefined) ?? id;
}

function controllersIn(texts: readonly string[]): ReadonlyMap<string, JsonObject> {
  const keys = new Map<string, Set<string>>();
  for (const text of texts) {
    for (const [, id = '', key = ''] of text.matchAll(multikeyMethod)) {
      keys.set(id, (keys.get(id) ?? new Set()).add(key));
    }
  }
  return new Map([...keys].map(([id, found]) => [id, controllerDocument(id, [...found])]));
}

function controllerDocument(id: string, keys: readonly string[]): JsonObject {
  const methods = keys.map((key) => ({
    id: `${id}#${key}`,
    type: 'Multikey',
    controller: id,
    publicKeyMultibase: key,
  }));
  const ids = methods.map((method) => method.id);
  return { id, verificationMethod: methods, assertionMethod: ids, authentication: ids };
}

function issuerOf({ issuer }: JsonObject): string | undefined {
  const id = typeof issuer === 'object' && issuer !== null && 'id' in issuer ? issuer.id : issuer;
  return typeof id === 'string' ? id : undefined;
}
