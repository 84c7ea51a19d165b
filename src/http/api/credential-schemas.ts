// Shapes of credentials and of reports from which one is issued.
import { Type } from 'typebox';
import { proofSuites } from '../../catalog/issuers/issuer.ts';
import { MarkSchema, ReportedAssessorSchema } from './assessments.ts';
import { Named, Closed, Code, Id, Moment, OneOf, Sha256, Text, WebUrl } from './fields.ts';
import { RecipientBody } from './recipients.ts';

export const CredentialAnswer = Named(
  'Credential',
  Type.Object({
    id: Id('credential'),
    url: Type.String({ format: 'uri', description: 'Where anyone finds it: page or signed document by `Accept`' }),
    state: OneOf(['prepared', 'signing', 'published', 'burned'], 'How far issuing has come'),
    status: OneOf(['active', 'suspended', 'revoked'], 'What verifiers see'),
    statusReason: Type.Optional(Type.String()),
    achievementId: Id('achievement'),
    achievementVersion: Type.Integer(),
    recipientId: Id('recipient'),
    issuerId: Id('issuer'),
    decisionId: Id('decision'),
    proofSuite: OneOf(proofSuites, 'How it is signed'),
    validFrom: Moment('From when it is valid'),
    validUntil: Type.Optional(Moment('Until when it is valid')),
    createdAt: Moment('When it was prepared'),
    publishedAt: Type.Optional(Moment('When it was signed and published')),
    sha256: Type.Optional(Sha256('SHA-256 of the signed document')),
    document: Type.Optional(
      Type.Object({}, { additionalProperties: true, description: 'The signed credential, when it is published' }),
    ),
  }),
);
export const credentialExample = {
  id: 'cred_0hRvXkQ2mY7dWc5TzB9nLf',
  url: 'https://badges.example.edu/credentials/cred_0hRvXkQ2mY7dWc5TzB9nLf',
  state: 'published',
  status: 'active',
  achievementId: 'ach_0hRvXkQ2mY7dWc5TzB9nLf',
  achievementVersion: 1,
  recipientId: 'rcp_0hRvXkQ2mY7dWc5TzB9nLf',
  issuerId: 'iss_0hRvXkQ2mY7dWc5TzB9nLf',
  decisionId: 'dec_0hRvXkQ2mY7dWc5TzB9nLf',
  proofSuite: 'eddsa-rdfc-2022',
  validFrom: '2026-11-25T13:07:28.000Z',
  createdAt: '2026-11-25T13:07:28.000Z',
  publishedAt: '2026-11-25T13:07:29.000Z',
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};

export const ReportBody = Closed(
  {
    achievementId: Id('achievement'),
    version: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1_000_000,
        description: 'The published version that was assessed; the last one when left out',
      }),
    ),
    recipientId: Type.Optional(Id('recipient')),
    recipient: Type.Optional(RecipientBody),
    marks: Type.Optional(Type.Array(MarkSchema, { minItems: 1, maxItems: 60, description: 'A level per criterion' })),
    results: Type.Optional(
      Type.Array(
        Closed({
          criterion: Code('Id of the criterion'),
          points: Type.Number({
            description: 'Points on the rubric’s scale; counts as the highest level that they reach',
          }),
          comment: Type.Optional(Text(4000)),
        }),
        { minItems: 1, maxItems: 60, description: 'Points per criterion, instead of marks' },
      ),
    ),
    evidence: Type.Optional(
      Type.Array(
        Closed({
          name: Text(200),
          description: Type.Optional(Text(2000, { description: 'Public: it stands in the badge' })),
          url: Type.Optional(WebUrl('Where it can be seen')),
          mediaType: Type.Optional(Type.String({ pattern: '^[a-z]+/[a-z0-9.+-]+$', maxLength: 100 })),
          sha256: Type.Optional(Sha256('SHA-256 of the file')),
        }),
        { maxItems: 50 },
      ),
    ),
    assessedBy: ReportedAssessorSchema,
    assessedAt: Type.Optional(Moment('When it was assessed; now when left out')),
    reason: Type.Optional(Text(4000, { description: 'For the record' })),
    narrative: Type.Optional(Text(16_384, { description: 'What the badge tells of how it was earned; public' })),
    proofSuite: Type.Optional(OneOf(proofSuites, 'How this credential is signed, when not as the issuer usually does')),
  },
  {
    description: 'Exactly one of `recipientId` and `recipient`; exactly one of `marks` and `results`',
    examples: [
      {
        achievementId: 'ach_0hRvXkQ2mY7dWc5TzB9nLf',
        recipient: { name: 'Jordan Whitaker', email: 'jordan@example.edu' },
        marks: [{ criterion: 'local-knowledge', level: 'proficient' }],
        evidence: [
          {
            name: 'Unit plan',
            mediaType: 'application/pdf',
            sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
          },
        ],
        assessedBy: {
          name: 'Dr. Ana Ruiz',
          organization: 'Cumberland Plateau Teaching Cooperative',
          source: 'LMS course TRS-101',
        },
      },
    ],
  },
);
