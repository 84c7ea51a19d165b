// /v1/submissions/{id}/assessments and /decisions: scoring and ruling.
import { Type } from 'typebox';
import { proofSuites } from '../../catalog/issuers/issuer.ts';
import type { Assessments } from '../../earning/assessments/assessments.ts';
import type { Decisions } from '../../earning/decisions/decide-award.ts';
import { keyCall } from '../principal.ts';
import { created } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import {
  Named,
  Closed,
  Code,
  Email,
  Id,
  Moment,
  OneOf,
  Text,
  answer,
  creatingHeaders,
  creatingProblems,
  problemAnswers,
  security,
  usualProblems,
} from './fields.ts';

export const MarkSchema = Closed({
  criterion: Code('Id of the criterion'),
  level: Code('Id of the level that was reached'),
  comment: Type.Optional(Text(4000, { description: 'For the learner; never in the badge' })),
});

export const ReportedAssessorSchema = Closed(
  {
    name: Text(200, { description: 'Kept in the record; not shown in the badge' }),
    organization: Type.Optional(Text(200, { description: 'Stands in the badge as who assessed' })),
    email: Type.Optional(Email('Only to see that nobody assessed their own work')),
    source: Type.Optional(Text(200, { description: 'Where the scores come from' })),
  },
  { description: 'Who assessed, when it was not done here' },
);

const CriterionOutcomeSchema = Named(
  'CriterionOutcome',
  Type.Object(
    {
      criterion: Type.String(),
      achievedLevel: Type.String(),
      requiredLevel: Type.String(),
      met: Type.Boolean(),
      comment: Type.Optional(Type.String()),
    },
    { description: 'What was reached in one criterion' },
  ),
);
const outcomeExample = {
  criterion: 'local-knowledge',
  achievedLevel: 'proficient',
  requiredLevel: 'proficient',
  met: true,
  comment: 'The creek data carry the whole unit.',
};

const AssessmentAnswer = Named(
  'Assessment',
  Type.Object({
    id: Id('assessment'),
    submissionId: Id('submission'),
    origin: OneOf(['assessed', 'reported'], 'Made here, or reported from elsewhere'),
    assessorId: Type.Optional(Id('member')),
    reportedAssessor: Type.Optional(ReportedAssessorSchema),
    criteria: Type.Array(CriterionOutcomeSchema),
    passed: Type.Boolean({ description: 'Every criterion at or above its required level; nothing is averaged' }),
    feedback: Type.Optional(Type.String()),
    assessedAt: Moment('When it was made'),
  }),
);
const assessmentExample = {
  id: 'asm_0hRvXkQ2mY7dWc5TzB9nLf',
  submissionId: 'sub_0hRvXkQ2mY7dWc5TzB9nLf',
  origin: 'assessed',
  assessorId: 'mem_0hRvXkQ2mY7dWc5TzB9nLf',
  criteria: [outcomeExample],
  passed: true,
  assessedAt: '2026-11-25T13:07:28.000Z',
};

const DecisionAnswer = Named(
  'Decision',
  Type.Object({
    id: Id('decision'),
    submissionId: Id('submission'),
    assessmentId: Id('assessment'),
    basis: OneOf(['assessed', 'reported', 'pathway', 're-issue'], 'What it stands on'),
    outcome: OneOf(['awarded', 'declined', 'overturned'], 'The ruling'),
    approverId: Type.Optional(Id('member')),
    reason: Type.String(),
    criteria: Type.Array(CriterionOutcomeSchema),
    decidedAt: Moment('When it was made'),
  }),
);
const decisionExample = {
  id: 'dec_0hRvXkQ2mY7dWc5TzB9nLf',
  submissionId: 'sub_0hRvXkQ2mY7dWc5TzB9nLf',
  assessmentId: 'asm_0hRvXkQ2mY7dWc5TzB9nLf',
  basis: 'assessed',
  outcome: 'awarded',
  approverId: 'mem_1hRvXkQ2mY7dWc5TzB9nLf',
  reason: 'Every criterion is met.',
  criteria: [outcomeExample],
  decidedAt: '2026-11-25T13:07:28.000Z',
};

