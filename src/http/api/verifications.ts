// /v1/verifications: anyone asks whether a badge is real and still good, and may keep the answer where others can read it.
import { Type } from 'typebox';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.ts';
import { refusedToShare } from '../../verification/shared-reports/shared-report.ts';
import type {
  Finding,
  KeptFinding,
  SharedReport,
  SharedReports,
} from '../../verification/shared-reports/shared-reports.ts';
import { clientOf } from '../client-of.ts';
import type { VerifyFor } from '../fair-verify.ts';
import type { Metrics } from '../metrics.ts';
import { problemDocument } from '../problem.ts';
import { whenGone } from '../gone.ts';
import { UnboundValue } from '../server.ts';
import { validatorCompiler } from '../validation.ts';
import type { ApiServer } from './api-server.ts';
import { answer, creatingHeaders, problemAnswers } from './fields.ts';
import { TIME_FOR_ALL, findingsOf } from './verification-findings.ts';
import type { Found } from './verification-findings.ts';
import type { VerificationLimits } from './verification-limits.ts';
import { askingOfCredential, askingOfJson, bodyForms, callOf } from './verification-request.ts';
import type { Asking } from './verification-request.ts';
import {
  ReportAnswer,
  UploadForm,
  VerificationAnswer,
  VerificationBody,
  VerificationIdParams,
  reportExample,
  sharedReportExample,
} from './verification-schemas.ts';
import { MOST_FILE_BYTES, askingOfUpload, readUploads } from './verification-upload.ts';
import { inWords } from './verification-words.ts';

const tags = ['Verification'];

export interface VerificationCases {
  readonly verifyFor: VerifyFor;
  readonly sharedReports: SharedReports;
  readonly metrics: Metrics;
  readonly origin: string;
  readonly limits: VerificationLimits;
}

