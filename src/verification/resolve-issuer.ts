// From an issuer's id to its own document: did:key from the id itself, did:web from where the method says it lies.
import { isJsonObject, parseJson } from '../kernel/json.ts';
import type { IssuerDocument } from '../standards/checks/issuer-key.ts';
import { didWebHostProblem, parseDid } from '../standards/did.ts';
import type { DidWeb } from '../standards/did.ts';
import { didKeyDocument } from '../standards/did-document.ts';
import type { DocumentSource } from './document-source.ts';

/** Never throws: what cannot be resolved is `unknown`, what is wrong with the id itself is `fail`. */
export async function resolveIssuer(issuerId: string, source: DocumentSource): Promise<IssuerDocument> {
  const parsed = parseDid(issuerId);
  if (!parsed.ok) {
    const outcome = parsed.code === 'unsupported_method' ? 'unknown' : 'fail';
    return { ok: false, outcome, code: parsed.code };
  }
  if (parsed.did.method === 'key') return { ok: true, document: didKeyDocument(issuerId), source: 'did:key' };
  return readDidWeb(parsed.did, source);
}

async function readDidWeb(did: DidWeb, source: DocumentSource): Promise<IssuerDocument> {
  const url = documentUrl(did, source);
  if (!source.isOwn(url) && didWebHostProblem(did) !== undefined) {
    return { ok: false, outcome: 'fail', code: 'did_host_forbidden' };
  }
  const found = await source.read(url);
  if (found.state === 'absent') return { ok: false, outcome: 'unknown', code: 'not_found' };
  if (found.state === 'unreachable') {
    return { ok: false, outcome: found.code === 'did_host_forbidden' ? 'fail' : 'unknown', code: found.code };
  }
  const read = parseJson(found.bytes);
  if (!read.ok || !isJsonObject(read.value)) return { ok: false, outcome: 'unknown', code: 'bad_document' };
  return { ok: true, document: read.value, source: found.source };
}

/** https as the method demands; http only for a deployment's own origin, which development serves without TLS. */
function documentUrl(did: DidWeb, source: DocumentSource): string {
  const authority = did.port === undefined ? did.host : `${did.host}:${did.port}`;
  const path = did.path.length === 0 ? '/.well-known/did.json' : `/${did.path.join('/')}/did.json`;
  const plain = `http://${authority}${path}`;
  return source.isOwn(plain) ? plain : `https://${authority}${path}`;
}
