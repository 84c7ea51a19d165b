// /v1/images: pictures of achievements and issuers. The body is the picture itself.
import { Type } from 'typebox';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { Images } from '../../catalog/images/images.ts';
import { Problem, invalid } from '../../kernel/problem.ts';
import { keyCall } from '../principal.ts';
import { created } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { Named, Id, Sha256, answer, creatingHeaders, creatingProblems, problemAnswers, security } from './fields.ts';

const MOST_BYTES = 8 * 1024 * 1024;
const mediaTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml'];

const ImageAnswer = Named(
  'Image',
  Type.Object({
    id: Id('image'),
    mediaType: Type.Literal('image/png'),
    width: Type.Integer({ description: 'Pixels, 800 at most' }),
    height: Type.Integer({ description: 'Pixels, 800 at most' }),
    sizeBytes: Type.Integer(),
    sha256: Sha256('SHA-256 of the stored picture, hexadecimal'),
  }),
);
const imageExample = {
  id: 'img_0hRvXkQ2mY7dWc5TzB9nLf',
  mediaType: 'image/png',
  width: 600,
  height: 600,
  sizeBytes: 18_204,
  sha256: '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069',
};

const picture = { schema: Type.Unsafe<Buffer>({ description: 'The bytes of the picture, 8 MB at most' }) };

/** A plugin of its own, because here a body is bytes and JSON is not read. */
export function imageRoutes(app: ApiServer, images: Images): void {
  void app.register(async (plugin) => {
    const scope = plugin.withTypeProvider<TypeBoxTypeProvider>();
    readPicturesOnly(scope);
    scope.post('/v1/images', {
      config: { operation: 'images.create' },
      bodyLimit: MOST_BYTES,
      schema: {
        operationId: 'createImage',
        tags: ['Images'],
        security,
        summary: 'Upload an image',
        description:
          'A PNG, JPEG, WebP or SVG of at most 8 MB and 25 million pixels. It is stored as a PNG of at most 800 by ' +
          '800 pixels, without anything that is not picture.',
        headers: creatingHeaders,
        body: { content: Object.fromEntries(mediaTypes.map((type) => [type, picture])) },
        response: {
          201: answer('The stored image', ImageAnswer, imageExample),
          ...problemAnswers(...creatingProblems, 'unsafe-svg', 'image-too-large'),
        },
      },
      handler: async (request, reply) => {
        const content: unknown = request.body;
        if (!Buffer.isBuffer(content) || content.length === 0) {
          throw invalid('', 'missing', 'The body is empty. Send the bytes of the picture.');
        }
        const made = await images.create(keyCall(request), content);
        created(reply, `/images/${made.id}`);
        return made;
      },
    });
  });
}

function readPicturesOnly(scope: ApiServer): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(mediaTypes, { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) => {
    done(null, body);
  });
  scope.addContentTypeParser('*', (_request, _payload, done) => {
    done(new Problem('unsupported-media-type', { detail: `Send a picture: ${mediaTypes.join(', ')}.` }));
  });
}
