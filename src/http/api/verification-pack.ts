// /v1/verification-pack: what is needed to verify the badges of this deployment without a network, and the key that signs it.
import { Type } from 'typebox';
import { packMediaType } from '../../standards/verification-pack.ts';
import { PACK_SECONDS } from '../../verification/pack/make-pack.ts';
import type { PackMaker } from '../../verification/pack/make-pack.ts';
import { anyCall } from '../principal.ts';
import type { ApiServer } from './api-server.ts';
import { answer, problemAnswers } from './fields.ts';

const tags = ['Verification'];
const did = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK';
const problems = problemAnswers('rate-limited', 'internal', 'unavailable', 'key-unavailable');

export function verificationPackRoutes(app: ApiServer, packs: PackMaker): void {
  app.get('/v1/verification-pack', {
    config: { operation: 'verification-pack.read' },
    schema: {
      operationId: 'readVerificationPack',
      tags,
      security: [],
      summary: 'What is needed to verify offline',
      description:
        'A signed file with the DID documents and status lists of this deployment and the registries it relies on, each with the time it was read, and the digests of the contexts; documents of other hosts are not in it. Made at most every five minutes. `waymark verify --pack FILE` reads it.',
      response: {
        200: {
          description: 'The pack: GZIP over a compact JWS and one JSON document per line',
          content: { [packMediaType]: { schema: Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary' }) } },
        },
        ...problems,
      },
    },
    handler: async (request, reply) => {
      const { file, sha256, madeAt } = await packs.current(anyCall(request));
      return reply
        .header('etag', `"${sha256}"`)
        .header('last-modified', madeAt.toUTCString())
        .header('access-control-allow-origin', '*')
        .header('cache-control', `public, max-age=${PACK_SECONDS}`)
        .header('content-disposition', 'attachment; filename="waymark-verification-pack.gz"')
        .type(packMediaType)
        .send(Buffer.from(file));
    },
  });
  app.get('/.well-known/waymark-pack-key', {
    config: { operation: 'verification-pack.key' },
    schema: {
      operationId: 'readVerificationPackKey',
      tags,
      security: [],
      summary: 'The key that signs verification packs',
      description: 'As did:key; give it to `waymark verify --pack-key`, and note it while the network can be trusted.',
      response: { 200: answer('The key', Type.Object({ key: Type.String() }), { key: did }), ...problems },
    },
    handler: async (request, reply) => {
      void reply.header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=300');
      return { key: await packs.signedBy(anyCall(request)) };
    },
  });
}
