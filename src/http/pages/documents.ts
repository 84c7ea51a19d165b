// Public documents for programs: signed credentials and status lists byte for byte as they were signed, DID documents,
// pictures. Readable from any origin; nothing here depends on who asks.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Credentials } from '../../credentials/credentials.ts';
import { LIST_TTL_MILLISECONDS } from '../../credentials/status/publish-status-list.ts';
import type { Images } from '../../catalog/images/images.ts';
import type { Issuers } from '../../catalog/issuers/issuers.ts';
import { notFound } from '../../kernel/problem.ts';

export interface DocumentCases {
  readonly credentials: Credentials;
  readonly issuers: Issuers;
  readonly images: Images;
}

const LIST_SECONDS = LIST_TTL_MILLISECONDS / 1_000;

export function documentRoutes(app: FastifyInstance, { credentials, issuers, images }: DocumentCases): void {
  const config = { page: true } as const;
  app.get('/credentials/:id/credential.json', { config, schema: { hide: true } }, async (request, reply) => {
    const row = await credentials.readPublished(idOf(request.params));
    void reply.header('content-disposition', `attachment; filename="${row.id}.json"`);
    return sendSigned(reply, row.signedDocument, row.signedSha256);
  });
  app.get('/status-lists/:id', { config, schema: { hide: true } }, async (request, reply) => {
    const row = await credentials.readStatusList(idOf(request.params));
    return sendSigned(reply, row.signedDocument, row.signedSha256, LIST_SECONDS);
  });
  app.get('/issuers/:id/did.json', { config, schema: { hide: true } }, async (request, reply) => {
    const document = await issuers.didDocument(idOf(request.params));
    return openDocument(reply, 300).type('application/did+json').send(JSON.stringify(document));
  });
  app.get('/images/:id', { config, schema: { hide: true } }, async (request, reply) => {
    const { image, content } = await images.open(idOf(request.params));
    return openDocument(reply, 31_536_000)
      .header('etag', `"${image.sha256}"`)
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('content-length', image.sizeBytes)
      .type(image.mediaType)
      .send(content);
  });
}

/** Sends a signed document exactly as it is stored. */
export function sendSigned(
  reply: FastifyReply,
  document: string | null,
  sha256: string | null,
  seconds = 60,
): FastifyReply {
  if (document === null || sha256 === null) throw notFound();
  return openDocument(reply, seconds)
    .header('etag', `"${sha256}"`)
    .header('vary', 'Accept')
    .type('application/vc')
    .send(document);
}

/** Readable from any origin, for this long. */
export function openDocument(reply: FastifyReply, seconds: number): FastifyReply {
  return reply
    .header('access-control-allow-origin', '*')
    .header('cache-control', `public, max-age=${seconds}${seconds > 86_400 ? ', immutable' : ''}`);
}

/** The id in the path. @throws Problem not-found for what can be no id */
export function idOf(params: unknown): string {
  const { id } = params as { id: string };
  if (!/^[a-z]{2,4}_[0-9A-Za-z]{22}$/.test(id)) throw notFound();
  return id;
}
