// Decentralized identifiers we read and write: did:key and did:jwk, which are their own key, and did:web with a strict
// grammar. DID 1.0 §3.1, did:key (W3C CCG), did:jwk (quartzjer/did-jwk), did:web (W3C CCG). Parsing says nothing about
// whether a host may be contacted.
import { isJsonObject, parseJson } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { decodeBase64Url } from './base64url.ts';
import { publicKeyOfJwk } from './jwk.ts';
import { decodeMultikey, encodeMultikey } from './multikey.ts';
import type { PublicKey } from './public-key.ts';

export interface DidKey {
  readonly method: 'key';
  readonly did: string;
  readonly publicKeyMultibase: string;
  readonly publicKey: PublicKey;
}

export interface DidJwk {
  readonly method: 'jwk';
  readonly did: string;
  /** The whole JWK that the identifier spells, `use` and `kid` included. */
  readonly jwk: JsonObject;
  readonly publicKey: PublicKey;
}

export interface DidWeb {
  readonly method: 'web';
  readonly did: string;
  /** Lower-case host name without port. */
  readonly host: string;
  readonly port: number | undefined;
  readonly path: readonly string[];
}

export type DidResult =
  | { readonly ok: true; readonly did: DidKey | DidJwk | DidWeb }
  | { readonly ok: false; readonly code: 'did_syntax' | 'unsupported_method' | 'weak_key' | 'bad_key' };

const genericDid = /^did:([a-z0-9]+):(.+)$/s;
const hostLabel = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const webHost = new RegExp(`^(${hostLabel}(?:\\.${hostLabel})*)(?:%3[Aa]([1-9][0-9]{0,4}))?$`);
const webSegment = /^[A-Za-z0-9._-]+$/;

/** Reads a DID. A DID URL (with path, query or fragment) is not a DID and is refused. */
export function parseDid(text: string): DidResult {
  const parts = text.length > 2048 ? null : genericDid.exec(text);
  const [, method, rest] = parts ?? [];
  if (method === undefined || rest === undefined || /[/?#\s]/.test(rest)) return { ok: false, code: 'did_syntax' };
  if (method === 'key') return parseDidKey(text, rest);
  if (method === 'jwk') return parseDidJwk(text, rest);
  if (method === 'web') return parseDidWeb(text, rest);
  return { ok: false, code: 'unsupported_method' };
}

function parseDidKey(did: string, publicKeyMultibase: string): DidResult {
  const key = decodeMultikey(publicKeyMultibase);
  if (key.ok) return { ok: true, did: { method: 'key', did, publicKeyMultibase, publicKey: key.publicKey } };
  // Other curves are other multicodecs: well written, but nothing we can check a signature with.
  if (key.code === 'unsupported_key_type') return { ok: false, code: 'unsupported_method' };
  return { ok: false, code: key.code === 'weak_key' ? 'weak_key' : 'did_syntax' };
}

function parseDidJwk(did: string, encoded: string): DidResult {
  const bytes = decodeBase64Url(encoded);
  const read = bytes === undefined ? undefined : parseJson(bytes, { maxDepth: 4 });
  if (!read?.ok || !isJsonObject(read.value)) return { ok: false, code: 'did_syntax' };
  const { use: _use, key_ops: _keyOps, ...jwk } = read.value;
  const key = publicKeyOfJwk(jwk);
  if (key.ok) return { ok: true, did: { method: 'jwk', did, jwk: read.value, publicKey: key.publicKey } };
  return { ok: false, code: key.code === 'unsupported_key_type' ? 'unsupported_method' : key.code };
}

function parseDidWeb(did: string, rest: string): DidResult {
  const [authority = '', ...path] = rest.split(':');
  const [, host, port] = webHost.exec(authority) ?? [];
  const portNumber = port === undefined ? undefined : Number(port);
  const badSegment = path.some((segment) => !webSegment.test(segment) || segment === '.' || segment === '..');
  if (host === undefined || host.length > 253 || badSegment || (portNumber ?? 0) > 65535) {
    return { ok: false, code: 'did_syntax' };
  }
  return { ok: true, did: { method: 'web', did, host: host.toLowerCase(), port: portNumber, path } };
}

/**
 * Whether the rules allow this did:web host to be asked over the network at all; `did_host_forbidden` when it is an
 * address instead of a name, a name of the local machine or network, or on a port that is not 443 or configured.
 * The caller compares with its own origin first. What the name resolves to is checked again where connections are made.
 */
export function didWebHostProblem(did: DidWeb, allowedPorts: readonly number[] = []): 'did_host_forbidden' | undefined {
  const labels = did.host.split('.');
  const last = labels.at(-1) ?? '';
  const isNumber = /^(?:[0-9]+|0x[0-9a-f]*)$/.test(last);
  const isLocal = labels.length < 2 || ['localhost', 'local', 'internal', 'home', 'lan', 'arpa'].includes(last);
  const port = did.port ?? 443;
  return isNumber || isLocal || (port !== 443 && !allowedPorts.includes(port)) ? 'did_host_forbidden' : undefined;
}

/** The did:key of an Ed25519 public key. @throws StandardsError bad_key */
export function didKeyOf(publicKey: Uint8Array): string {
  return `did:key:${encodeMultikey(publicKey)}`;
}

/** The did:web of an origin such as `https://badges.example` and path segments; a port becomes `%3A<port>`. */
export function didWebOf(origin: string, path: readonly string[] = []): string {
  const { hostname, port } = new URL(origin);
  const did = `did:web:${[port === '' ? hostname : `${hostname}%3A${port}`, ...path].join(':')}`;
  if (!parseDid(did).ok) throw new Error(`No did:web can be made of ${origin} and ${path.join('/')}.`);
  return did;
}

/** The https URL of a did:web document, or undefined for anything else. */
export function didWebDocumentUrl(did: string): string | undefined {
  const parsed = parseDid(did);
  if (!parsed.ok || parsed.did.method !== 'web') return undefined;
  const { host, port, path } = parsed.did;
  const folder = path.length === 0 ? '.well-known' : path.join('/');
  return `https://${host}${port === undefined ? '' : `:${port}`}/${folder}/did.json`;
}
