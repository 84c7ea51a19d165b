// The type of server that the files of this folder add routes to, and the two answers they give most often.
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyReply,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';

export type ApiServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Sets the ETag (RFC 9110 §8.8.3) that If-Match must repeat. */
export function tagged<T>(reply: FastifyReply, tag: string | number, body: T): T {
  void reply.header('etag', `"${tag}"`);
  return body;
}

/** 201 with the place of what was made. */
export function created(reply: FastifyReply, location: string): void {
  void reply.code(201).header('location', location);
}
