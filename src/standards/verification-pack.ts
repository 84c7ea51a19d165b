// A verification pack: issuer documents, status lists and trust registries with the times they were read, so that badges
// can be verified without a network. GZIP (RFC 1952) over lines: first a compact JWS over the table of contents, which
// holds the SHA-256 of all that follows; then one JSON document per line. The signature is checked before a line is read.
import { gunzipSync, gzipSync } from 'node:zlib';
import { sha256Hex } from '../kernel/digest.ts';
import { canonicalJson, isJsonArray, isJsonObject, isStorableText, parseJson } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { formatDateTime, parseDateTimeStamp } from './date-time.ts';
import { readJws, signJws } from './ed25519-jws.ts';
import type { Ed25519Signer } from './ed25519-jws.ts';
import { StandardsError } from './standards-error.ts';

export interface PackDocument {
  readonly url: string;
  readonly mediaType: string;
  /** When the text was read from the URL; whole seconds. */
  readonly readAt: Date;
  readonly text: string;
}

/** A JSON-LD context the maker used, by digest: a reader compares it with its own and never reads meaning from a pack. */
export interface PackContext {
  readonly url: string;
  /** 64 lower-case hexadecimal characters over the file's bytes. */
  readonly sha256: string;
}

export interface VerificationPack {
  /** Public origin of the deployment that made it, such as `https://badges.example`. */
  readonly origin: string;
  readonly madeAt: Date;
  /** Not to be used from then on; without it the reader decides by age. */
  readonly validUntil?: Date;
  readonly contexts: readonly PackContext[];
  /** Which trust registries the maker relies on, as its configuration has them; their texts are among the documents. */
  readonly registries: readonly JsonObject[];
  readonly documents: readonly PackDocument[];
}

export type PackFault =
  /** Not GZIP, not lines, not a table of contents or not documents as described. */
  | 'malformed'
  | 'too_large'
  /** Made in a later version of the format. */
  | 'unsupported_version'
  | 'signature'
  /** Signed, but not by the key that was expected. */
  | 'other_key'
  /** The documents are not those the signature covers. */
  | 'digest'
  | 'made_in_future'
  | 'expired';

export type PackReading =
  | {
      readonly ok: true;
      readonly pack: VerificationPack;
      /** did:key of the key that signed it. */
      readonly signedBy: string;
    }
  | { readonly ok: false; readonly code: PackFault; readonly signedBy?: string };

export interface PackExpectation {
  readonly now: Date;
  /** Multikey text of the maker's pack key. Without it any key is accepted: the caller must show `signedBy` and ask. */
  readonly key?: string | undefined;
}

export const packMediaType = 'application/vnd.waymark.verification-pack+gzip';
/** The limits of a pack; a deployment with more to tell makes several. */
export const packLimits = { compressedBytes: 32 * 1024 * 1024, bytes: 64 * 1024 * 1024, documents: 20_000 } as const;

const format = 'waymark-verification-pack';
const version = 1;
const jwsType = 'verification-pack+jwt';
const CLOCK_SKEW_MS = 60_000;
const LINE_FEED = 0x0a;

/**
 * Makes and signs a pack; the answer is the file.
 * @throws StandardsError not_issuable when it is beyond the limits or not what readers accept
 */
export async function signVerificationPack(pack: VerificationPack, signer: Ed25519Signer): Promise<Uint8Array> {
  // A lone surrogate would silently become another character on its way into bytes.
  if (!pack.documents.every(({ text }) => isStorableText(text))) {
    throw new StandardsError('not_issuable', 'The verification pack cannot be signed: a document is not plain text.');
  }
  const body = Buffer.from(pack.documents.map((document) => `${canonicalJson(documentJson(document))}\n`).join(''));
  const contents = {
    format,
    version,
    origin: pack.origin,
    madeAt: formatDateTime(pack.madeAt),
    ...(pack.validUntil !== undefined && { validUntil: formatDateTime(pack.validUntil) }),
    contexts: pack.contexts.map(({ url, sha256 }) => ({ url, sha256 })),
    registries: pack.registries,
    documents: pack.documents.length,
    sha256: sha256Hex(body),
  };
  const head = await signJws(jwsType, canonicalJson(contents), signer);
  const file = gzipSync(Buffer.concat([Buffer.from(`${head}\n`), body]));
  const read = await readVerificationPack(file, { now: pack.madeAt, key: signer.publicKeyMultibase });
  if (!read.ok) throw new StandardsError('not_issuable', `The verification pack cannot be signed: ${read.code}.`);
  return file;
}

