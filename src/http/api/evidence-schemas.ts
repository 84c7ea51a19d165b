// Shapes of submissions and their evidence.
import { Type } from 'typebox';
import { evidenceKinds } from '../../catalog/achievements/achievement.ts';
import { Named, Closed, Code, Id, Moment, OneOf, Sha256, Text, WebUrl } from './fields.ts';

const StructuredResultSchema = Closed(
  {
    value: Type.Number({ description: 'What was measured' }),
    most: Type.Optional(Type.Number({ description: 'The highest value there could be' })),
    unit: Type.Optional(Text(40)),
    source: Type.Optional(Text(200, { description: 'Where it was measured, such as the name of a course' })),
    measuredAt: Type.Optional(Moment('When it was measured')),
  },
  { description: 'A measured outcome: a quiz score, hours, a checklist' },
);

export const EvidenceBody = Closed(
  {
    requirement: Code('Id of the requirement that it answers'),
    description: Type.Optional(Text(2000, { description: 'For the assessor; never in the badge' })),
    text: Type.Optional(Text(100_000)),
    url: Type.Optional(WebUrl('Where the work can be seen')),
    result: Type.Optional(StructuredResultSchema),
  },
  {
    description: 'Exactly one of `text`, `url` and `result`, as the requirement’s kind says',
    examples: [{ requirement: 'context', text: 'I teach a multi-age class of nineteen children in two grades…' }],
  },
);

export const EvidenceAnswer = Named(
  'Evidence',
  Type.Object({
    id: Id('evidence'),
    requirement: Type.Optional(Type.String()),
    kind: OneOf(evidenceKinds, 'What kind of evidence it is'),
    name: Type.String({ description: 'Name of the requirement' }),
    description: Type.Optional(Type.String()),
    text: Type.Optional(Type.String()),
    url: Type.Optional(Type.String()),
    result: Type.Optional(StructuredResultSchema),
    fileName: Type.Optional(Type.String()),
    mediaType: Type.Optional(Type.String({ description: 'By content' })),
    sizeBytes: Type.Optional(Type.Integer()),
    sha256: Type.Optional(Sha256('SHA-256 of the text, the file, or the canonical JSON of the result')),
    createdAt: Moment('When it was added'),
  }),
);

export const evidenceExample = {
  id: 'evi_0hRvXkQ2mY7dWc5TzB9nLf',
  requirement: 'lesson-plan',
  kind: 'file',
  name: 'Lesson plan',
  fileName: 'watershed-week.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 48_213,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  createdAt: '2026-11-25T13:07:28.000Z',
};

export const AttestationSchema = Closed(
  {
    ownWork: Type.Boolean({ description: 'The work is my own' }),
    privacyOfOthers: Type.Boolean({ description: 'Others who appear in it have agreed' }),
  },
  { description: 'Both must be true' },
);

export const SubmissionAnswer = Named(
  'Submission',
  Type.Object({
    id: Id('submission'),
    achievementId: Id('achievement'),
    achievementVersion: Type.Integer(),
    recipientId: Id('recipient'),
    attempt: Type.Integer({ description: 'Counts the recipient’s attempts at this achievement' }),
    previousSubmissionId: Type.Optional(Id('submission')),
    origin: OneOf(['submitted', 'reported'], 'Handed in here, or only recorded here'),
    state: OneOf(['draft', 'submitted', 'in-assessment', 'decided', 'withdrawn'], 'Where it stands'),
    changeNote: Type.Optional(Type.String()),
    attestation: Type.Optional(AttestationSchema),
    evidence: Type.Array(EvidenceAnswer),
    createdAt: Moment('When it was started'),
    submittedAt: Type.Optional(Moment('When it was handed in')),
    decidedAt: Type.Optional(Moment('When it was decided')),
  }),
);

export const submissionExample = {
  id: 'sub_0hRvXkQ2mY7dWc5TzB9nLf',
  achievementId: 'ach_0hRvXkQ2mY7dWc5TzB9nLf',
  achievementVersion: 1,
  recipientId: 'rcp_0hRvXkQ2mY7dWc5TzB9nLf',
  attempt: 1,
  origin: 'submitted',
  state: 'draft',
  evidence: [evidenceExample],
  createdAt: '2026-11-25T13:07:28.000Z',
};
