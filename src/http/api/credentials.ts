// /v1/credentials: issue from a report, find, revoke, suspend, reinstate.
import { Type } from 'typebox';
import type { ChangeStatus } from '../../credentials/change-status.ts';
import type { Credentials } from '../../credentials/credentials.ts';
import type { CredentialView } from '../../credentials/credential.ts';
import type { ReportAward } from '../../credentials/report-award.ts';
import type { Operation } from '../../kernel/policy.ts';
import { keyCall } from '../principal.ts';
import type { ApiServer } from './api-server.ts';
import { CredentialAnswer, ReportBody, credentialExample } from './credential-schemas.ts';
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

const tags = ['Credentials'];
const params = Closed({ credentialId: Id('credential') });

export interface CredentialCases {
  readonly credentials: Credentials;
  readonly reportAward: ReportAward;
  readonly changeStatus: ChangeStatus;
}

export function credentialRoutes(app: ApiServer, { credentials, reportAward, changeStatus }: CredentialCases): void {
  const withDocument = async (view: CredentialView): Promise<CredentialView & { document?: unknown }> => {
    if (view.state !== 'published') return view;
    const { signedDocument } = await credentials.readPublished(view.id);
    return signedDocument === null ? view : { ...view, document: JSON.parse(signedDocument) as unknown };
  };
  app.post('/v1/credentials', {
    config: { operation: 'credentials.issue' },
    schema: {
      operationId: 'issueCredential',
      tags,
      security,
      summary: 'Issue a credential for work assessed elsewhere',
      description:
        'One call with recipient, achievement, scores, evidence and who assessed. Prerequisites and the number of attempts hold as for work handed in here; which evidence was seen is the word of whoever reports. It is recorded as a submission, an assessment and a decision with the basis `reported`, passes the same gate (every criterion at or above its required level, otherwise 409 `assessment_not_passed`) and is signed at once: 201 with the credential, or 202 with its `Location` when signing takes longer than two seconds. Send an Idempotency-Key: a repeated request answers with the same credential.',
      headers: creatingHeaders,
      body: ReportBody,
      response: {
        201: answer('The credential, signed and published', CredentialAnswer, credentialExample),
        202: answer('The award is recorded; the credential is being signed', CredentialAnswer, {
          ...credentialExample,
          state: 'prepared',
        }),
        ...problemAnswers(...creatingProblems, 'rule-broken', 'lint-failed', 'key-unavailable', 'signing-failed'),
      },
    },
    handler: async (request, reply) => {
      const view = await reportAward(keyCall(request), request.body);
      void reply.code(view.state === 'published' ? 201 : 202).header('location', `/v1/credentials/${view.id}`);
      return withDocument(view);
    },
  });
  app.get('/v1/credentials', {
    config: { operation: 'credentials.list' },
    schema: {
      operationId: 'listCredentials',
      tags,
      security,
      summary: 'List credentials',
      description: 'Newest first; by decision, recipient, achievement or status.',
      querystring: Closed({
        ...pageQuery,
        decisionId: Type.Optional(Id('decision')),
        recipientId: Type.Optional(Id('recipient')),
        achievementId: Type.Optional(Id('achievement')),
        status: Type.Optional(OneOf(['active', 'suspended', 'revoked'], 'Only with this status')),
      }),
      response: {
        200: answer('A page of credentials', pageOfItems(CredentialAnswer), { items: [credentialExample] }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: (request) => {
      const { limit: _limit, cursor: _cursor, ...filter } = request.query;
      return credentials.list(keyCall(request), filter, pageRequest(request.query));
    },
  });
  app.get('/v1/credentials/:credentialId', {
    config: { operation: 'credentials.read' },
    schema: {
      operationId: 'readCredential',
      tags,
      security,
      summary: 'Read a credential',
      description: 'The institution’s record of it, with the signed document.',
      params,
      response: {
        200: answer('The credential', CredentialAnswer, credentialExample),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request) => withDocument(await credentials.read(keyCall(request), request.params.credentialId)),
  });
  for (const change of statusChanges) {
    app.post(`/v1/credentials/:credentialId/${change.verb}`, {
      config: { operation: change.operation },
      schema: {
        operationId: `${change.verb}Credential`,
        tags,
        security,
        summary: change.summary,
        description: change.description,
        params,
        headers: actingHeaders,
        body: Closed(
          { reason: Text(1000, { description: 'For the record; not published' }) },
          { examples: [{ reason: change.reason }] },
        ),
        response: {
          200: answer('The credential', CredentialAnswer, { ...credentialExample, status: change.status }),
          ...problemAnswers(...bodyProblems, 'not-found', 'conflict'),
        },
      },
      handler: (request) =>
        changeStatus[change.verb](keyCall(request), request.params.credentialId, request.body.reason),
    });
  }
}

interface StatusRoute {
  readonly verb: keyof ChangeStatus;
  readonly operation: Operation;
  readonly summary: string;
  readonly description: string;
  readonly reason: string;
  readonly status: string;
}

const statusChanges: readonly StatusRoute[] = [
  {
    verb: 'revoke',
    operation: 'credentials.revoke',
    status: 'revoked',
    reason: 'Awarded to the wrong person.',
    summary: 'Revoke a credential',
    description:
      'For ever. The status list is signed anew at once, and every verifier sees it within five minutes. Revoking twice is the same as once.',
  },
  {
    verb: 'suspend',
    operation: 'credentials.suspend',
    status: 'suspended',
    reason: 'The appeal is being looked at.',
    summary: 'Suspend a credential',
    description:
      'Until it is reinstated. Only for credentials that were signed with a suspension entry (`statusPurposes` of the issuer); otherwise 409 `not_suspendable`.',
  },
  {
    verb: 'reinstate',
    operation: 'credentials.reinstate',
    status: 'active',
    reason: 'The appeal was decided for the holder.',
    summary: 'Lift a suspension',
    description: 'A revoked credential stays revoked (409 `revoked`).',
  },
];
