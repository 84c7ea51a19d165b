// How an achievement is sent and shown: the members of an Open Badges 3.0 Achievement (appendix B.1), the rubric it is
// scored with, the evidence it asks for and how it is assessed.
import { Type } from 'typebox';
import { achievementTypes } from '../../standards/achievement-types.ts';
import { evidenceKinds } from '../../catalog/achievements/achievement.ts';
import { Named, Closed, Code, Id, LanguageTag, OneOf, Text, WebUrl } from './fields.ts';
import { AlignmentsSchema, Extensible, IdentifierSchema } from './open-badge-fields.ts';
import { versionExample, versionMembers } from './rubric-schemas.ts';

/** 16 KB: what a badge repeats should stay readable. */
const NARRATIVE = 16_384;
const MOST_FILE_BYTES = 50_000_000;

const RequirementBody = Closed({
  id: Code('Unique in the achievement; evidence names it'),
  name: Text(200),
  prompt: Type.Optional(Text(4000, { description: 'What the learner is asked' })),
  kind: OneOf(evidenceKinds, 'What is handed in'),
  required: Type.Boolean(),
  leastWords: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'Only for kind `text`' })),
  mostWords: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, description: 'Only for kind `text`' })),
  mediaTypes: Type.Optional(
    Type.Array(Type.String({ pattern: '^[a-z]{1,20}/[a-z0-9][a-z0-9.+-]{0,100}$', examples: ['application/pdf'] }), {
      minItems: 1,
      maxItems: 30,
      uniqueItems: true,
      description: 'Only for kind `file`: what is accepted, told by content; anything that is recognised when left out',
    }),
  ),
  mostBytes: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MOST_FILE_BYTES,
      description: 'Only for kind `file`: largest size of one file',
    }),
  ),
  mostItems: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 20, description: 'How many pieces may answer it; 1 when left out' }),
  ),
});

const RelatedBody = Closed({
  id: Type.String({
    format: 'uri',
    pattern: '^(?:https?://|urn:|did:)[^\\s<>"{}|\\\\^`]+$',
    maxLength: 2048,
    description: 'URI of the related achievement',
  }),
  inLanguage: Type.Optional(LanguageTag),
  version: Type.Optional(Text(50)),
});

const AssessmentPolicyBody = Closed(
  {
    decidedBy: OneOf(
      ['approver', 'rule'],
      '`approver`: a person who did not score decides. `rule`: a complete assessment decides by itself',
    ),
    attempts: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Without limit when left out' })),
  },
  { description: '`{"decidedBy": "approver"}` when left out' },
);

const achievementBodyExample = {
  issuerId: 'iss_0hRvXkQ2mY7dWc5TzB9nLf',
  name: 'Planning for the multi-grade room',
  description: 'Plans, teaches and reviews a lesson for several grades in one room.',
  criteria: { narrative: 'Hand in a lesson plan, a recording or photographs, and a look back of 300 words.' },
  achievementType: 'MicroCredential',
  tag: ['rural', 'teaching'],
  inLanguage: 'en',
  rubric: { id: 'rub_0hRvXkQ2mY7dWc5TzB9nLf', version: 1 },
  evidenceRequirements: [
    { id: 'lesson-plan', name: 'Lesson plan', kind: 'file', required: true, mediaTypes: ['application/pdf'] },
    { id: 'looking-back', name: 'Looking back', kind: 'text', required: true, leastWords: 300, mostWords: 800 },
  ],
};

const members = {
  issuerId: Id('issuer', 'The profile that will sign'),
  name: Text(200),
  description: Text(4000),
  criteria: Closed(
    { narrative: Text(NARRATIVE, { description: 'Markdown' }), id: Type.Optional(WebUrl('Page with the criteria')) },
    { description: 'How it is earned, in prose (OB 3.0 Criteria)' },
  ),
  achievementType: Type.Optional(Extensible(achievementTypes, 'What kind of achievement it is')),
  tag: Type.Optional(Type.Array(Text(100), { minItems: 1, maxItems: 50, uniqueItems: true })),
  alignment: Type.Optional(AlignmentsSchema),
  creditsAvailable: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  fieldOfStudy: Type.Optional(Text(200)),
  humanCode: Type.Optional(Text(100, { description: 'Code by which people know it, such as a course number' })),
  specialization: Type.Optional(Text(200)),
  inLanguage: Type.Optional(LanguageTag),
  imageId: Type.Optional(Id('image', 'An image of this institution')),
  imageCaption: Type.Optional(Text(400, { description: 'What the image shows, for people who do not see it' })),
  related: Type.Optional(Type.Array(RelatedBody, { minItems: 1, maxItems: 20 })),
  otherIdentifier: Type.Optional(Type.Array(IdentifierSchema, { minItems: 1, maxItems: 20 })),
  rubric: Closed(
    { id: Id('rubric'), version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) },
    { description: 'The rubric version it is scored with' },
  ),
  evidenceRequirements: Type.Optional(Type.Array(RequirementBody, { maxItems: 30 })),
  prerequisites: Type.Optional(
    Type.Array(Id('achievement'), {
      minItems: 1,
      maxItems: 20,
      uniqueItems: true,
      description: 'Published achievements that must be held before a submission can be sent in',
    }),
  ),
  validFor: Type.Optional(
    Closed(
      { months: Type.Integer({ minimum: 1, maximum: 1200 }) },
      { description: 'How long a credential is valid after its award; for ever when left out' },
    ),
  ),
  assessmentPolicy: Type.Optional(AssessmentPolicyBody),
};
export const AchievementBody = Closed(members, { examples: [achievementBodyExample] });

export const AchievementAnswer = Named(
  'Achievement',
  Type.Object(
    { id: Id('achievement'), ...versionMembers, ...members },
    { description: 'An achievement in one of its versions' },
  ),
);
export const achievementExample = {
  id: 'ach_0hRvXkQ2mY7dWc5TzB9nLf',
  ...versionExample,
  ...achievementBodyExample,
  assessmentPolicy: { decidedBy: 'approver' },
};
