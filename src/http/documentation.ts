// The OpenAPI 3.1 document, made from what the routes declare, and a page to read it.
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { markDrawing } from './pages/logo.ts';

const description = [
  'Waymark turns evidence of a skill into a badge an employer can trust: institutions publish rubrics and achievements,',
  'learners hand in evidence, assessors score it, and every pass becomes a signed Open Badges 3.0 credential.',
  '',
  'Send `Authorization: Bearer <key>` with an API key of your institution (or the operator key). A key with the scope',
  '`act-as` names the member who acts in `Waymark-On-Behalf-Of`. Creating operations accept an `Idempotency-Key`; changing',
  'operations ask for the `ETag` you read in `If-Match`. Errors are problem details (RFC 9457) with JSON Pointers; unknown',
  'properties are refused and nothing is coerced. Something absent and something that is not yours get the same 404.',
].join('\n');

/**
 * Nothing is asked of another host. The one inline style is that of the viewer's own page, which hides its drawings; it
 * is allowed by its hash (CSP Level 3 §8.3).
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  "img-src 'self' data:",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

/** The viewer in the colours of our pages; the box that would load another document is not shown. */
const theme = `
.swagger-ui .topbar{background:#fffef9;border-bottom:1px solid #e3dccd;padding:.5rem 0}
.swagger-ui .topbar img{height:36px}
.swagger-ui .topbar .link::after{content:"Waymark";color:#173f57;font:600 1.25rem Georgia,serif;margin-left:.6rem}
.swagger-ui .topbar .download-url-wrapper{display:none}
.swagger-ui .topbar .topbar-wrapper{flex-flow:row nowrap}
.swagger-ui .topbar .dark-mode-toggle{margin-left:auto}
`;

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
    staticCSP: contentSecurityPolicy,
    logo: { type: 'image/svg+xml', content: Buffer.from(markDrawing), href: '/', target: '_self' },
    theme: {
      title: 'Waymark API',
      css: [{ filename: 'waymark.css', content: theme }],
      favicon: [
        { filename: 'icon.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: Buffer.from(markDrawing) },
      ],
    },
    uiConfig: { docExpansion: 'list', deepLinking: true, defaultModelsExpandDepth: 0 },
  });
}
