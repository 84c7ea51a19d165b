// /v1/submissions: a recipient's attempts.
import { Type } from 'typebox';
import type { Submissions } from '../../earning/submissions/submissions.ts';
import { keyCall } from '../principal.ts';
import { created } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { withoutBody } from './without-body.ts';
import { AttestationSchema, SubmissionAnswer, submissionExample } from './evidence-schemas.ts';
import {
  Closed,
  Id,
  OneOf,
  Text,
  actingHeaders,
  answer,
  bodyProblems,
  creatingHeaders,
  creatingProblems,
  pageOfItems,
  pageQuery,
  pageRequest,
  problemAnswers,
  security,
  usualProblems,
} from './fields.ts';

const tags = ['Submissions'];
const params = Closed({ submissionId: Id('submission') });

export function submissionRoutes(app: ApiServer, submissions: Submissions): void {
  app.post('/v1/submissions', {
    config: { operation: 'submissions.create' },
    schema: {
      operationId: 'startSubmission',
      tags,
      security,
      summary: 'Start a submission',
      description:
        'A draft for the last published version of the achievement. It is kept on the server until it is handed in.',
      headers: creatingHeaders,
      body: Closed(
        { achievementId: Id('achievement'), recipientId: Id('recipient') },
        { examples: [{ achievementId: 'ach_0hRvXkQ2mY7dWc5TzB9nLf', recipientId: 'rcp_0hRvXkQ2mY7dWc5TzB9nLf' }] },
      ),
      response: {
        201: answer('The draft', SubmissionAnswer, { ...submissionExample, evidence: [] }),
        ...problemAnswers(...creatingProblems),
      },
    },
    handler: async (request, reply) => {
      const made = await submissions.create(keyCall(request), request.body);
      created(reply, `/v1/submissions/${made.id}`);
      return made;
    },
  });
  app.get('/v1/submissions', {
    config: { operation: 'submissions.list' },
    schema: {
      operationId: 'listSubmissions',
      tags,
      security,
      summary: 'List submissions',
      description: 'Newest first; by achievement, recipient or state.',
      querystring: Closed({
        ...pageQuery,
        achievementId: Type.Optional(Id('achievement')),
        recipientId: Type.Optional(Id('recipient')),
        state: Type.Optional(
          OneOf(['draft', 'submitted', 'in-assessment', 'decided', 'withdrawn'], 'Only in this state'),
        ),
      }),
      response: {
        200: answer('A page of submissions', pageOfItems(SubmissionAnswer), { items: [submissionExample] }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: (request) => {
      const { limit: _limit, cursor: _cursor, ...filter } = request.query;
      return submissions.list(keyCall(request), filter, pageRequest(request.query));
    },
  });
  app.get('/v1/submissions/:submissionId', {
    config: { operation: 'submissions.read' },
    schema: {
      operationId: 'readSubmission',
      tags,
      security,
      summary: 'Read a submission',
      description: 'With all its evidence; files by their own link.',
      params,
      response: {
        200: answer('The submission', SubmissionAnswer, submissionExample),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: (request) => submissions.read(keyCall(request), request.params.submissionId),
  });
  app.post('/v1/submissions/:submissionId/submit', {
    config: { operation: 'submissions.submit' },
    schema: {
      operationId: 'submitSubmission',
      tags,
      security,
      summary: 'Hand in a submission',
      description:
        'Checks that everything the achievement asks for is there; each gap is answered with its pointer (`/evidence/{requirement}`). From the second attempt on a change note is asked for.',
      params,
      headers: actingHeaders,
      body: Closed(
        { attestation: AttestationSchema, changeNote: Type.Optional(Text(4000)) },
        { examples: [{ attestation: { ownWork: true, privacyOfOthers: true } }] },
      ),
      response: {
        200: answer('The submitted submission', SubmissionAnswer, { ...submissionExample, state: 'submitted' }),
        ...problemAnswers(...bodyProblems, 'not-found', 'conflict', 'rule-broken'),
      },
    },
    handler: (request) => submissions.submit(keyCall(request), request.params.submissionId, request.body),
  });
  app.post('/v1/submissions/:submissionId/withdraw', {
    config: { operation: 'submissions.withdraw' },
    preValidation: withoutBody,
    schema: {
      operationId: 'withdrawSubmission',
      tags,
      security,
      summary: 'Withdraw a submission',
      description: 'Any time before it is decided. It does not count as an attempt.',
      params,
      headers: actingHeaders,
      response: {
        200: answer('The withdrawn submission', SubmissionAnswer, { ...submissionExample, state: 'withdrawn' }),
        ...problemAnswers(...usualProblems, 'not-found', 'conflict'),
      },
    },
    handler: (request) => submissions.withdraw(keyCall(request), request.params.submissionId),
  });
}
