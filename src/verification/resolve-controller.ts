// From the id of whoever must have signed to its own document: did:key and did:jwk from the id itself, did:web from where
// the method says it lies, an https profile from its address (Open Badges 3.0 §"Linked Data proofs", CID 1.0 §3.3).
import { isJsonObject, parseJson } from '../kernel/json.ts';
import type { IssuerDocument } from '../standards/checks/issuer-key.ts';
import { didWebHostProblem, parseDid } from '../standards/did.ts';
import type { DidWeb } from '../standards/did.ts';
import { didDocumentOf } from '../standards/did-document.ts';
import type { DocumentSource } from './document-source.ts';
import { withPublishedKeys } from './published-keys.ts';

/** Never throws: what cannot be resolved is `unknown`, what is wrong with the id itself is `fail`. */
export async function resolveController(id: string, source: DocumentSource): Promise<IssuerDocument> {
  if (!id.startsWith('did:')) return readProfile(id, source);
  const parsed = parseDid(id);
  if (!parsed.ok) {
    // A source that knows a method we do not may still have its document; ours says that it does not.
    if (parsed.code === 'unsupported_method') return readDocument(id, source);
    return { ok: false, outcome: 'fail', code: parsed.code };
  }
  if (parsed.did.method === 'web') return readDidWeb(parsed.did, source);
  return { ok: true, document: didDocumentOf(parsed.did), source: `did:${parsed.did.method}` };
}

/** An https profile may keep its keys beside itself. */
async function readProfile(id: string, source: DocumentSource): Promise<IssuerDocument> {
  const read = await readDocument(id, source);
  if (!read.ok || !id.startsWith('https://') || !URL.canParse(id)) return read;
  return { ...read, ...(await withPublishedKeys(read.document, id, source)) };
}

async function readDidWeb(did: DidWeb, source: DocumentSource): Promise<IssuerDocument> {
  const url = documentUrl(did, source);
  if (!source.isOwn(url) && didWebHostProblem(did) !== undefined) {
    return { ok: false, outcome: 'fail', code: 'did_host_forbidden' };
  }
  return readDocument(url, source);
}

async function readDocument(url: string, source: DocumentSource): Promise<IssuerDocument> {
  const found = await source.read(url, 'issuer');
  if (found.state === 'absent') return { ok: false, outcome: 'unknown', code: 'not_found' };
  if (found.state === 'unreachable') {
    if (found.code === 'host_forbidden') return { ok: false, outcome: 'fail', code: 'did_host_forbidden' };
    return { ok: false, outcome: 'unknown', code: found.code === 'unsupported' ? 'unsupported_method' : found.code };
  }
  const read = parseJson(found.bytes);
  if (!read.ok || !isJsonObject(read.value)) return { ok: false, outcome: 'unknown', code: 'bad_document' };
  // Whoever gave up an identifier signs nothing under it any more (DID 1.0 §7.1.3, here in the document itself).
  if (read.value.deactivated === true) return { ok: false, outcome: 'fail', code: 'key_revoked' };
  return { ok: true, document: read.value, source: found.source, ageSeconds: found.ageSeconds };
}

/** https as the method demands; http only for a deployment's own origin, which development serves without TLS. */
function documentUrl(did: DidWeb, source: DocumentSource): string {
  const authority = did.port === undefined ? did.host : `${did.host}:${did.port}`;
  const path = did.path.length === 0 ? '/.well-known/did.json' : `/${did.path.join('/')}/did.json`;
  const plain = `http://${authority}${path}`;
  return source.isOwn(plain) ? plain : `https://${authority}${path}`;
}
