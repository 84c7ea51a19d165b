// What is sent to and answered by /v1/verifications, as schemas with their examples.
import { Type } from 'typebox';
import { codesByCheck } from '../../standards/checks/check-codes.ts';
import { MOST_SUBJECTS } from './verification-request.ts';
import { Closed, Id, Moment, Named, OneOf, WebUrl } from './fields.ts';

const Credential = Type.Union(
  [Type.Object({}, { additionalProperties: true }), Type.String({ minLength: 1, maxLength: 1_000_000 })],
  { description: 'The credential as JSON, or as text: JSON or a compact JWT' },
);
const CredentialUrl = WebUrl(
  'Where the credential lies: as JSON, as a JWT, inside a PNG or SVG, or linked from a page about it. Only https to public addresses is followed',
);
const identityTypes = [
  'name',
  'sourcedId',
  'systemId',
  'productId',
  'userName',
  'accountId',
  'emailAddress',
  'nationalIdentityNumber',
  'lisSourcedId',
  'oneRosterSourcedId',
  'sisSourcedId',
  'identifier',
];
const Recipient = Type.Union(
  [
    Closed({
      identifier: Type.String({ minLength: 1, maxLength: 500, description: 'For example an e-mail address' }),
      identityType: Type.Optional(
        Type.String({
          pattern: `^(?:${identityTypes.join('|')}|ext:\\S{1,100})$`,
          description: 'IdentifierTypeEnum of Open Badges 3.0; `emailAddress` when left out',
          examples: ['emailAddress'],
        }),
      ),
    }),
    Closed({ id: Type.String({ minLength: 1, maxLength: 2048, description: 'For example a DID' }) }),
  ],
  { description: 'Whom you expect the credential to be about. Compared, never kept, never logged' },
);

export const VerificationBody = Closed(
  {
    credential: Type.Optional(Credential),
    url: Type.Optional(CredentialUrl),
    credentials: Type.Optional(
      Type.Array(
        Closed({
          credential: Type.Optional(Credential),
          url: Type.Optional(CredentialUrl),
          recipient: Type.Optional(Recipient),
        }),
        {
          minItems: 1,
          maxItems: MOST_SUBJECTS,
          description: 'Several at once, each with exactly one of `credential` and `url`; answered in this order',
        },
      ),
    ),
    recipient: Type.Optional(Recipient),
    evidence: Type.Optional(
      Type.Boolean({ description: 'Fetch the evidence that can be had, and compare its digests' }),
    ),
    requireTrustedIssuer: Type.Optional(
      Type.Boolean({
        description: 'Valid only when a registry that the operator has configured vouches for the issuer',
      }),
    ),
    challenge: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2048, description: 'What a presentation had to answer' }),
    ),
    domain: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2048, description: 'For whom a presentation was made' }),
    ),
    share: Type.Optional(
      Type.Boolean({ description: 'Keep the report for 30 days under an address that cannot be guessed' }),
    ),
  },
  {
    description: 'Exactly one of `credential`, `url` and `credentials`; everything else applies to all of them.',
    examples: [
      {
        url: 'https://badges.example.edu/credentials/cred_0hRvXkQ2mY7dWc5TzB9nLf',
        recipient: { identifier: 'maria@example.edu' },
      },
      {
        credentials: [
          { url: 'https://badges.example.edu/credentials/cred_0hRvXkQ2mY7dWc5TzB9nLf' },
          { credential: 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6d2ViOmUuZXhhbXBsZSJ9.c2lnbmF0dXJl' },
        ],
        requireTrustedIssuer: true,
      },
    ],
  },
);

/** For the document only: the parts of a form are checked where they are read. */
export const UploadForm = Type.Object(
  {
    file: Type.Optional(
      Type.Array(Type.String({ format: 'binary' }), {
        description: 'Files with JSON, a JWT, or a PNG or SVG with the credential inside; 2 MB at most each',
      }),
    ),
    url: Type.Optional(Type.Array(CredentialUrl)),
    credential: Type.Optional(Type.Array(Type.String({ description: 'JSON or a compact JWT' }))),
    email: Type.Optional(Type.String({ description: 'Of whom you expect the credentials to be about' })),
    evidence: Type.Optional(OneOf(['true', 'false'], 'As in the JSON form')),
    requireTrustedIssuer: Type.Optional(OneOf(['true', 'false'], 'As in the JSON form')),
    challenge: Type.Optional(Type.String()),
    domain: Type.Optional(Type.String()),
    share: Type.Optional(OneOf(['true', 'false'], 'As in the JSON form')),
  },
  { description: `Up to ${MOST_SUBJECTS} of \`file\`, \`url\` and \`credential\` together, 20 MB at most` },
);

