// /v1/institutions and their API keys.
import { Type } from 'typebox';
import type { ApiKeys } from '../../access/api-keys.ts';
import type { Institutions } from '../../catalog/institutions/institutions.ts';
import { keyScopes } from '../../kernel/principal.ts';
import { anyCall, readVersionNumber } from '../principal.ts';
import { created, tagged } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import {
  Named,
  Closed,
  Email,
  Id,
  Moment,
  OneOf,
  Text,
  WebUrl,
  answer,
  bodyProblems,
  changingHeaders,
  creatingHeaders,
  creatingProblems,
  eitherSecurity,
  operatorSecurity,
  pageOfItems,
  pageQuery,
  pageRequest,
  problemAnswers,
  usualProblems,
} from './fields.ts';

export const AddressSchema = Closed(
  {
    addressCountry: Type.Optional(Text(100)),
    addressCountryCode: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', examples: ['US'] })),
    addressRegion: Type.Optional(Text(100)),
    addressLocality: Type.Optional(Text(100)),
    streetAddress: Type.Optional(Text(200)),
    postalCode: Type.Optional(Text(20)),
  },
  { description: 'Postal address (OB 3.0 Address)' },
);

const example = {
  name: 'Cumberland Plateau Teaching Cooperative',
  url: 'https://plateau-teaching.example',
  email: 'badges@plateau-teaching.example',
  description: 'Twenty-two school districts that develop their teachers together.',
};

const InstitutionBody = Closed(
  {
    name: Text(200),
    url: Type.Optional(WebUrl('Home page')),
    email: Type.Optional(Email('Public contact address')),
    description: Type.Optional(Text(2000)),
    address: Type.Optional(AddressSchema),
  },
  { examples: [example] },
);
const InstitutionAnswer = Named(
  'Institution',
  Type.Object({
    id: Id('institution'),
    name: Type.String(),
    url: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
    description: Type.Optional(Type.String()),
    address: Type.Optional(AddressSchema),
    state: OneOf(['active', 'disabled'], 'A disabled institution’s keys stop; its badges stay verifiable'),
    version: Type.Integer(),
    createdAt: Moment('When it was made'),
  }),
);
const institutionExample = {
  id: 'inst_0hRvXkQ2mY7dWc5TzB9nLf',
  ...example,
  state: 'active',
  version: 1,
  createdAt: '2026-11-25T13:07:28.000Z',
};

const ApiKeyBody = Closed(
  {
    name: Text(100, { description: 'What the key is for' }),
    scopes: Type.Array(OneOf(keyScopes, 'What the key may do'), {
      minItems: 1,
      maxItems: keyScopes.length,
      uniqueItems: true,
    }),
    daysValid: Type.Optional(Type.Integer({ minimum: 1, maximum: 730, description: '365 when left out' })),
  },
  { examples: [{ name: 'LMS connection', scopes: ['credentials:issue', 'credentials:read'] }] },
);
const ApiKeyAnswer = Named(
  'ApiKey',
  Type.Object({
    id: Id('apiKey'),
    name: Type.String(),
    scopes: Type.Array(Type.String()),
    createdAt: Moment('When it was made'),
    expiresAt: Moment('When it stops'),
    revokedAt: Type.Optional(Moment('Since when it is revoked')),
    lastUsedAt: Type.Optional(Moment('Hour of last use')),
    secret: Type.Optional(Type.String({ description: 'The key. Only in the answer that makes it, never again' })),
  }),
);
const keyExample = {
  id: 'key_0hRvXkQ2mY7dWc5TzB9nLf',
  name: 'LMS connection',
  scopes: ['credentials:issue', 'credentials:read'],
  createdAt: '2026-11-25T13:07:28.000Z',
  expiresAt: '2027-11-25T13:07:28.000Z',
};

const params = Closed({ institutionId: Id('institution') });
const keyParams = Closed({ institutionId: Id('institution'), keyId: Id('apiKey') });

