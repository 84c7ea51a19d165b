// How a rubric is sent and shown. Limits keep a badge that repeats the whole rubric within what is signed and verified.
import { Type } from 'typebox';
import { Named, Closed, Code, Id, Moment, OneOf, Text } from './fields.ts';
import { AlignmentSchema } from './open-badge-fields.ts';

const alignment = Type.Optional(Type.Array(AlignmentSchema, { minItems: 1, maxItems: 5 }));

const LevelBody = Closed({
  id: Type.Optional(Code('Unique in its criterion; made from the name when left out')),
  name: Text(200),
  description: Type.Optional(Text(4000, { description: 'What work at this level looks like' })),
  points: Type.Number({
    minimum: -1000,
    maximum: 1_000_000,
    description: 'Decides the order of levels, lowest first; no two levels of a criterion have the same',
  }),
  alignment,
});

const CriterionBody = Closed({
  id: Type.Optional(Code('Unique in its rubric; made from the name when left out')),
  name: Text(200),
  description: Type.Optional(Text(4000)),
  weight: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1000, description: 'Share of the whole, for display; it never decides a pass' }),
  ),
  requiredLevel: Code('Id of the lowest level that meets the criterion'),
  levels: Type.Array(LevelBody, { minItems: 2, maxItems: 10 }),
  alignment,
});

const rubricBodyExample = {
  name: 'Planning a lesson for a multi-grade room',
  description: 'For one lesson that was planned, taught and looked back on.',
  criteria: [
    {
      id: 'local-context',
      name: 'Builds on where pupils live',
      requiredLevel: 'proficient',
      levels: [
        { id: 'emerging', name: 'Emerging', description: 'Names the community.', points: 1 },
        { id: 'proficient', name: 'Proficient', description: 'Uses local people and places to teach.', points: 2 },
        { id: 'leading', name: 'Leading', description: 'Pupils give something back to the community.', points: 3 },
      ],
    },
  ],
};

const members = {
  name: Text(200),
  description: Type.Optional(Text(4000)),
  criteria: Type.Array(CriterionBody, { minItems: 1, maxItems: 40 }),
};
export const RubricBody = Closed(members, { examples: [rubricBodyExample] });

/** What every answer about a thing in versions says besides its content. */
export const versionMembers = {
  version: Type.Integer({ minimum: 1 }),
  state: OneOf(['draft', 'published', 'retired'], 'A published version never changes'),
  revision: Type.Integer({ description: 'Counts the changes of a draft' }),
  createdAt: Moment('When this version was made'),
  publishedAt: Type.Optional(Moment('When this version was published')),
  latestVersion: Type.Integer(),
  publishedVersion: Type.Optional(Type.Integer({ description: 'The last published one' })),
};
export const versionQuery = Closed({
  version: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'The latest when left out' })),
});

export const RubricAnswer = Named(
  'Rubric',
  Type.Object({ id: Id('rubric'), ...versionMembers, ...members }, { description: 'A rubric in one of its versions' }),
);
export const versionExample = {
  version: 1,
  state: 'draft',
  revision: 1,
  createdAt: '2026-11-25T13:07:28.000Z',
  latestVersion: 1,
};
export const rubricExample = { id: 'rub_0hRvXkQ2mY7dWc5TzB9nLf', ...versionExample, ...rubricBodyExample };