/** Reads a pack. Never throws; inflating stops at the limit, whatever the file claims. */
export async function readVerificationPack(file: Uint8Array, expected: PackExpectation): Promise<PackReading> {
  if (file.length > packLimits.compressedBytes) return { ok: false, code: 'too_large' };
  const lines = inflated(file);
  if (typeof lines === 'string') return { ok: false, code: lines };
  const end = lines.indexOf(LINE_FEED);
  if (end < 0) return { ok: false, code: 'malformed' };
  const head = await readJws(lines.subarray(0, end).toString('latin1'), jwsType);
  if (!head.ok) return { ok: false, code: head.code === 'signature' ? 'signature' : 'malformed' };
  const signedBy = `did:key:${head.publicKeyMultibase}`;
  const failed = (code: PackFault): PackReading => ({ ok: false, code, signedBy });
  if (expected.key !== undefined && head.publicKeyMultibase !== expected.key) return failed('other_key');
  const contents = contentsOf(head.payload);
  if (typeof contents === 'string') return failed(contents);
  if (contents.madeAt.getTime() > expected.now.getTime() + CLOCK_SKEW_MS) return failed('made_in_future');
  if (contents.validUntil !== undefined && contents.validUntil <= expected.now) return failed('expired');
  const body = lines.subarray(end + 1);
  if (sha256Hex(body) !== contents.sha256) return failed('digest');
  const documents = documentsOf(body, contents);
  if (documents === undefined) return failed('malformed');
  const { origin, madeAt, validUntil, contexts, registries } = contents;
  const until = validUntil === undefined ? {} : { validUntil };
  return { ok: true, pack: { origin, madeAt, ...until, contexts, registries, documents }, signedBy };
}

interface Contents extends Omit<VerificationPack, 'documents'> {
  readonly documents: number;
  readonly sha256: string;
}

function inflated(file: Uint8Array): Buffer | 'malformed' | 'too_large' {
  try {
    return gunzipSync(file, { maxOutputLength: packLimits.bytes });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'malformed';
  }
}

function contentsOf(payload: Uint8Array): Contents | 'malformed' | 'unsupported_version' {
  const read = parseJson(payload, { maxDepth: 8 });
  if (!read.ok || !isJsonObject(read.value) || read.value.format !== format) return 'malformed';
  const { version: written, origin, madeAt, validUntil, contexts, registries, documents, sha256 } = read.value;
  if (written !== version) return 'unsupported_version';
  const made = parseDateTimeStamp(madeAt);
  const until = parseDateTimeStamp(validUntil);
  const isDated = made !== undefined && (validUntil === undefined || (until !== undefined && until > made));
  const isCounted = typeof documents === 'number' && documents >= 0 && documents <= packLimits.documents;
  if (!isDated || !isCounted || typeof sha256 !== 'string') return 'malformed';
  if (typeof origin !== 'string' || !URL.canParse(origin) || new URL(origin).origin !== origin) return 'malformed';
  if (!isJsonArray(contexts) || !contexts.every(isContext)) return 'malformed';
  if (!isJsonArray(registries) || !registries.every(isJsonObject)) return 'malformed';
  const end = until === undefined ? {} : { validUntil: until };
  return { origin, madeAt: made, ...end, contexts, registries, documents, sha256 };
}

function isContext(value: JsonValue): value is JsonObject & PackContext {
  return isJsonObject(value) && typeof value.url === 'string' && /^[0-9a-f]{64}$/.test(String(value.sha256));
}

function documentJson({ url, mediaType, readAt, text }: PackDocument): JsonObject {
  return { url, mediaType, readAt: formatDateTime(readAt), text };
}

/** Undefined unless each line is a document read before the pack was made, and each URL stands there once. */
function documentsOf(body: Buffer, contents: Contents): readonly PackDocument[] | undefined {
  const documents: PackDocument[] = [];
  const urls = new Set<string>();
  let start = 0;
  while (start < body.length) {
    const end = body.indexOf(LINE_FEED, start);
    const document =
      end < 0 || documents.length >= contents.documents ? undefined : documentOf(body.subarray(start, end));
    if (document === undefined || urls.has(document.url) || document.readAt > contents.madeAt) return undefined;
    urls.add(document.url);
    documents.push(document);
    start = end + 1;
  }
  return documents.length === contents.documents ? documents : undefined;
}

function documentOf(line: Uint8Array): PackDocument | undefined {
  const read = parseJson(line, { maxDepth: 2 });
  if (!read.ok || !isJsonObject(read.value) || Object.keys(read.value).length !== 4) return undefined;
  const { url, mediaType, readAt: written, text } = read.value;
  const readAt = parseDateTimeStamp(written);
  const isWhole = typeof url === 'string' && URL.canParse(url) && typeof mediaType === 'string';
  return isWhole && typeof text === 'string' && readAt !== undefined ? { url, mediaType, readAt, text } : undefined;
}
