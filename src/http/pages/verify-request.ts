// Reads the form of the verify page: multipart/form-data where a file may come along (RFC 7578), urlencoded from buttons
// on other pages. A browser sends every field, also those that were left empty.
import type { Multipart } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.ts';

export const MOST_FILE_BYTES = 10_000_000;
export const MOST_TEXT_BYTES = 1_048_576;

export interface VerifyRequest {
  /** Trimmed, and empty where nothing was given; so are the other texts. */
  readonly url: string;
  readonly text: string;
  readonly recipient: string;
  readonly share: boolean;
  readonly file?: Uint8Array;
}

/** @throws Problem malformed-multipart, payload-too-large */
export async function readVerifyRequest(request: FastifyRequest): Promise<VerifyRequest> {
  if (!request.isMultipart()) return fromFields((request.body ?? {}) as Record<string, unknown>);
  const fields: Record<string, unknown> = {};
  let file: Uint8Array | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = await bytesOf(part, file);
      else if (part.valueTruncated) throw new Problem('payload-too-large', { detail: 'A field is too long.' });
      else fields[part.fieldname] = part.value;
    }
  } catch (error) {
    // What the plugin says by a code is translated at the door; the rest is a body that could not be taken apart, or
    // a connection that ended before it was there.
    const { code } = error as { code?: unknown };
    const isKnown = error instanceof Problem || (typeof code === 'string' && code.startsWith('FST_'));
    throw isKnown ? error : new Problem('malformed-multipart', { detail: 'The body cannot be read.', cause: error });
  }
  return { ...fromFields(fields), ...(file !== undefined && { file }) };
}

/** The first file that is not empty; a file field without a choice comes as an empty file. */
async function bytesOf(
  part: Extract<Multipart, { type: 'file' }>,
  before: Uint8Array | undefined,
): Promise<Uint8Array | undefined> {
  const bytes = await part.toBuffer();
  return before === undefined && part.fieldname === 'file' && bytes.length > 0 ? bytes : before;
}

function fromFields(fields: Readonly<Record<string, unknown>>): VerifyRequest {
  const text = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  return { url: text('url'), text: text('credential'), recipient: text('recipient'), share: text('share') === '1' };
}
