// The Fastify server without any route of ours: parsing, validation, problems, logs, limits and a clean stop.
import fastify, { LogController } from 'fastify';
import type { ConnectionError, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { Ids } from '../kernel/id.ts';
import { parseJson } from '../kernel/json.ts';
import type { JsonError } from '../kernel/json.ts';
import { Problem, notFound } from '../kernel/problem.ts';
import { networkOf } from '../platform/outgoing/network-of.ts';
import { believed, clientOf } from './client-of.ts';
import type { TrustedProxies } from './client-of.ts';
import { countValues } from './count-values.ts';
import { failureLog } from './log-failure.ts';
import { problemDocument, translate } from './problem.ts';
import { stopCleanly } from './stop-cleanly.ts';
import { validatorCompiler } from './validation.ts';

export interface ServerOptions {
  readonly origin: string;
  readonly ids: Ids;
  readonly logLevel: string;
  readonly trustProxy: TrustedProxies;
  readonly requestsPerMinute: number;
  readonly production: boolean;
  /** Where log lines go; standard output when left out. */
  readonly logStream?: { write(line: string): void };
  /** Renders a problem as a page for people who ask for HTML. */
  readonly errorPage: (problem: Problem, request: FastifyRequest) => string;
}

export const BODY_LIMIT_BYTES = 1_048_576;

/** Most values of a JSON body, and of one that is read here although a judge in its own thread could. */
const MOST_VALUES = 50_000;
const MOST_VALUES_HERE = 5_000;
const tooManyValues = `A JSON body may hold ${MOST_VALUES} values.`;

export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 25_000,
    // Looked at every five seconds, so that a silent request is gone within thirty.
    http: { connectionsCheckingInterval: 5_000 },
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, options.origin),
    keepAliveTimeout: 15_000,
    connectionTimeout: 60_000,
    frameworkErrors: (error, _request, reply) => answerUnroutable(error, reply, options.origin),
    trustProxy: believed(options.trustProxy),
    genReqId: () => options.ids.next('request'),
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    logger: {
      level: options.logLevel,
      base: null,
      ...(options.logStream !== undefined && { stream: options.logStream }),
      redact: { paths: ['headers', '*.headers', 'authorization'], remove: true },
    },
    routerOptions: { maxParamLength: 200, caseSensitive: true, ignoreTrailingSlash: false },
    exposeHeadRoutes: true,
  });
  app.setValidatorCompiler(validatorCompiler);
  // Answers are sent as they are: a serializer made from a schema would drop members that it does not know.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  parseJsonStrictly(app);
  handleErrors(app, options);
  stopCleanly(app);
  refuseOddRequests(app);
  logAnswers(app);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: options.production ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginEmbedderPolicy: false,
  });
  await app.register(rateLimit, {
    global: true,
    // Before the body is read; whoever asks is known by then.
    hook: 'onRequest',
    timeWindow: 60_000,
    max: (request: FastifyRequest) =>
      request.principal?.kind === 'key' ? options.requestsPerMinute * 10 : options.requestsPerMinute,
    keyGenerator: clientOf,
    allowList: (request: FastifyRequest) =>
      request.principal?.kind === 'operator' || request.url.startsWith('/health/'),
    errorResponseBuilder: (_request, context) => tooMany(Math.ceil(context.ttl / 1000)),
  });
  refuseUnknownPaths(app, options);
  return app;
}

/** A path that leads nowhere is answered before its body is read, and counts like any other request. */
function refuseUnknownPaths(app: FastifyInstance, { requestsPerMinute }: ServerOptions): void {
  const check = app.createRateLimit({
    max: requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => networkOf(request.ip),
  });
  app.addHook('onRequest', async (request) => {
    if (!request.is404) return;
    const limit = await check(request);
    if (!limit.isAllowed && limit.isExceeded) throw tooMany(Math.ceil(limit.ttlInSeconds));
    throw notFound();
  });
}

export function tooMany(retryAfterSeconds: number): Problem {
  return new Problem('rate-limited', { detail: 'Too many requests. Try again later.', retryAfterSeconds });
}

/** A body that was readable but holds a value no signature can bind; only routes that judge values are given it. */
export class UnboundValue {
  readonly error: JsonError;

  constructor(error: JsonError) {
    this.error = error;
  }
}

