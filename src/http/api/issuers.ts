// /v1/issuers: the profiles under which an institution signs.
import type { Issuers } from '../../catalog/issuers/issuers.ts';
import { keyCall, readVersionNumber } from '../principal.ts';
import { created, tagged } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import {
  Closed,
  Id,
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
import { IssuerAnswer, IssuerBody, NewIssuerBody, issuerExample } from './issuer-schemas.ts';

const params = Closed({ issuerId: Id('issuer') });

export function issuerRoutes(app: ApiServer, issuers: Issuers): void {
  const tags = ['Issuers'];
  app.post('/v1/issuers', {
    config: { operation: 'issuers.create' },
    schema: {
      operationId: 'createIssuer',
      tags,
      security,
      summary: 'Create an issuer profile',
      description: 'Makes the profile and its signing keys. The private keys never leave the deployment.',
      headers: creatingHeaders,
      body: NewIssuerBody,
      response: {
        201: answer('The new profile', IssuerAnswer, issuerExample),
        ...problemAnswers(...creatingProblems, 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const made = await issuers.create(keyCall(request), request.body);
      created(reply, `/v1/issuers/${made.id}`);
      return tagged(reply, made.version, made);
    },
  });
  app.get('/v1/issuers', {
    config: { operation: 'issuers.list' },
    schema: {
      operationId: 'listIssuers',
      tags,
      security,
      summary: 'List issuer profiles',
      description: 'The profiles of the institution, newest first.',
      querystring: Closed(pageQuery),
      response: {
        200: answer('A page of profiles', pageOfItems(IssuerAnswer), { items: [issuerExample] }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: (request) => issuers.list(keyCall(request), pageRequest(request.query)),
  });
  app.get('/v1/issuers/:issuerId', {
    config: { operation: 'issuers.read' },
    schema: {
      operationId: 'readIssuer',
      tags,
      security,
      summary: 'Read an issuer profile',
      description: 'With its DID and its public keys.',
      params,
      response: {
        200: answer('The profile', IssuerAnswer, issuerExample),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const found = await issuers.read(keyCall(request), request.params.issuerId);
      return tagged(reply, found.version, found);
    },
  });
  app.put('/v1/issuers/:issuerId', {
    config: { operation: 'issuers.update' },
    schema: {
      operationId: 'updateIssuer',
      tags,
      security,
      summary: 'Change an issuer profile',
      description:
        'Replaces everything but the DID. It holds for credentials made from now on; signed ones stay as they are.',
      params,
      headers: changingHeaders,
      body: IssuerBody,
      response: {
        200: answer('The changed profile', IssuerAnswer, issuerExample),
        ...problemAnswers(...bodyProblems, 'not-found', 'stale-version', 'version-required', 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const { issuerId } = request.params;
      const changed = await issuers.update(keyCall(request), issuerId, request.body, readVersionNumber(request));
      return tagged(reply, changed.version, changed);
    },
  });
}
