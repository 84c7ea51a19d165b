// Reads one file with its fields from a multipart/form-data body (RFC 7578) without keeping it: the fields first, then the
// file as a stream that only ends well when the whole body was read and nothing stood behind the file.
import { Readable } from 'node:stream';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FileInput } from '../../earning/submissions/submission-evidence.ts';
import { isStorableText } from '../../kernel/json.ts';
import { Problem, invalid } from '../../kernel/problem.ts';

const FIELDS: readonly string[] = ['requirement', 'description'];
const LONGEST_FIELD = 2_000;

/** @throws Problem malformed-multipart, validation-failed; the content may throw them too, or payload-too-large */
export async function fileOf(request: FastifyRequest): Promise<FileInput> {
  const parts = request.parts();
  const fields = new Map<string, string>();
  for (;;) {
    const next = await parts.next().catch((error: unknown) => {
      throw unreadable(error);
    });
    if (next.done === true) throw new Problem('malformed-multipart', { detail: 'There is no file part.' });
    const part = next.value;
    if (part.type === 'file') return fileInput(part, parts, fields);
    if (!FIELDS.includes(part.fieldname)) throw unknownField(part.fieldname);
    if (fields.has(part.fieldname)) throw invalid(`/${part.fieldname}`, 'repeated', 'Send each field once.');
    const { value } = part;
    if (typeof value !== 'string' || value.length > LONGEST_FIELD || part.valueTruncated || !isStorableText(value)) {
      throw invalid(`/${part.fieldname}`, 'invalid_unicode', 'The field is too long or not well-formed text.');
    }
    fields.set(part.fieldname, value);
  }
}

function fileInput(
  part: MultipartFile,
  parts: AsyncIterator<Multipart>,
  fields: ReadonlyMap<string, string>,
): FileInput {
  if (part.fieldname !== 'file') throw unknownField(part.fieldname);
  const requirement = fields.get('requirement');
  if (requirement === undefined)
    throw invalid('/requirement', 'missing', 'Send the field requirement before the file.');
  const description = fields.get('description');
  // A part of type application/octet-stream may come without a name, whatever the type of the plugin says.
  const named: { readonly filename?: string } = part;
  return {
    requirement,
    ...(description !== undefined && { description }),
    fileName: plainName(named.filename ?? ''),
    declaredMediaType: part.mimetype,
    content: Readable.from(wholeFile(part, parts)),
  };
}

/** The file's bytes; whatever is wrong with the rest of the body is told before the last of them counts. */
async function* wholeFile(part: MultipartFile, parts: AsyncIterator<Multipart>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of part.file) yield chunk as Buffer;
    if (part.file.truncated) throw new Problem('payload-too-large', { detail: 'The file is larger than any may be.' });
    const next = await parts.next();
    if (next.done !== true) {
      throw new Problem('malformed-multipart', { detail: 'Send one file, and nothing after it.' });
    }
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(error);
  }
}

function unreadable(cause: unknown): Problem {
  return new Problem('malformed-multipart', { detail: 'The multipart body cannot be read.', cause });
}

function unknownField(name: string): Problem {
  return invalid(
    `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    'unknown_property',
    'This field is not known here.',
  );
}

/** The last part of the name, without control characters; a name for display only, never a path. */
function plainName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 150);
  return plain === '' || plain === '.' || plain === '..' ? 'file' : plain;
}
