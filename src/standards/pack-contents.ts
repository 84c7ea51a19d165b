// What a verification pack holds, and how its table of contents and its lines are read: strictly, each part as described.
import { isJsonArray, isJsonObject, parseJson } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { formatDateTime, parseDateTimeStamp } from './date-time.ts';

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

export interface Contents extends Omit<VerificationPack, 'documents'> {
  readonly documents: number;
  readonly sha256: string;
}

/** The limits of a pack; a deployment with more to tell makes several. */
export const packLimits = { compressedBytes: 32 * 1024 * 1024, bytes: 64 * 1024 * 1024, documents: 20_000 } as const;

/** No pack may be used for longer. */
const MOST_DAYS = 366;

export const packFormat = 'waymark-verification-pack';
export const packVersion = 1;
export const LINE_FEED = 0x0a;

/** The table of contents, from the payload of a signature that holds. */
export function contentsOf(payload: Uint8Array): Contents | 'malformed' | 'unsupported_version' {
  const read = parseJson(payload, { maxDepth: 8 });
  if (!read.ok || !isJsonObject(read.value) || read.value.format !== packFormat) return 'malformed';
  const { version: written, origin, madeAt, validUntil, contexts, registries, documents, sha256 } = read.value;
  if (written !== packVersion) return 'unsupported_version';
  const made = parseDateTimeStamp(madeAt);
  const until = parseDateTimeStamp(validUntil);
  const isDated = made !== undefined && (validUntil === undefined || isEndOf(made, until));
  const isCounted = typeof documents === 'number' && documents >= 0 && documents <= packLimits.documents;
  if (!isDated || !isCounted || typeof sha256 !== 'string') return 'malformed';
  if (typeof origin !== 'string' || !URL.canParse(origin) || new URL(origin).origin !== origin) return 'malformed';
  if (!isJsonArray(contexts) || !contexts.every(isContext)) return 'malformed';
  if (!isJsonArray(registries) || !registries.every(isJsonObject)) return 'malformed';
  const end = until === undefined ? {} : { validUntil: until };
  return { origin, madeAt: made, ...end, contexts, registries, documents, sha256 };
}

/** An end after the beginning, and not so far away that it is none. */
function isEndOf(made: Date, until: Date | undefined): boolean {
  return until !== undefined && until > made && until.getTime() - made.getTime() <= MOST_DAYS * 86_400_000;
}

function isContext(value: JsonValue): value is JsonObject & PackContext {
  return (
    isJsonObject(value) &&
    typeof value.url === 'string' &&
    typeof value.sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(value.sha256)
  );
}

/** The JSON of one line. */
export function documentJson({ url, mediaType, readAt, text }: PackDocument): JsonObject {
  return { url, mediaType, readAt: formatDateTime(readAt), text };
}

/**
 * All documents. Undefined unless each line is a document read before the pack was made, and each URL stands there once.
 * @param turn told how many bytes were read, after every line
 */
export async function documentsOf(
  body: Buffer,
  contents: Contents,
  turn: (bytes: number) => Promise<void>,
): Promise<readonly PackDocument[] | undefined> {
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
    await turn(end - start);
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