/** A plugin of its own, because here a body may be a picture, a form or a JWT. */
export async function verificationRoutes(app: ApiServer, cases: VerificationCases): Promise<void> {
  const { verifyFor, sharedReports, metrics, origin, limits } = cases;
  readCredentialBodies(app);
  await readUploads(app);
  app.post('/v1/verifications', {
    config: { operation: 'verifications.create', judgesValues: true },
    // What a stranger hands in is judged by the checks; only the envelope of our own JSON form is held against a schema.
    validatorCompiler: (route) => {
      const isJson = (route as { readonly contentType?: string }).contentType === 'application/json';
      if (route.httpPart === 'body' && !isJson) return (value: unknown) => ({ value });
      const validate = validatorCompiler(route);
      return (value: unknown) => (value instanceof UnboundValue ? { value } : validate(value));
    },
    schema: {
      operationId: 'verify',
      tags,
      security: [],
      summary: 'Verify credentials',
      description:
        'Needs no account. Answers 200 with a report for every verdict; separate checks say what was found. The body is our JSON form for one or up to 100 credentials, or a form with files, links and texts, or the credential itself as JSON, as a compact JWT or as a baked picture. Several are answered in order, each with a report or a problem of its own, and each counts as one request. Nothing is written unless `share` is true; then the report is kept for 30 days under an address that cannot be guessed, up to 256 KB each, without pictures inside the credential and without what names a person in the clear.',
      headers: creatingHeaders,
      body: {
        content: {
          'application/json': { schema: VerificationBody },
          'multipart/form-data': { schema: UploadForm },
          ...Object.fromEntries(Object.entries(bodyForms).map(([type, form]) => [type, { schema: bodySchemas[form] }])),
        },
      },
      response: {
        200: answer('The report, or one result for each that was asked for', VerificationAnswer, reportExample),
        ...problemAnswers(
          'malformed-json',
          'malformed-multipart',
          'validation-failed',
          'unauthenticated',
          'conflict',
          'payload-too-large',
          'unsupported-media-type',
          'nothing-to-verify',
          'idempotency-mismatch',
          'rate-limited',
          'internal',
          'unavailable',
        ),
      },
    },
    handler: async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const asking = await askingOf(request);
      await limits.countSubjects(request, asking.subjects);
      const call = callOf(request, asking);
      const before = asking.share ? await sharedReports.answerTo(call) : undefined;
      if (before !== undefined) return answerOf(before, asking, request);
      if (asking.share) await limits.countShared(request, asking.subjects.length);
      const time = AbortSignal.any([AbortSignal.timeout(TIME_FOR_ALL), whenGone(reply)]);
      const findings = await findingsOf(asking, verifyFor(clientOf(request)), time);
      for (const found of findings) if ('report' in found) metrics.countVerification(found.report.outcome);
      const answered = asking.share ? findings.map(shareable) : findings;
      const [only] = answered;
      if (!asking.several && only !== undefined && 'problem' in only) throw only.problem;
      const told = answered.map((found) =>
        'report' in found ? found : { problem: problemDocument(found.problem, origin) },
      );
      return answerOf(asking.share ? await sharedReports.keep(call, told) : told, asking, request);
    },
  });
  app.get('/v1/verifications/:verificationId', {
    config: { operation: 'verifications.read' },
    schema: {
      operationId: 'readVerification',
      tags,
      security: [],
      summary: 'Read a shared report',
      description:
        'The report as it was when it was shared: nothing is verified again. Kept for 30 days; after that it is answered like one that never was. Whom the asker expected it to be about is not in it.',
      params: VerificationIdParams,
      response: {
        200: answer('The report', ReportAnswer, sharedReportExample),
        ...problemAnswers('not-found', 'unauthenticated', 'rate-limited', 'internal', 'unavailable'),
      },
    },
    handler: async (request, reply) => {
      const shared = await sharedReports.read(request.params.verificationId);
      void reply.header('cache-control', 'private, no-store').header('x-robots-tag', 'noindex');
      return sharedInWords(shared, request);
    },
  });

  const sharedInWords = ({ id, report, sharedAt, expiresAt }: SharedReport, request: FastifyRequest): object => ({
    ...inWords(report, request),
    id,
    shareUrl: `${origin}/verify/${id}`,
    sharedAt,
    expiresAt,
  });
  const answerOf = (findings: readonly Told[], { several }: Asking, request: FastifyRequest): object => {
    const results = findings.map((found) => {
      if ('problem' in found) return found;
      return { report: 'shared' in found ? sharedInWords(found.shared, request) : inWords(found.report, request) };
    });
    if (several) return { results };
    const [only] = results;
    // One thing alone that gave nothing was thrown as its problem, so there is a report.
    if (only === undefined || !('report' in only)) throw new Error('A request for one credential has no report.');
    return only.report;
  };
}

/** What is too large to be kept is told as that, beside the others that are kept. */
function shareable(found: Found): Found {
  const refused = 'report' in found ? refusedToShare(found.report) : undefined;
  return refused === undefined ? found : { problem: refused };
}

type Told = Finding | KeptFinding;

const bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary', description: 'A picture of at most 2 MB' });
const compactJwt = Type.String({ description: 'A compact JWT' });
const bodySchemas = {
  json: Type.Object({}, { additionalProperties: true, description: 'The credential itself' }),
  jwt: compactJwt,
  text: compactJwt,
  picture: bytes,
} as const;

function readCredentialBodies(app: ApiServer): void {
  app.addContentTypeParser(
    ['application/vc+jwt', 'application/jwt', 'text/plain'],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser(
    ['image/png', 'image/svg+xml'],
    { parseAs: 'buffer', bodyLimit: MOST_FILE_BYTES },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser('*', (_request, _payload, done) => done(notReadHere()));
}

/** @throws Problem as the readers of each form do */
async function askingOf(request: FastifyRequest): Promise<Asking> {
  const mediaType = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (mediaType === 'multipart/form-data') return askingOfUpload(request);
  if (mediaType === 'application/json') return askingOfJson(request.body);
  if (!isBodyType(mediaType)) throw notReadHere();
  return askingOfCredential(request.body, bodyForms[mediaType]);
}

function isBodyType(mediaType: string): mediaType is keyof typeof bodyForms {
  return Object.hasOwn(bodyForms, mediaType);
}

function notReadHere(): Problem {
  const types = ['application/json', 'multipart/form-data', ...Object.keys(bodyForms)];
  return new Problem('unsupported-media-type', { detail: `Send the body as one of: ${types.join(', ')}.` });
}
