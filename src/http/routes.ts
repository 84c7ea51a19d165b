// The whole HTTP door, as a plain list: server, documentation, the policy check, then every room of the API and every
// page.
import etag from '@fastify/etag';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../services.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ids } from '../kernel/id.ts';
import type { Database } from '../platform/db/database.ts';
import { deployment } from '../platform/db/scope.ts';
import { networkOf } from '../platform/outgoing/network-of.ts';
import { findSetting } from '../platform/settings/setting-store.ts';
import { achievementRoutes } from './api/achievements.ts';
import type { ApiServer } from './api/api-server.ts';
import { assessmentRoutes } from './api/assessments.ts';
import { credentialRoutes } from './api/credentials.ts';
import { evidenceRoutes } from './api/evidence.ts';
import { namedSchemas } from './api/fields.ts';
import { imageRoutes } from './api/images.ts';
import { institutionRoutes } from './api/institutions.ts';
import { issuerRoutes } from './api/issuers.ts';
import { memberRoutes } from './api/members.ts';
import { operationRoutes } from './api/operations.ts';
import { recipientRoutes } from './api/recipients.ts';
import { rubricRoutes } from './api/rubrics.ts';
import { submissionRoutes } from './api/submissions.ts';
import { verificationPackRoutes } from './api/verification-pack.ts';
import { verificationLimits } from './api/verification-limits.ts';
import { inWords } from './api/verification-words.ts';
import { verificationRoutes } from './api/verifications.ts';
import type { TrustedProxies } from './client-of.ts';
import { documentation } from './documentation.ts';
import { fairVerify } from './fair-verify.ts';
import { healthRoutes } from './health.ts';
import type { Metrics } from './metrics.ts';
import { catalogPages } from './pages/catalog-pages.ts';
import { compressPages } from './pages/compress-pages.ts';
import { credentialPages } from './pages/credential-pages.ts';
import { documentRoutes } from './pages/documents.ts';
import { errorPage, sitePages } from './pages/site-pages.ts';
import type { HomePageView } from './pages/views.ts';
import { guardWithPolicy } from './principal.ts';
import { createServer, tooMany } from './server.ts';
import { speakVcApi } from './vc-api/error-dialect.ts';
import { issueRoutes } from './vc-api/issue.ts';
import { verifyRoutes } from './vc-api/verify.ts';

export interface HttpOptions {
  readonly services: Services;
  readonly database: Database;
  readonly figures: Metrics;
  readonly masterKeyFits: boolean;
  readonly ids: Ids;
  readonly clock?: Clock;
  readonly origin: string;
  readonly logLevel: string;
  readonly trustProxy: TrustedProxies;
  readonly requestsPerMinute: number;
  readonly production: boolean;
  readonly docs: boolean;
  readonly logStream?: { write(line: string): void };
}

/** A server that is ready to listen, or to be asked with `inject`. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { services, database, figures, origin } = options;
  const app = await createServer({ ...options, errorPage: errorPage(origin) });
  await app.register(etag);
  compressPages(app);
  await documentation(app, options.docs);
  const failures = app.createRateLimit({
    max: Math.ceil(options.requestsPerMinute / 10),
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => networkOf(request.ip),
  });
  guardWithPolicy(app, services.authentication, async (request) => {
    const limit = await failures(request);
    if (!limit.isAllowed && limit.isExceeded) throw tooMany(Math.ceil(limit.ttlInSeconds));
  });
  app.addHook('onResponse', async (request, reply) => {
    figures.observeAnswer({
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1_000,
    });
  });
  for (const schema of namedSchemas) app.addSchema(schema);
  await app.register(async (scoped) => {
    const api: ApiServer = scoped;
    institutionRoutes(api, services.institutions, services.apiKeys);
    issuerRoutes(api, services.issuers);
    rubricRoutes(api, services.rubrics);
    achievementRoutes(api, services.achievements);
    memberRoutes(api, services.members);
    recipientRoutes(api, services.recipients);
    submissionRoutes(api, services.submissions);
    assessmentRoutes(api, services.assessments, services.decisions);
    credentialRoutes(api, services);
    operationRoutes(api, { audit: services.audit, fsck: services.fsck, database, metrics: figures });
  });
  await app.register(async (scoped) => imageRoutes(scoped, services.images));
  await app.register(async (scoped) => evidenceRoutes(scoped, services.evidence));
  const limits = verificationLimits(app, options.requestsPerMinute);
  const verifyFor = fairVerify(services.verify);
  await app.register(async (scoped) => {
    await verificationRoutes(scoped, { ...services, verifyFor, metrics: figures, origin, limits });
  });
  await app.register(async (scoped) => verificationPackRoutes(scoped, services.packs));
  await app.register(async (scoped) => {
    speakVcApi(scoped, origin);
    verifyRoutes(scoped, verifyFor, inWords, figures);
    issueRoutes(scoped, services.signGeneral);
  });
  await app.register(async (scoped) => {
    healthRoutes(scoped, database, options.masterKeyFits);
    documentRoutes(scoped, services);
    catalogPages(scoped, { ...services, origin });
    const { countLink, countShared } = limits;
    const clock = options.clock ?? systemClock;
    await credentialPages(scoped, { ...services, metrics: figures, clock, origin, verifyFor, countLink, countShared });
    sitePages(scoped, { origin, samples: () => samples(database) });
  });
  return app;
}

async function samples(database: Database): Promise<HomePageView['samples']> {
  const stored = await database.read(deployment, (reader) => findSetting(reader, 'sample'));
  return stored === undefined ? undefined : (JSON.parse(stored) as HomePageView['samples']);
}
