// Reads what is to be verified from a multipart/form-data body (RFC 7578): files, links and texts in their order, and what
// the caller wants to know besides. Everything is held in memory, within limits, and gone with the answer.
import multipart from '@fastify/multipart';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { isStorableText, pointerToken } from '../../kernel/json.ts';
import { Problem, invalid } from '../../kernel/problem.ts';
import type { Asked } from '../../verification/verify-credential.ts';
import type { ApiServer } from './api-server.ts';
import { MOST_SUBJECTS } from './verification-request.ts';
import type { Asking, Subject } from './verification-request.ts';

/** Most bytes of one file, and of one picture that is the whole body. */
export const MOST_FILE_BYTES = 2 * 1024 * 1024;
const MOST_BYTES = 20 * 1024 * 1024;
const MOST_PARTS = MOST_SUBJECTS + 6;
const LONGEST_FIELD: Readonly<Record<string, number>> = {
  credential: 1024 * 1024,
  url: 2_048,
  challenge: 2_048,
  domain: 2_048,
  email: 500,
  evidence: 5,
  requireTrustedIssuer: 5,
  share: 5,
};

export async function readUploads(app: ApiServer): Promise<void> {
  await app.register(multipart, {
    limits: {
      // One more than may come, so that too many can be told from a broken body.
      files: MOST_PARTS + 1,
      fields: MOST_PARTS + 1,
      parts: 2 * MOST_PARTS + 2,
      fieldSize: 1024 * 1024,
      fieldNameSize: 100,
      headerPairs: 50,
      fileSize: MOST_FILE_BYTES,
    },
    throwFileSizeLimit: false,
  });
}

/** @throws Problem malformed-multipart, validation-failed, payload-too-large */
export async function askingOfUpload(request: FastifyRequest): Promise<Asking> {
  const parts = request.parts();
  const subjects: Subject[] = [];
  const fields = new Map<string, string>();
  for (let bytes = 0, count = 0; ;) {
    const next = await parts.next().catch((error: unknown) => {
      throw unreadable(error);
    });
    if (next.done === true) break;
    const part = next.value;
    const value = part.type === 'file' ? await fileOf(part, MOST_BYTES - bytes) : fieldOf(part);
    bytes += value.length;
    count += 1;
    if (bytes > MOST_BYTES) throw tooLarge();
    if (part.type === 'file') subjects.push({ input: value });
    else if (part.fieldname === 'credential') subjects.push({ input: value.toString().trim() });
    else if (part.fieldname === 'url') subjects.push({ url: urlOf(value.toString()), pointer: '/url' });
    else if (fields.has(part.fieldname)) throw invalid(`/${part.fieldname}`, 'repeated', 'Send this field once.');
    else fields.set(part.fieldname, value.toString());
    if (count > MOST_PARTS || subjects.length > MOST_SUBJECTS) {
      throw invalid('', 'too_long', `Must not be more than ${MOST_SUBJECTS} files, links and texts.`);
    }
  }
  if (subjects.length === 0) throw invalid('', 'one_of', 'Send at least one of file, url and credential.');
  return { subjects, several: subjects.length > 1, asked: askedOf(fields), share: flagOf(fields, 'share') };
}

async function fileOf(part: MultipartFile, room: number): Promise<Buffer> {
  if (part.fieldname !== 'file') throw unknownField(part.fieldname);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of part.file) {
      // A Readable of bytes; its type does not say so.
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > room) throw tooLarge();
    }
  } catch (error) {
    throw error instanceof Problem ? error : unreadable(error);
  }
  if (part.file.truncated) throw tooLarge();
  return Buffer.concat(chunks);
}

function fieldOf(part: Multipart & { readonly type: 'field' }): string {
  const { fieldname: name, value } = part;
  // Without a name of its own a file would have been read as text, and a picture would have lost bytes.
  if (name === 'file') throw invalid('/file', 'file_name_missing', 'A file part needs a file name.');
  if (!Object.hasOwn(LONGEST_FIELD, name)) throw unknownField(name);
  if (typeof value !== 'string' || part.valueTruncated || value.length > (LONGEST_FIELD[name] ?? 0)) {
    throw invalid(`/${name}`, 'too_long', 'The field is too long.');
  }
  if (name !== 'credential' && !isStorableText(value)) {
    throw invalid(`/${name}`, 'invalid_unicode', 'The field is not well-formed text.');
  }
  return value;
}

function urlOf(text: string): string {
  const url = text.trim();
  const parsed = /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(url) && URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || parsed.username !== '' || parsed.password !== '') {
    throw invalid('/url', 'format', 'Must be a URL that begins with https://.');
  }
  return url;
}

function askedOf(fields: ReadonlyMap<string, string>): Asked {
  const email = fields.get('email')?.trim() ?? '';
  const challenge = fields.get('challenge');
  const domain = fields.get('domain');
  return {
    ...(email !== '' && { recipient: { identifier: email, identityType: 'emailAddress' } }),
    ...(challenge !== undefined && { challenge }),
    ...(domain !== undefined && { domain }),
    evidence: flagOf(fields, 'evidence'),
    requireTrustedIssuer: flagOf(fields, 'requireTrustedIssuer'),
  };
}

function flagOf(fields: ReadonlyMap<string, string>, name: string): boolean {
  const value = fields.get(name) ?? 'false';
  if (value !== 'true' && value !== 'false') throw invalid(`/${name}`, 'not_allowed', 'Must be one of: true, false.');
  return value === 'true';
}

function unreadable(cause: unknown): Problem {
  return new Problem('malformed-multipart', { detail: 'The multipart body cannot be read.', cause });
}

function tooLarge(): Problem {
  return new Problem('payload-too-large', { detail: 'A file may have 2 MB, and all parts together 20 MB.' });
}

function unknownField(name: string): Problem {
  return invalid(pointerToken(name), 'unknown_property', 'This field is not known here.');
}