const CheckSchema = Named(
  'Check',
  Type.Object({
    check: OneOf(Object.keys(codesByCheck), 'What was looked at'),
    outcome: OneOf(
      ['pass', 'fail', 'unknown', 'not_applicable', 'not_evaluated'],
      '`unknown`: could not be established now; `not_evaluated`: an earlier check failed, or nobody asked',
    ),
    code: Type.String({ description: 'Stable word for what was found' }),
    name: Type.String({ description: 'What was looked at, in words' }),
    message: Type.String({ description: 'What was found in a sentence, in the language of Accept-Language' }),
    next: Type.Optional(Type.String({ description: 'What can be done about it' })),
    pointer: Type.Optional(Type.String({ description: 'JSON Pointer into the credential' })),
    detail: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
        description: 'Technical evidence: which key, which list, how old',
      }),
    ),
  }),
);

const reportMembers = {
  outcome: OneOf(['valid', 'invalid', 'indeterminate'], '`valid` only when every required check is established'),
  kind: OneOf(
    ['open-badge', 'endorsement', 'clr', 'status-list', 'credential', 'presentation', 'open-badge-2', 'unreadable'],
    'What was handed in',
  ),
  media: OneOf(['json', 'jwt', 'png', 'svg'], 'How it was handed in'),
  dataModel: Type.Optional(OneOf(['2.0', '1.1'], 'Version of the W3C data model')),
  checks: Type.Array(CheckSchema),
  warnings: Type.Array(Type.String(), {
    description: '`check:code` of what was passed over without deciding anything',
  }),
  warningMessages: Type.Optional(
    Type.Record(Type.String(), Type.String(), { description: 'The warnings in sentences' }),
  ),
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
  openBadge2: Type.Optional(
    Type.Object({}, { additionalProperties: true, description: 'Of a badge of the older kind, what was read of it' }),
  ),
};
const PartSchema = Named(
  'VerificationPart',
  Type.Object({
    pointer: Type.String({ description: 'JSON Pointer to where it stands' }),
    role: OneOf(['credential', 'endorsement'], 'What it is to the document around it'),
    ...reportMembers,
  }),
);
const parts = Type.Optional(
  Type.Array(PartSchema, { description: 'Credentials and endorsements inside it, each verified on its own' }),
);

export const ReportAnswer = Named(
  'VerificationReport',
  Type.Object({
    ...reportMembers,
    parts,
    id: Type.Optional(Id('verification', 'Of a shared report: by which it can be read again')),
    shareUrl: Type.Optional(
      Type.String({ description: 'Of a shared report: its page for people; whoever has the address may read it' }),
    ),
    sharedAt: Type.Optional(Moment('Of a shared report: when it was shared')),
    expiresAt: Type.Optional(Moment('Of a shared report: when it is deleted')),
  }),
);
export const VerificationAnswer = Type.Union(
  [
    ReportAnswer,
    Type.Object({
      results: Type.Array(
        Type.Union([
          Type.Object({ report: ReportAnswer }),
          Type.Object({ problem: Type.Unsafe<object>({ $ref: 'Problem#' }) }),
        ]),
        { description: 'In the order of the request' },
      ),
    }),
  ],
  { description: 'The report, or the results when several were asked for' },
);

export const VerificationIdParams = Closed({ verificationId: Id('verification') });

export const reportExample = {
  outcome: 'valid',
  kind: 'open-badge',
  media: 'json',
  dataModel: '2.0',
  checks: [
    {
      check: 'proof',
      outcome: 'pass',
      code: 'ok',
      name: 'Signature',
      message: 'The signature fits: nothing was changed since it was signed.',
      detail: { suite: 'eddsa-rdfc-2022' },
    },
  ],
  warnings: [],
  verifiedAt: '2026-11-25T13:07:28.000Z',
};
export const sharedReportExample = {
  ...reportExample,
  id: 'ver_0hRvXkQ2mY7dWc5TzB9nLf',
  shareUrl: 'https://badges.example.edu/verify/ver_0hRvXkQ2mY7dWc5TzB9nLf',
  sharedAt: '2026-11-25T13:07:28.000Z',
  expiresAt: '2026-12-25T13:07:28.000Z',
};
