// /v1/recipients: the people who earn, as one institution knows them. No URL holds anything personal.
import { Type } from 'typebox';
import type { Recipients } from '../../earning/recipients/recipients.ts';
import { keyCall, readVersionNumber } from '../principal.ts';
import { created, tagged } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import {
  Named,
  Closed,
  Email,
  Id,
  Moment,
  Text,
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
import { IdentifierSchema } from './open-badge-fields.ts';

/** DID 1.0 §3.1 without path, query and fragment; a did:key besides must be one key in base58btc. */
const DID_PATTERN =
  '^did:(?:key:z[1-9A-HJ-NP-Za-km-z]{40,300}' +
  '|(?!key:)[a-z0-9]+:(?:(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})*:)*(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+)$';

const example = { name: 'Maria Ortiz', email: 'maria@example.edu' };
const members = {
  name: Text(200),
  email: Type.Optional(Email('A badge holds it only as a salted hash')),
  did: Type.Optional(
    Type.String({
      pattern: DID_PATTERN,
      maxLength: 2048,
      description: 'When known, badges name the holder by it',
      examples: ['did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'],
    }),
  ),
  identifiers: Type.Optional(
    Type.Array(IdentifierSchema, { minItems: 1, maxItems: 20, description: 'Such as a student number' }),
  ),
};
export const RecipientBody = Closed(members, { examples: [example] });
const RecipientAnswer = Named(
  'Recipient',
  Type.Object({
    id: Id('recipient'),
    ...members,
    version: Type.Integer(),
    createdAt: Moment('When the recipient was added'),
  }),
);
const recipientExample = {
  id: 'rcp_0hRvXkQ2mY7dWc5TzB9nLf',
  ...example,
  version: 1,
  createdAt: '2026-11-25T13:07:28.000Z',
};

const params = Closed({ recipientId: Id('recipient') });
const tags = ['Recipients'];

export function recipientRoutes(app: ApiServer, recipients: Recipients): void {
  app.post('/v1/recipients', {
    config: { operation: 'recipients.create' },
    schema: {
      operationId: 'createRecipient',
      tags,
      security,
      summary: 'Add a recipient',
      description: 'With an e-mail address, a DID or another identifier: a badge must say whose it is.',
      headers: creatingHeaders,
      body: RecipientBody,
      response: {
        201: answer('The new recipient', RecipientAnswer, recipientExample),
        ...problemAnswers(...creatingProblems, 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const made = await recipients.create(keyCall(request), request.body);
      created(reply, `/v1/recipients/${made.id}`);
      return tagged(reply, made.version, made);
    },
  });
  app.get('/v1/recipients', {
    config: { operation: 'recipients.list' },
    schema: {
      operationId: 'listRecipients',
      tags,
      security,
      summary: 'List recipients',
      description: 'The recipients of the institution, newest first.',
      querystring: Closed(pageQuery),
      response: {
        200: answer('A page of recipients', pageOfItems(RecipientAnswer), { items: [recipientExample] }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: (request) => recipients.list(keyCall(request), pageRequest(request.query)),
  });
  app.get('/v1/recipients/:recipientId', {
    config: { operation: 'recipients.read' },
    schema: {
      operationId: 'readRecipient',
      tags,
      security,
      summary: 'Read a recipient',
      description: 'All that the institution knows of the person.',
      params,
      response: {
        200: answer('The recipient', RecipientAnswer, recipientExample),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const found = await recipients.read(keyCall(request), request.params.recipientId);
      return tagged(reply, found.version, found);
    },
  });
  app.put('/v1/recipients/:recipientId', {
    config: { operation: 'recipients.update' },
    schema: {
      operationId: 'updateRecipient',
      tags,
      security,
      summary: 'Change a recipient',
      description: 'Replaces everything. New badges say it; badges that are signed stay as they are.',
      params,
      headers: changingHeaders,
      body: RecipientBody,
      response: {
        200: answer('The changed recipient', RecipientAnswer, { ...recipientExample, version: 2 }),
        ...problemAnswers(...bodyProblems, 'not-found', 'conflict', 'stale-version', 'version-required', 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const { recipientId } = request.params;
      const changed = await recipients.update(keyCall(request), recipientId, request.body, readVersionNumber(request));
      return tagged(reply, changed.version, changed);
    },
  });
  app.post('/v1/recipients/search', {
    config: { operation: 'recipients.search' },
    schema: {
      operationId: 'searchRecipients',
      tags,
      security,
      summary: 'Find a recipient by e-mail',
      description: 'A POST, so that the address stands in no URL and no log. Capitals do not matter.',
      headers: actingHeaders,
      body: Closed({ email: Email('Address to look for') }, { examples: [{ email: 'maria@example.edu' }] }),
      response: {
        200: answer('The recipient with this address, if there is one', pageOfItems(RecipientAnswer), {
          items: [recipientExample],
        }),
        ...problemAnswers(...bodyProblems),
      },
    },
    handler: async (request) => ({ items: await recipients.search(keyCall(request), request.body.email) }),
  });
}
