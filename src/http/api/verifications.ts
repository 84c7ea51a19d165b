// /v1/verifications: anyone asks whether a badge is real and still good.
import { Type } from 'typebox';
import type { FastifyRequest } from 'fastify';
import { codesByCheck } from '../../standards/checks/check-codes.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { VerifySubject } from '../../verification/verify-subject.ts';
import { invalid } from '../../kernel/problem.ts';
import type { Metrics } from '../metrics.ts';
import { UnboundValue } from '../server.ts';
import { validatorCompiler } from '../validation.ts';
import type { ApiServer } from './api-server.ts';
import { Named, Closed, Moment, OneOf, WebUrl, answer, problemAnswers } from './fields.ts';

const tags = ['Verification'];

const VerificationBody = Closed(
  {
    credential: Type.Optional(
      Type.Union(
        [Type.Object({}, { additionalProperties: true }), Type.String({ minLength: 1, maxLength: 1_000_000 })],
        {
          description: 'The credential as JSON, or as text: JSON or a compact JWT',
        },
      ),
    ),
    url: Type.Optional(WebUrl('A credential of this deployment, by its URL')),
  },
  {
    description:
      'Exactly one of `credential` and `url`. A body of type application/vc or application/ld+json is the credential itself, one of type application/vc+jwt a compact JWT.',
    examples: [{ url: 'https://badges.example.edu/credentials/cred_0hRvXkQ2mY7dWc5TzB9nLf' }],
  },
);

const CheckSchema = Named(
  'Check',
  Type.Object({
    check: OneOf(Object.keys(codesByCheck), 'What was looked at'),
    outcome: OneOf(
      ['pass', 'fail', 'unknown', 'not_applicable', 'not_evaluated'],
      '`unknown`: could not be established now; `not_evaluated`: an earlier check failed',
    ),
    code: Type.String({ description: 'Stable word for what was found' }),
    message: Type.String({ description: 'The same in a sentence, in the language of Accept-Language' }),
    pointer: Type.Optional(Type.String({ description: 'JSON Pointer into the credential' })),
    detail: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
        description: 'Technical evidence: which key, which list',
      }),
    ),
  }),
);
const ReportAnswer = Named(
  'VerificationReport',
  Type.Object({
    outcome: OneOf(['valid', 'invalid', 'indeterminate'], '`valid` only when every required check is established'),
    checks: Type.Array(CheckSchema),
    warnings: Type.Array(Type.String(), { description: 'What was passed over without deciding anything' }),
    verifiedAt: Moment('The moment all checks refer to'),
    credential: Type.Optional(
      Type.Object(
        {},
        {
          additionalProperties: true,
          description: 'The credential as it was read; believe it only when the outcome is valid',
        },
      ),
    ),
  }),
);
const reportExample = {
  outcome: 'valid',
  checks: [
    {
      check: 'proof',
      outcome: 'pass',
      code: 'ok',
      message: 'The signature fits: nothing was changed since it was signed.',
      detail: { suite: 'eddsa-rdfc-2022' },
    },
  ],
  warnings: [],
  verifiedAt: '2026-11-25T13:07:28.000Z',
};

/** The sentence for a check, in the reader's language. */
export type InWords = (report: VerificationReport, request: FastifyRequest) => object;

export function verificationRoutes(app: ApiServer, verify: VerifySubject, inWords: InWords, metrics: Metrics): void {
  app.addContentTypeParser(['application/vc+jwt', 'application/jwt'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, { credential: body }),
  );
  app.post('/v1/verifications', {
    config: { operation: 'verifications.create', judgesValues: true },
    // What a stranger hands in is judged by the checks; only the envelope of our own JSON form is held against a schema.
    validatorCompiler: (route) => {
      const validate = validatorCompiler(route);
      return (value: unknown) => (value instanceof UnboundValue ? { value } : validate(value));
    },
    preValidation: async (request) => {
      const media = request.headers['content-type'] ?? '';
      if (/^application\/(vc|ld\+json)\s*(;|$)/i.test(media) && !(request.body instanceof UnboundValue)) {
        request.body = { credential: request.body };
      }
    },
    schema: {
      operationId: 'verify',
      tags,
      security: [],
      summary: 'Verify a credential',
      description:
        'Needs no account, writes nothing, reads nothing over the network. Answers 200 with a report for every verdict. Separate checks: parse, structure, schema, context, issuer_key, proof, validity, status, achievement_issuer.',
      body: VerificationBody,
      consumes: ['application/json', 'application/vc', 'application/ld+json', 'application/vc+jwt'],
      response: {
        200: answer('The report', ReportAnswer, reportExample),
        ...problemAnswers(
          'malformed-json',
          'validation-failed',
          'payload-too-large',
          'unsupported-media-type',
          'rate-limited',
          'internal',
          'unavailable',
        ),
      },
    },
    handler: async (request) => {
      const report = await reportOn(request.body, verify);
      metrics.countVerification(report.outcome);
      return inWords(report, request);
    },
  });
}

async function reportOn(body: unknown, verify: VerifySubject): Promise<VerificationReport> {
  if (body instanceof UnboundValue) return verify.unbound(body.error);
  const { credential, url } = body as { credential?: object | string; url?: string };
  if ((credential === undefined) === (url === undefined))
    throw invalid('', 'one_of', 'Give exactly one of credential and url.');
  if (url !== undefined) {
    const found = await verify.url(url);
    if (found.ok) return found.report;
    throw invalid('/url', found.code, 'No credential could be read from this URL.');
  }
  return verify.given(typeof credential === 'string' ? credential.trim() : JSON.stringify(credential));
}
