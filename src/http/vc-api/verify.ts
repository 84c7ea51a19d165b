// POST /vc-api/credentials/verify and /vc-api/presentations/verify (VCALM 1.0): 200 when verified, otherwise 400.
import { Type } from 'typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { negotiateLocale } from '../../platform/messages/locale.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { ApiServer } from '../api/api-server.ts';
import { Closed, answer, problemAnswers } from '../api/fields.ts';
import type { InWords } from '../api/verification-words.ts';
import { clientOf } from '../client-of.ts';
import type { VerifyFor } from '../fair-verify.ts';
import { whenGone } from '../gone.ts';
import type { Metrics } from '../metrics.ts';
import { doorOutcome, letPass, malformedValue, problemsOf } from './verdict.ts';
import type { DoorProblem } from './verdict.ts';

const tags = ['VC-API'];

/** JSON with its proofs, an envelope around a JWT, or the JWT itself (RFC 7515 §3.1). */
const Subject = (what: string) =>
  Type.Union(
    [
      Type.Object({}, { additionalProperties: true }),
      Type.String({ maxLength: 1_000_000, pattern: '^[\\w-]+\\.[\\w-]+\\.[\\w-]+$' }),
    ],
    { description: `The ${what}: with its proofs, enveloped, or as a compact JWT` },
  );
const Options = Type.Object({}, { additionalProperties: true, description: 'Options that are not known are ignored' });
const AnsweredOptions = Type.Object(
  {
    challenge: Type.Optional(Type.String({ maxLength: 2048, description: 'What the holder was asked to sign' })),
    domain: Type.Optional(Type.String({ maxLength: 2048, description: 'For whom it was signed' })),
  },
  { additionalProperties: true, description: 'Given, both are compared exactly; other options are ignored' },
);

const CredentialBody = Closed(
  { verifiableCredential: Subject('credential'), options: Type.Optional(Options) },
  {
    examples: [{ verifiableCredential: { '@context': ['https://www.w3.org/ns/credentials/v2'], proof: [] } }],
  },
);
const PresentationBody = Closed(
  { verifiablePresentation: Subject('presentation'), options: Type.Optional(AnsweredOptions) },
  {
    examples: [
      {
        verifiablePresentation: {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: 'VerifiablePresentation',
        },
        options: { challenge: 'b7c9f2', domain: 'jobs.example' },
      },
    ],
  },
);

export const ProblemDetails = Type.Array(
  Type.Object({
    type: Type.String({ description: 'A problem type of the W3C data model' }),
    title: Type.String(),
    detail: Type.String(),
    code: Type.Optional(Type.String({ description: 'Stable word for what was found' })),
    pointer: Type.Optional(Type.String({ description: 'JSON Pointer to the place' })),
  }),
);
const Verdict = Type.Object({
  verified: Type.Boolean(),
  problemDetails: ProblemDetails,
  warnings: Type.Array(Type.String(), { description: 'What was passed over, such as `context:recompacted`' }),
  report: Type.Optional(Type.Ref('VerificationReport#')),
});
const notVerified = {
  verified: false,
  problemDetails: [
    {
      type: 'https://www.w3.org/TR/vc-data-model#CRYPTOGRAPHIC_SECURITY_ERROR',
      title: 'Signature',
      detail: 'The signature does not fit: something was changed since it was signed.',
      code: 'proof:signature',
    },
  ],
  warnings: [],
};

const answers = {
  200: answer('Verified', Verdict, { verified: true, problemDetails: [], warnings: [] }),
  ...problemAnswers('payload-too-large', 'unsupported-media-type', 'rate-limited', 'internal', 'unavailable'),
  400: answer('Not verified, or not a request of this form', Verdict, notVerified),
};

export function verifyRoutes(app: ApiServer, verifyFor: VerifyFor, inWords: InWords, metrics: Metrics): void {
  const told = (report: VerificationReport, fits: boolean, request: FastifyRequest, reply: FastifyReply): object => {
    metrics.countVerification(report.outcome);
    const t = translatorFor(negotiateLocale(request.headers['accept-language']));
    const verified = fits && doorOutcome(report) === 'valid';
    const problemDetails = verified ? [] : [...(fits ? [] : [anotherKind]), ...problemsOf(report, t)];
    void reply.code(verified ? 200 : 400);
    const warnings = [...report.warnings, ...letPass(report)];
    return { verified, problemDetails, warnings, report: inWords(report, request) };
  };
  app.post('/vc-api/credentials/verify', {
    config: { operation: 'vc-api.verify-credential' },
    schema: {
      operationId: 'vcApiVerifyCredential',
      tags,
      security: [],
      summary: 'Verify a credential (VC-API)',
      description:
        'Exactly 200 when it is verified and 400 otherwise. The key must be one of the issuer; beside a proof of the issuer, proofs of others under did:key may stand.',
      body: CredentialBody,
      response: answers,
    },
    handler: async (request, reply) => {
      const report = await verifyFor(clientOf(request)).given(textOf(request.body.verifiableCredential), {
        coSigners: 'self-contained',
        signal: whenGone(reply),
      });
      return told(report, report.kind !== 'presentation', request, reply);
    },
  });
  app.post('/vc-api/presentations/verify', {
    config: { operation: 'vc-api.verify-presentation' },
    schema: {
      operationId: 'vcApiVerifyPresentation',
      tags,
      security: [],
      summary: 'Verify a presentation (VC-API)',
      description:
        'The presentation and every credential in it. Exactly 200 when all of it is verified and 400 otherwise.',
      body: PresentationBody,
      response: answers,
    },
    handler: async (request, reply) => {
      const { verifiablePresentation, options = {} } = request.body;
      const { challenge, domain } = options;
      const report = await verifyFor(clientOf(request)).given(textOf(verifiablePresentation), {
        signal: whenGone(reply),
        coSigners: 'self-contained',
        ...(challenge !== undefined && { challenge }),
        ...(domain !== undefined && { domain }),
      });
      const fits = report.kind === 'presentation' || report.kind === 'unreadable';
      return told(report, fits, request, reply);
    },
  });
}

const anotherKind: DoorProblem = {
  type: malformedValue,
  title: 'Another kind of document',
  detail: 'Credentials and presentations are verified at addresses of their own.',
  code: 'another_kind',
};

function textOf(given: object | string): string {
  return typeof given === 'string' ? given : JSON.stringify(given);
}
