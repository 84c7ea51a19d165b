// The OpenAPI 3.1 document, made from what the routes declare, and a page to read it.
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

const description = [
  'Waymark turns evidence of a skill into a badge an employer can trust: institutions publish rubrics and achievements,',
  'learners hand in evidence, assessors score it, and every pass becomes a signed Open Badges 3.0 credential.',
  '',
  'Send `Authorization: Bearer <key>` with an API key of your institution (or the operator key). A key with the scope',
  '`act-as` names the member who acts in `Waymark-On-Behalf-Of`. Creating operations accept an `Idempotency-Key`; changing',
  'operations ask for the `ETag` you read in `If-Match`. Errors are problem details (RFC 9457) with JSON Pointers; unknown',
  'properties are refused and nothing is coerced. Something absent and something that is not yours get the same 404.',
].join('\n');

export async function documentation(app: FastifyInstance, page: boolean): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Waymark',
        version: '1.0.0',
        description,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This deployment' }],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'API key of an institution: `wmk_…`' },
          operatorKey: { type: 'http', scheme: 'bearer', description: 'Key of the deployment’s operator' },
        },
      },
      tags: [
        { name: 'Institutions', description: 'Tenants of the deployment' },
        { name: 'API keys', description: 'Keys of an institution, with scopes' },
        { name: 'Issuers', description: 'Public identities that sign, with their DID and keys' },
        { name: 'Images', description: 'Pictures of achievements and issuers' },
        { name: 'Rubrics', description: 'Criteria and levels, in versions' },
        { name: 'Achievements', description: 'What can be earned, in versions' },
        { name: 'Members', description: 'People of an institution and their roles' },
        { name: 'Recipients', description: 'People who earn' },
        { name: 'Submissions', description: 'Attempts of recipients' },
        { name: 'Evidence', description: 'What a submission holds' },
        { name: 'Assessments', description: 'Scoring against the rubric' },
        { name: 'Decisions', description: 'Awarded or declined' },
        { name: 'Credentials', description: 'Signed badges: issue, find, revoke, suspend' },
        { name: 'Verification', description: 'Is a badge real, and still good?' },
        { name: 'Operations', description: 'Audit log, invariants, figures' },
      ],
    },
    refResolver: {
      buildLocalReference: (json, _base, _fragment, index) =>
        typeof json['$id'] === 'string' ? json['$id'] : `def-${index}`,
    },
  });
  if (!page) return;
  // The documentation's own routes are no operations of ours.
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith('/docs')) route.config = { ...route.config, page: true };
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    // Nothing is asked of another host, and plain http on this computer stays plain.
    transformStaticCSP: (header) =>
      header.replace(' validator.swagger.io', '').replace(/\s*upgrade-insecure-requests;?/, ''),
    uiConfig: { docExpansion: 'list', deepLinking: true },
  });
}
