// Pages and their style sheet travel compressed (RFC 9110 §8.4.1.3): a slow rural line should carry a first view in one
// round trip. Pages hold no secret, so their size gives none away. Signed documents are sent as they are, byte for byte.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const compressed = promisify(gzip);

/** For every page, error pages too. Comes after the hook that makes entity tags. */
export function compressPages(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload === '') return payload;
    if (!/^text\/(html|css)\b/.test(String(reply.getHeader('content-type')))) return payload;
    const vary = reply.getHeader('vary');
    void reply.header('vary', vary === undefined ? 'Accept-Encoding' : `${String(vary)}, Accept-Encoding`);
    if (!acceptsGzip(request.headers['accept-encoding'] ?? '')) return payload;
    // The tag was made of the plain bytes: it says now that the meaning is the same, not every byte (RFC 9110 §8.8.1).
    const tag = reply.getHeader('etag');
    if (typeof tag === 'string' && !tag.startsWith('W/')) void reply.header('etag', `W/${tag}`);
    void reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return compressed(payload);
  });
}

function acceptsGzip(header: string): boolean {
  return header
    .slice(0, 500)
    .split(',')
    .some((part) => /^\s*gzip\s*(?:;\s*q=(?:1(?:\.0{0,3})?|0\.\d*[1-9]\d*))?\s*$/i.test(part));
}
