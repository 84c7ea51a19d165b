// If this fails, an upload that is cut off is written down as our fault, or a limit is told as something else.
import type { FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { readVerifyRequest } from '../../../../src/http/pages/verify-request.ts';
import { translate } from '../../../../src/http/problem.ts';

/** The connection is a stranger's; here it is only what the reader asks of it. */
function uploadThatFails(code: string): FastifyRequest {
  const request = {
    isMultipart: () => true,
    parts: () => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(Object.assign(new Error('aborted'), { code })) }),
    }),
  };
  // The reader uses these two members and no other.
  return request as unknown as FastifyRequest;
}

test.each([
  ['ECONNRESET', 'malformed-multipart'],
  ['EPIPE', 'malformed-multipart'],
  ['ERR_STREAM_PREMATURE_CLOSE', 'malformed-multipart'],
  ['FST_REQ_FILE_TOO_LARGE', 'payload-too-large'],
  ['FST_PARTS_LIMIT', 'malformed-multipart'],
])('an upload that ends with %s is a %s, with nothing to look for in the log', async (code, slug) => {
  const error: unknown = await readVerifyRequest(uploadThatFails(code)).catch((thrown: unknown) => thrown);
  const { problem, traceId } = translate(error);
  expect([problem.slug, traceId]).toEqual([slug, undefined]);
});