const params = Closed({ submissionId: Id('submission') });

export function assessmentRoutes(app: ApiServer, assessments: Assessments, decisions: Decisions): void {
  app.post('/v1/submissions/:submissionId/assessments', {
    config: { operation: 'assessments.create' },
    schema: {
      operationId: 'assessSubmission',
      tags: ['Assessments'],
      security,
      summary: 'Assess a submission',
      description:
        'The member named in `Waymark-On-Behalf-Of` scores every criterion of the rubric once. Nobody assesses their own work (`self_award`).',
      params,
      headers: creatingHeaders,
      body: Closed(
        {
          marks: Type.Array(MarkSchema, { minItems: 1, maxItems: 60 }),
          feedback: Type.Optional(Text(8000, { description: 'For the learner' })),
        },
        {
          examples: [
            {
              marks: [
                { criterion: 'local-knowledge', level: 'proficient', comment: 'The creek data carry the whole unit.' },
              ],
            },
          ],
        },
      ),
      response: {
        201: answer('The assessment with its outcome', AssessmentAnswer, assessmentExample),
        ...problemAnswers(...creatingProblems, 'not-found', 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const { submissionId } = request.params;
      const made = await assessments.create(keyCall(request), submissionId, request.body);
      created(reply, `/v1/submissions/${submissionId}/assessments`);
      return made;
    },
  });
  app.get('/v1/submissions/:submissionId/assessments', {
    config: { operation: 'assessments.list' },
    schema: {
      operationId: 'listAssessments',
      tags: ['Assessments'],
      security,
      summary: 'List a submission’s assessments',
      description: 'With marks, required levels and what was met.',
      params,
      response: {
        200: answer('The assessments', Type.Object({ items: Type.Array(AssessmentAnswer) }), {
          items: [assessmentExample],
        }),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request) => ({
      items: await assessments.ofSubmission(keyCall(request), request.params.submissionId),
    }),
  });
  app.post('/v1/submissions/:submissionId/decisions', {
    config: { operation: 'decisions.create' },
    schema: {
      operationId: 'decideSubmission',
      tags: ['Decisions'],
      security,
      summary: 'Decide on a submission',
      description:
        'The member named in `Waymark-On-Behalf-Of` confirms the outcome that the marks call for; any other is refused (`assessment_not_passed`, `assessment_passed`). Whoever scored does not decide (`scored_it`). An award is issued as a credential at once; find it with `GET /v1/credentials?decisionId=`.',
      params,
      headers: creatingHeaders,
      body: Closed(
        {
          outcome: OneOf(['awarded', 'declined'], 'The outcome that is confirmed'),
          reason: Text(4000, { description: 'In words, for the learner' }),
          narrative: Type.Optional(Text(16_384, { description: 'What the badge tells of how it was earned; public' })),
          proofSuite: Type.Optional(
            OneOf(proofSuites, 'How this credential is signed, when not as the issuer usually does'),
          ),
        },
        {
          examples: [
            { outcome: 'awarded', reason: 'Every criterion is met; the family interview is a model for others.' },
          ],
        },
      ),
      response: {
        201: answer('The decision', DecisionAnswer, decisionExample),
        ...problemAnswers(...creatingProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const made = await decisions.decide(keyCall(request), request.params.submissionId, request.body);
      created(reply, `/v1/decisions/${made.id}`);
      return made;
    },
  });
  app.get('/v1/decisions/:decisionId', {
    config: { operation: 'decisions.read' },
    schema: {
      operationId: 'readDecision',
      tags: ['Decisions'],
      security,
      summary: 'Read a decision',
      description: 'With what was reached in each criterion.',
      params: Closed({ decisionId: Id('decision') }),
      response: {
        200: answer('The decision', DecisionAnswer, decisionExample),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: (request) => decisions.read(keyCall(request), request.params.decisionId),
  });
}
