// What operators and auditors ask of a running deployment: the audit log, the checker, the outbox, the figures.
import { Type } from 'typebox';
import type { AuditReading } from '../../platform/audit/audit-reading.ts';
import type { Database } from '../../platform/db/database.ts';
import { deployment } from '../../platform/db/scope.ts';
import { outboxFigures } from '../../platform/outbox/outbox.ts';
import type { FsckReport } from '../../stewardship/fsck/report.ts';
import type { Metrics } from '../metrics.ts';
import type { ApiServer } from './api-server.ts';
import { withoutBody } from './without-body.ts';
import {
  Named,
  Closed,
  Moment,
  answer,
  eitherSecurity,
  operatorSecurity,
  pageOfItems,
  pageQuery,
  pageRequest,
  problemAnswers,
  usualProblems,
} from './fields.ts';

const tags = ['Operations'];

const AuditEntryAnswer = Named(
  'AuditEntry',
  Type.Object({
    id: Type.String(),
    occurredAt: Moment('When it happened'),
    event: Type.String({ description: '`noun.past-verb`' }),
    subject: Type.Object({ type: Type.String(), id: Type.String() }),
    institutionId: Type.Optional(Type.String()),
    actor: Type.Object({
      kind: Type.String(),
      keyId: Type.Optional(Type.String()),
      memberId: Type.Optional(Type.String()),
      task: Type.Optional(Type.String()),
    }),
    requestId: Type.String(),
    details: Type.Object({}, { additionalProperties: true }),
    sequence: Type.Optional(Type.Integer({ description: 'Place in the chained log; given within a second' })),
    entryHash: Type.Optional(Type.String()),
  }),
);
const auditExample = {
  id: 'aud_0hRvXkQ2mY7dWc5TzB9nLf',
  occurredAt: '2026-11-25T13:07:28.000Z',
  event: 'credential.published',
  subject: { type: 'credential', id: 'cred_0hRvXkQ2mY7dWc5TzB9nLf' },
  actor: { kind: 'task', task: 'issue-credential' },
  requestId: 'tsk_0hRvXkQ2mY7dWc5TzB9nLf',
  details: { decisionId: 'dec_0hRvXkQ2mY7dWc5TzB9nLf' },
  sequence: 41,
};
const FsckAnswer = Named(
  'FsckReport',
  Type.Object({
    ok: Type.Boolean(),
    checked: Type.Record(Type.String(), Type.Integer()),
    findings: Type.Array(Type.Object({ invariant: Type.String(), subject: Type.String(), detail: Type.String() })),
  }),
);

export interface OperationCases {
  readonly audit: AuditReading;
  readonly fsck: () => Promise<FsckReport>;
  readonly database: Database;
  readonly metrics: Metrics;
}

export function operationRoutes(app: ApiServer, { audit, fsck, database, metrics }: OperationCases): void {
  app.get('/v1/audit-entries', {
    config: { operation: 'audit.list' },
    schema: {
      operationId: 'listAuditEntries',
      tags,
      security: eitherSecurity,
      summary: 'Read the audit log',
      description:
        'One entry per change, newest first: an institution reads its own, the operator all. Entries hold ids and digests, no personal data.',
      querystring: Closed({
        ...pageQuery,
        subjectId: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,100}$', description: 'Only about this id' })),
        event: Type.Optional(Type.String({ pattern: '^[a-z.-]{1,100}$', description: 'Only this event' })),
      }),
      response: {
        200: answer('A page of entries', pageOfItems(AuditEntryAnswer), { items: [auditExample] }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: (request) => {
      const { limit: _limit, cursor: _cursor, ...filter } = request.query;
      const institutionId = request.principal.kind === 'key' ? request.principal.institutionId : undefined;
      return audit.list(institutionId, filter, pageRequest(request.query));
    },
  });
  app.post('/v1/operator/fsck', {
    config: { operation: 'operator.fsck' },
    preValidation: withoutBody,
    schema: {
      operationId: 'checkInvariants',
      tags,
      security: operatorSecurity,
      summary: 'Check the invariants of issuing',
      description:
        'The same as `waymark fsck`, inside the running server: every stored credential, decision, status list and audit entry. Changes nothing but giving waiting audit entries their place.',
      response: {
        200: answer('What was checked and found', FsckAnswer, {
          ok: true,
          checked: { credentials: 4, decisions: 4, statusLists: 2, auditEntries: 57 },
          findings: [],
        }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: () => fsck(),
  });
  app.get('/v1/operator/outbox', {
    config: { operation: 'operator.outbox' },
    schema: {
      operationId: 'readOutbox',
      tags,
      security: operatorSecurity,
      summary: 'How much work waits',
      description: 'Tasks that wait, and tasks that were given up after many attempts.',
      response: {
        200: answer('The figures', Type.Object({ waiting: Type.Integer(), parked: Type.Integer() }), {
          waiting: 0,
          parked: 0,
        }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: () => database.read(deployment, outboxFigures),
  });
  app.get('/metrics', {
    config: { operation: 'operator.metrics' },
    schema: {
      operationId: 'readMetrics',
      tags,
      security: operatorSecurity,
      summary: 'Figures for monitoring',
      description: 'Prometheus text format; no ids of people.',
      response: {
        200: { description: 'The figures', content: { 'text/plain': { schema: Type.String() } } },
        ...problemAnswers(...usualProblems),
      },
    },
    handler: async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
  });
}