export function institutionRoutes(app: ApiServer, institutions: Institutions, keys: ApiKeys): void {
  const tags = ['Institutions'];
  app.post('/v1/institutions', {
    config: { operation: 'institutions.create' },
    schema: {
      operationId: 'createInstitution',
      tags,
      security: operatorSecurity,
      summary: 'Create an institution',
      description: 'An operator adds an institution to the deployment. Make its first API key next.',
      headers: creatingHeaders,
      body: InstitutionBody,
      response: {
        201: answer('The new institution', InstitutionAnswer, institutionExample),
        ...problemAnswers(...creatingProblems),
      },
    },
    handler: async (request, reply) => {
      const made = await institutions.create(anyCall(request), request.body);
      created(reply, `/v1/institutions/${made.id}`);
      return tagged(reply, made.version, made);
    },
  });
  app.get('/v1/institutions', {
    config: { operation: 'institutions.list' },
    schema: {
      operationId: 'listInstitutions',
      tags,
      security: operatorSecurity,
      summary: 'List institutions',
      description: 'All institutions of the deployment, newest first.',
      querystring: Closed(pageQuery),
      response: {
        200: answer('A page of institutions', pageOfItems(InstitutionAnswer), { items: [institutionExample] }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: (request) => institutions.list(pageRequest(request.query)),
  });
  app.get('/v1/institutions/:institutionId', {
    config: { operation: 'institutions.read' },
    schema: {
      operationId: 'readInstitution',
      tags,
      security: eitherSecurity,
      summary: 'Read an institution',
      description: 'The operator, or a key of this institution.',
      params,
      response: {
        200: answer('The institution', InstitutionAnswer, institutionExample),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const found = await institutions.read(request.params.institutionId);
      return tagged(reply, found.version, found);
    },
  });
  app.put('/v1/institutions/:institutionId', {
    config: { operation: 'institutions.update' },
    schema: {
      operationId: 'updateInstitution',
      tags,
      security: eitherSecurity,
      summary: 'Change an institution',
      description: 'Replaces name, url, e-mail, description and address.',
      params,
      headers: changingHeaders,
      body: InstitutionBody,
      response: {
        200: answer('The changed institution', InstitutionAnswer, institutionExample),
        ...problemAnswers(...bodyProblems, 'not-found', 'stale-version', 'version-required'),
      },
    },
    handler: async (request, reply) => {
      const changed = await institutions.update(
        anyCall(request),
        request.params.institutionId,
        request.body,
        readVersionNumber(request),
      );
      return tagged(reply, changed.version, changed);
    },
  });
  apiKeyRoutes(app, keys);
}

function apiKeyRoutes(app: ApiServer, keys: ApiKeys): void {
  const tags = ['API keys'];
  app.post('/v1/institutions/:institutionId/api-keys', {
    config: { operation: 'api-keys.create' },
    schema: {
      operationId: 'createApiKey',
      tags,
      security: eitherSecurity,
      summary: 'Make an API key',
      description:
        'The secret stands in this answer only. A repeated request with the same Idempotency-Key answers without it. A key can hand out only scopes it holds itself.',
      params,
      headers: creatingHeaders,
      body: ApiKeyBody,
      response: {
        201: answer('The new key, with its secret', ApiKeyAnswer, { ...keyExample, secret: 'wmk_…' }),
        ...problemAnswers(...creatingProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const { institutionId } = request.params;
      const made = await keys.create(anyCall(request), institutionId, request.body);
      created(reply, `/v1/institutions/${institutionId}/api-keys/${made.id}`);
      void reply.header('cache-control', 'no-store');
      return made;
    },
  });
  app.get('/v1/institutions/:institutionId/api-keys', {
    config: { operation: 'api-keys.list' },
    schema: {
      operationId: 'listApiKeys',
      tags,
      security: eitherSecurity,
      summary: 'List API keys',
      description: 'Without their secrets, newest first.',
      params,
      querystring: Closed(pageQuery),
      response: {
        200: answer('A page of keys', pageOfItems(ApiKeyAnswer), { items: [keyExample] }),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: (request) => keys.list(request.params.institutionId, pageRequest(request.query)),
  });
  app.delete('/v1/institutions/:institutionId/api-keys/:keyId', {
    config: { operation: 'api-keys.revoke' },
    schema: {
      operationId: 'revokeApiKey',
      tags,
      security: eitherSecurity,
      summary: 'Revoke an API key',
      description: 'The key stops at once on every node. Revoking twice is the same as once.',
      params: keyParams,
      response: {
        200: answer('The revoked key', ApiKeyAnswer, { ...keyExample, revokedAt: '2026-11-26T08:00:00.000Z' }),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: (request) => keys.revoke(anyCall(request), request.params.institutionId, request.params.keyId),
  });
}
