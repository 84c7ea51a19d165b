// A verification pack: issuer documents, status lists and trust registries with the times they were read, so that badges
// can be verified without a network. GZIP (RFC 1952) over lines: first a compact JWS over the table of contents, which
// holds the SHA-256 of all that follows; then one JSON document per line. The signature is checked before a line is read.
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { sha256Stream } from '../kernel/digest.ts';
import { canonicalJson, isStorableText } from '../kernel/json.ts';
import { formatDateTime } from './date-time.ts';
import { readJws, signJws } from './ed25519-jws.ts';
import type { Ed25519Signer } from './ed25519-jws.ts';
import {
  LINE_FEED,
  contentsOf,
  documentJson,
  documentsOf,
  packFormat,
  packLimits,
  packVersion,
} from './pack-contents.ts';
import type { VerificationPack } from './pack-contents.ts';
import { StandardsError } from './standards-error.ts';

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

const jwsType = 'verification-pack+jwt';
const CLOCK_SKEW_MS = 60_000;
/** As much is worked on at once; then everything else has its turn. A whole pack would hold a server up for seconds. */
const TURN_BYTES = 512 * 1024;

const zipped = promisify(gzip);
const unzipped = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip);

/**
 * Makes and signs a pack; the answer is the file.
 * @throws StandardsError not_issuable when it is beyond the limits or not what readers accept
 */
export async function signVerificationPack(pack: VerificationPack, signer: Ed25519Signer): Promise<Uint8Array> {
  // A lone surrogate would silently become another character on its way into bytes.
  if (!(await areStorable(pack.documents))) {
    throw new StandardsError('not_issuable', 'The verification pack cannot be signed: a document is not plain text.');
  }
  const body = await bodyOf(pack.documents);
  const contents = {
    format: packFormat,
    version: packVersion,
    origin: pack.origin,
    madeAt: formatDateTime(pack.madeAt),
    ...(pack.validUntil !== undefined && { validUntil: formatDateTime(pack.validUntil) }),
    contexts: pack.contexts.map(({ url, sha256 }) => ({ url, sha256 })),
    registries: pack.registries,
    documents: pack.documents.length,
    sha256: await digestOf(body),
  };
  const head = await signJws(jwsType, canonicalJson(contents), signer);
  const file = await zipped(Buffer.concat([Buffer.from(`${head}\n`), body]));
  const read = await readVerificationPack(file, { now: pack.madeAt, key: signer.publicKeyMultibase });
  if (!read.ok) throw new StandardsError('not_issuable', `The verification pack cannot be signed: ${read.code}.`);
  return file;
}

/** Reads a pack. Never throws; inflating stops at the limit, whatever the file claims. */
export async function readVerificationPack(file: Uint8Array, expected: PackExpectation): Promise<PackReading> {
  if (file.length > packLimits.compressedBytes) return { ok: false, code: 'too_large' };
  const lines = await inflated(file);
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
  if ((await digestOf(body)) !== contents.sha256) return failed('digest');
  const documents = await documentsOf(body, contents, taking());
  if (documents === undefined) return failed('malformed');
  const { origin, madeAt, validUntil, contexts, registries } = contents;
  const until = validUntil === undefined ? {} : { validUntil };
  return { ok: true, pack: { origin, madeAt, ...until, contexts, registries, documents }, signedBy };
}

async function areStorable(documents: VerificationPack['documents']): Promise<boolean> {
  const turn = taking();
  for (const { text } of documents) {
    if (!isStorableText(text)) return false;
    await turn(text.length);
  }
  return true;
}

async function bodyOf(documents: VerificationPack['documents']): Promise<Buffer> {
  const turn = taking();
  const lines: Buffer[] = [];
  for (const document of documents) {
    const line = Buffer.from(`${canonicalJson(documentJson(document))}\n`);
    lines.push(line);
    await turn(line.length);
  }
  return Buffer.concat(lines);
}

async function digestOf(body: Uint8Array): Promise<string> {
  const turn = taking();
  const digest = sha256Stream();
  for (let start = 0; start < body.length; start += TURN_BYTES) {
    const piece = body.subarray(start, start + TURN_BYTES);
    digest.update(piece);
    await turn(piece.length);
  }
  return digest.digest('hex');
}

/** Counts bytes that were worked on, and lets everything else have its turn when they are many. */
function taking(): (bytes: number) => Promise<void> {
  let worked = 0;
  return async (bytes) => {
    worked += bytes;
    if (worked < TURN_BYTES) return;
    worked = 0;
    await setImmediate();
  };
}

async function inflated(file: Uint8Array): Promise<Buffer | 'malformed' | 'too_large'> {
  try {
    return await unzipped(file, { maxOutputLength: packLimits.bytes });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too_large' : 'malformed';
  }
}