/** One hardened parser for every JSON body; no other media type is read unless a plugin adds its own. */
function parseJsonStrictly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'application/ld+json', 'application/vc', 'application/vc+ld+json', 'application/problem+json'],
    { parseAs: 'buffer' },
    (request, body, done) => {
      const refused = refuseCharset(request);
      if (refused !== undefined) {
        done(refused);
        return;
      }
      const values = countValues(typeof body === 'string' ? Buffer.from(body) : body);
      if (request.routeOptions.config.judgesValues === true && values > MOST_VALUES_HERE && !isOurForm(request)) {
        done(null, body);
        return;
      }
      if (values > MOST_VALUES) {
        done(new Problem('payload-too-large', { code: 'too_many_values', detail: tooManyValues }));
        return;
      }
      const parsed = parseJson(body);
      if (parsed.ok) {
        done(null, parsed.value);
        return;
      }
      const { slug, code, pointer, detail } = parsed.error;
      const judged = request.routeOptions.config.judgesValues === true && slug === 'validation-failed';
      if (judged) done(null, new UnboundValue(parsed.error));
      else done(new Problem(slug, { code, detail, errors: [{ pointer, code, detail }] }));
    },
  );
}

/** Our own JSON form has to be read here; a credential that is the whole body can go on as it is. */
function isOurForm(request: FastifyRequest): boolean {
  return /^application\/json\b/i.test(request.headers['content-type'] ?? '');
}

function refuseCharset(request: FastifyRequest): Problem | undefined {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return undefined;
  return new Problem('unsupported-media-type', { detail: 'JSON is read as UTF-8 only.' });
}

function handleErrors(app: FastifyInstance, options: ServerOptions): void {
  const logFailure = failureLog();
  const send = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const { problem, traceId } = translate(error);
    if (traceId !== undefined) {
      const route = request.routeOptions.url;
      logFailure(request.log, { problem, error, traceId, requestId: request.id, route });
    }
    if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.retryAfterSeconds);
    if (problem.status === 413 || problem.status === 408) void reply.header('connection', 'close');
    void reply.code(problem.status).header('cache-control', 'no-store');
    if (wantsHtml(request)) return reply.type('text/html; charset=utf-8').send(options.errorPage(problem, request));
    return reply
      .type('application/problem+json')
      .serializer(JSON.stringify)
      .send(problemDocument(problem, options.origin, traceId));
  };
  app.setErrorHandler((error: FastifyError, request, reply) => send(error, request, reply));
}

/** The path could not be read, so there is no route whose hooks would set the usual headers. */
function answerUnroutable(error: FastifyError, reply: FastifyReply, origin: string): void {
  const { problem } = translate(error);
  void reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemDocument(problem, origin));
}

/** What is needed of a connection to answer on it and be done with it. */
interface AnswerableSocket {
  readonly writable: boolean;
  destroy(): unknown;
  end(text: string): unknown;
}

/** The request could not be read at all, so there is no reply to send with: the problem is written to the socket. */
function answerUnreadable(error: ConnectionError, socket: AnswerableSocket, origin: string): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const problem = late
    ? new Problem('request-timeout', { detail: 'The request did not arrive within the time allowed.' })
    : new Problem('validation-failed', { code: 'unreadable_request', detail: 'The request is not readable HTTP.' });
  const body = JSON.stringify(problemDocument(problem, origin));
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${late ? 'Request Timeout' : 'Bad Request'}`,
      'content-type: application/problem+json',
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** Only pages answer people in HTML; the API speaks problem details whatever the browser asks for. */
function wantsHtml(request: FastifyRequest): boolean {
  if (request.url.startsWith('/v1/')) return false;
  return (request.headers.accept ?? '').split(',').some((part) => part.trim().startsWith('text/html'));
}

/** Two Host headers or a compressed body are refused before anything reads them. */
function refuseOddRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    const hosts = request.raw.rawHeaders.filter(
      (name, index) => index % 2 === 0 && name.toLowerCase() === 'host',
    ).length;
    if (hosts > 1) throw new Problem('validation-failed', { detail: 'The request has more than one Host header.' });
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity') {
      throw new Problem('unsupported-media-type', { detail: 'Send the body without Content-Encoding.' });
    }
  });
}

function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const { principal } = request;
    request.log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
        ...(principal?.kind === 'key' && { keyId: principal.keyId }),
      },
      'request answered',
    );
  });
}
