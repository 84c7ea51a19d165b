// /v1/rubrics: what work is scored by, authored in versions.
import type { Rubrics } from '../../catalog/rubrics/rubrics.ts';
import { versionTag } from '../../catalog/versions/versioned-things.ts';
import { keyCall, readVersion } from '../principal.ts';
import { created, tagged } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import {
  Closed,
  Id,
  actingHeaders,
  answer,
  bodyProblems,
  changingHeaders,
  creatingHeaders,
  creatingProblems,
  pageOfItems,
  pageQuery,
  pageRequest,
  problemAnswers,
  security,
  usualProblems,
} from './fields.ts';
import { RubricAnswer, RubricBody, rubricExample, versionQuery } from './rubric-schemas.ts';
import { withoutBody } from './without-body.ts';

const params = Closed({ rubricId: Id('rubric') });
const tags = ['Rubrics'];
const publishedExample = { ...rubricExample, state: 'published', publishedAt: '2026-11-25T13:20:00.000Z' };

export function rubricRoutes(app: ApiServer, rubrics: Rubrics): void {
  app.post('/v1/rubrics', {
    config: { operation: 'rubrics.create' },
    schema: {
      operationId: 'createRubric',
      tags,
      security,
      summary: 'Create a rubric',
      description: 'As a draft. Criteria and levels without an id get one that is made from their name.',
      headers: creatingHeaders,
      body: RubricBody,
      response: {
        201: answer('The draft', RubricAnswer, rubricExample),
        ...problemAnswers(...creatingProblems, 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const made = await rubrics.create(keyCall(request), request.body);
      created(reply, `/v1/rubrics/${made.id}`);
      return tagged(reply, versionTag(made), made);
    },
  });
  app.get('/v1/rubrics', {
    config: { operation: 'rubrics.list' },
    schema: {
      operationId: 'listRubrics',
      tags,
      security,
      summary: 'List rubrics',
      description: 'The rubrics of the institution in their latest versions, newest first.',
      querystring: Closed(pageQuery),
      response: {
        200: answer('A page of rubrics', pageOfItems(RubricAnswer), { items: [rubricExample] }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: (request) => rubrics.list(keyCall(request), pageRequest(request.query)),
  });
  app.get('/v1/rubrics/:rubricId', {
    config: { operation: 'rubrics.read' },
    schema: {
      operationId: 'readRubric',
      tags,
      security,
      summary: 'Read a rubric',
      description: 'Its latest version, or the one that is asked for.',
      params,
      querystring: versionQuery,
      response: {
        200: answer('The rubric', RubricAnswer, rubricExample),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const found = await rubrics.read(keyCall(request), request.params.rubricId, request.query.version);
      return tagged(reply, versionTag(found), found);
    },
  });
  app.put('/v1/rubrics/:rubricId', {
    config: { operation: 'rubrics.update' },
    schema: {
      operationId: 'updateRubric',
      tags,
      security,
      summary: 'Change a draft of a rubric',
      description: 'Replaces the latest version as long as it is a draft.',
      params,
      headers: changingHeaders,
      body: RubricBody,
      response: {
        200: answer('The changed draft', RubricAnswer, { ...rubricExample, revision: 2 }),
        ...problemAnswers(...bodyProblems, 'not-found', 'conflict', 'stale-version', 'version-required', 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const { rubricId } = request.params;
      const changed = await rubrics.update(keyCall(request), rubricId, request.body, readVersion(request));
      return tagged(reply, versionTag(changed), changed);
    },
  });
  rubricVersionRoutes(app, rubrics);
}

function rubricVersionRoutes(app: ApiServer, rubrics: Rubrics): void {
  app.post('/v1/rubrics/:rubricId/publish', {
    config: { operation: 'rubrics.publish' },
    preValidation: withoutBody,
    schema: {
      operationId: 'publishRubric',
      tags,
      security,
      summary: 'Publish a rubric',
      description: 'The latest version becomes public and never changes again. Publishing twice is the same as once.',
      params,
      headers: actingHeaders,
      response: {
        200: answer('The published version', RubricAnswer, publishedExample),
        ...problemAnswers(...usualProblems, 'not-found', 'conflict', 'stale-version', 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const published = await rubrics.publish(keyCall(request), request.params.rubricId);
      return tagged(reply, versionTag(published), published);
    },
  });
  app.post('/v1/rubrics/:rubricId/versions', {
    config: { operation: 'rubrics.new-version' },
    preValidation: withoutBody,
    schema: {
      operationId: 'createRubricVersion',
      tags,
      security,
      summary: 'Start a new version of a rubric',
      description: 'A draft that begins as a copy of the published version. What refers to older versions keeps them.',
      params,
      headers: creatingHeaders,
      response: {
        201: answer('The new draft', RubricAnswer, { ...rubricExample, version: 2, latestVersion: 2 }),
        ...problemAnswers(...creatingProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const added = await rubrics.newVersion(keyCall(request), request.params.rubricId);
      created(reply, `/v1/rubrics/${added.id}?version=${added.version}`);
      return tagged(reply, versionTag(added), added);
    },
  });
}
