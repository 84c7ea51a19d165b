// /v1/members: the people of an institution and their roles.
import type { Members } from '../../access/members.ts';
import { keyCall, readVersionNumber } from '../principal.ts';
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
import { MemberAnswer, MemberBody, NewMemberBody, memberExample } from './member-schemas.ts';

const params = Closed({ memberId: Id('member') });
const tags = ['Members'];

export function memberRoutes(app: ApiServer, members: Members): void {
  app.post('/v1/members', {
    config: { operation: 'members.create' },
    schema: {
      operationId: 'createMember',
      tags,
      security,
      summary: 'Add a member',
      description: 'A person of the institution, with roles. Keys with the scope `act-as` can act for members.',
      headers: creatingHeaders,
      body: NewMemberBody,
      response: {
        201: answer('The new member', MemberAnswer, memberExample),
        ...problemAnswers(...creatingProblems),
      },
    },
    handler: async (request, reply) => {
      const made = await members.create(keyCall(request), request.body);
      created(reply, `/v1/members/${made.id}`);
      return tagged(reply, made.version, made);
    },
  });
  app.get('/v1/members', {
    config: { operation: 'members.list' },
    schema: {
      operationId: 'listMembers',
      tags,
      security,
      summary: 'List members',
      description: 'The present members of the institution, newest first.',
      querystring: Closed(pageQuery),
      response: {
        200: answer('A page of members', pageOfItems(MemberAnswer), { items: [memberExample] }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: (request) => members.list(keyCall(request), pageRequest(request.query)),
  });
  app.get('/v1/members/:memberId', {
    config: { operation: 'members.read' },
    schema: {
      operationId: 'readMember',
      tags,
      security,
      summary: 'Read a member',
      description: 'A present member of the institution.',
      params,
      response: {
        200: answer('The member', MemberAnswer, memberExample),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const found = await members.read(keyCall(request), request.params.memberId);
      return tagged(reply, found.version, found);
    },
  });
  app.put('/v1/members/:memberId', {
    config: { operation: 'members.update' },
    schema: {
      operationId: 'updateMember',
      tags,
      security,
      summary: 'Change a member',
      description: 'Replaces name and roles. The address stays: another address is another member.',
      params,
      headers: changingHeaders,
      body: MemberBody,
      response: {
        200: answer('The changed member', MemberAnswer, { ...memberExample, version: 2 }),
        ...problemAnswers(...bodyProblems, 'not-found', 'stale-version', 'version-required'),
      },
    },
    handler: async (request, reply) => {
      const { memberId } = request.params;
      const changed = await members.update(keyCall(request), memberId, request.body, readVersionNumber(request));
      return tagged(reply, changed.version, changed);
    },
  });
  app.delete('/v1/members/:memberId', {
    config: { operation: 'members.remove' },
    schema: {
      operationId: 'removeMember',
      tags,
      security,
      summary: 'Remove a member',
      description:
        'The member may do nothing from now on; what they did stays theirs. Removing twice is the same as once.',
      params,
      headers: actingHeaders,
      response: {
        204: { description: 'The member is removed', type: 'null' },
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      await members.remove(keyCall(request), request.params.memberId);
      void reply.code(204);
    },
  });
}
