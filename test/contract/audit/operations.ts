// Every operation that changes something, in the order of one story, with the audit events that it must leave: one per
// state that changes. What is personal carries a word that must be found nowhere but where it belongs.
import { keyScopes } from '../../../src/kernel/principal.ts';
import { attested } from '../../setup/earning.ts';
import { rubricBody } from '../../setup/fixtures.ts';
import { passingMarks } from '../../setup/issuing-seed.ts';
import { fileFor } from '../../setup/multipart.ts';

/** Stands in every name, address and text that is sent. */
export const CANARY = 'Quetzalcoatl';

export type Things = Record<string, string>;

export interface AuditedOperation {
  /** As the router has it; the ids in its path are among the things that were kept. */
  readonly route: string;
  readonly by?: 'operator' | 'assessorId' | 'approverId';
  readonly body?: (things: Things) => object;
  /** Something else than JSON. */
  readonly bytes?: (picture: Buffer) => { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> };
  readonly status: number;
  readonly events: readonly string[];
  /** The name under which the id of the answer is kept. */
  readonly keep?: string;
}

const mail = (who: string): string => `${CANARY}.${who}@plateau.example`;
const said = `${CANARY} said so.`;
const member = (who: string, role: string): AuditedOperation => ({
  route: 'POST /v1/members',
  body: () => ({ name: `${CANARY} ${who}`, email: mail(who), roles: [role] }),
  status: 201,
  events: ['member.added'],
  keep: `${who}Id`,
});
const rubric = { ...rubricBody, description: said };
const achievement = ({ issuerId, rubricId, imageId }: Things): object => ({
  issuerId,
  imageId,
  name: `Of ${CANARY}`,
  description: said,
  criteria: { narrative: said },
  rubric: { id: rubricId, version: 1 },
  evidenceRequirements: [
    { id: 'words', name: said, kind: 'text', required: true },
    { id: 'file', name: said, kind: 'file', required: false },
  ],
});
const file = () => fileFor('file', { fileName: `${CANARY}.txt`, type: 'text/plain', content: said });
const submission: AuditedOperation = {
  route: 'POST /v1/submissions',
  body: ({ achievementId, recipientId }) => ({ achievementId, recipientId }),
  status: 201,
  events: ['submission.started'],
  keep: 'submissionId',
};
const status = (verb: string, event: string): AuditedOperation => ({
  route: `POST /v1/credentials/:credentialId/${verb}`,
  body: () => ({ reason: said }),
  status: 200,
  events: [`credential.${event}`],
});

export const operations: readonly AuditedOperation[] = [
  {
    route: 'POST /v1/institutions',
    by: 'operator',
    body: () => ({ name: CANARY }),
    status: 201,
    events: ['institution.created'],
    keep: 'institutionId',
  },
  {
    route: 'PUT /v1/institutions/:institutionId',
    by: 'operator',
    body: () => ({ name: `${CANARY}s` }),
    status: 200,
    events: ['institution.updated'],
  },
  {
    route: 'POST /v1/institutions/:institutionId/api-keys',
    by: 'operator',
    body: () => ({ name: CANARY, scopes: keyScopes }),
    status: 201,
    events: ['api-key.created'],
    keep: 'ownKeyId',
  },
  {
    route: 'POST /v1/institutions/:institutionId/api-keys',
    by: 'operator',
    body: () => ({ name: CANARY, scopes: ['audit:read'] }),
    status: 201,
    events: ['api-key.created'],
    keep: 'keyId',
  },
  {
    route: 'DELETE /v1/institutions/:institutionId/api-keys/:keyId',
    by: 'operator',
    status: 200,
    events: ['api-key.revoked'],
  },

  {
    route: 'POST /v1/images',
    bytes: (picture) => ({ body: picture, headers: { 'content-type': 'image/png' } }),
    status: 201,
    events: ['image.created'],
    keep: 'imageId',
  },
  {
    route: 'POST /v1/issuers',
    body: () => ({ name: CANARY, email: mail('badges'), statusPurposes: ['revocation', 'suspension'] }),
    status: 201,
    events: ['issuer.created', 'signing-key.created', 'signing-key.created'],
    keep: 'issuerId',
  },
  {
    route: 'PUT /v1/issuers/:issuerId',
    body: () => ({ name: `${CANARY}s`, email: mail('badges'), statusPurposes: ['revocation', 'suspension'] }),
    status: 200,
    events: ['issuer.updated'],
  },
  { route: 'POST /v1/rubrics', body: () => rubric, status: 201, events: ['rubric.created'], keep: 'rubricId' },
  {
    route: 'PUT /v1/rubrics/:rubricId',
    body: () => ({ ...rubric, name: CANARY }),
    status: 200,
    events: ['rubric.updated'],
  },
  { route: 'POST /v1/rubrics/:rubricId/publish', status: 200, events: ['rubric.published'] },
  { route: 'POST /v1/rubrics/:rubricId/versions', status: 201, events: ['rubric.version-added'] },
  {
    route: 'POST /v1/achievements',
    body: achievement,
    status: 201,
    events: ['achievement.created'],
    keep: 'achievementId',
  },
  {
    route: 'PUT /v1/achievements/:achievementId',
    body: (things) => ({ ...achievement(things), tag: [CANARY] }),
    status: 200,
    events: ['achievement.updated'],
  },
  { route: 'POST /v1/achievements/:achievementId/publish', status: 200, events: ['achievement.published'] },
  { route: 'POST /v1/achievements/:achievementId/versions', status: 201, events: ['achievement.version-added'] },

  member('assessor', 'assessor'),
  member('approver', 'approver'),
  member('member', 'auditor'),
  {
    route: 'PUT /v1/members/:memberId',
    body: () => ({ name: `${CANARY} renamed`, roles: ['registrar'] }),
    status: 200,
    events: ['member.updated'],
  },
  { route: 'DELETE /v1/members/:memberId', status: 204, events: ['member.removed'] },
  {
    route: 'POST /v1/recipients',
    body: () => ({
      name: CANARY,
      email: mail('learner'),
      identifiers: [{ identifierType: 'systemId', identifier: CANARY }],
    }),
    status: 201,
    events: ['recipient.created'],
    keep: 'recipientId',
  },
  {
    route: 'PUT /v1/recipients/:recipientId',
    body: () => ({ name: `${CANARY} renamed`, email: mail('learner') }),
    status: 200,
    events: ['recipient.updated'],
  },
  { route: 'POST /v1/recipients/search', body: () => ({ email: mail('learner') }), status: 200, events: [] },

  submission,
  {
    route: 'POST /v1/submissions/:submissionId/evidence',
    body: () => ({ requirement: 'words', text: said, description: said }),
    status: 201,
    events: ['evidence.added'],
    keep: 'evidenceId',
  },
  {
    route: 'PUT /v1/submissions/:submissionId/evidence/:evidenceId',
    body: () => ({ requirement: 'words', text: `Again: ${said}` }),
    status: 200,
    events: ['evidence.replaced'],
  },
  {
    route: 'POST /v1/submissions/:submissionId/evidence',
    bytes: file,
    status: 201,
    events: ['evidence.added'],
    keep: 'evidenceId',
  },
  { route: 'DELETE /v1/submissions/:submissionId/evidence/:evidenceId', status: 204, events: ['evidence.removed'] },
  {
    route: 'POST /v1/submissions/:submissionId/submit',
    body: () => ({ ...attested, changeNote: said }),
    status: 200,
    events: ['submission.submitted'],
  },
  {
    route: 'POST /v1/submissions/:submissionId/assessments',
    by: 'assessorId',
    body: () => ({ marks: passingMarks.map((mark) => ({ ...mark, comment: said })), feedback: said }),
    status: 201,
    events: ['assessment.completed'],
  },
  {
    route: 'POST /v1/submissions/:submissionId/decisions',
    by: 'approverId',
    body: () => ({ outcome: 'awarded', reason: said, narrative: said }),
    status: 201,
    events: ['decision.awarded'],
  },
  submission,
  { route: 'POST /v1/submissions/:submissionId/withdraw', status: 200, events: ['submission.withdrawn'] },

  {
    route: 'POST /v1/credentials',
    body: ({ achievementId }) => ({
      achievementId,
      recipient: { name: CANARY, email: mail('elsewhere') },
      marks: passingMarks.map((mark) => ({ ...mark, comment: said })),
      evidence: [{ name: said, description: said, url: `https://${CANARY}.example/` }],
      assessedBy: { name: CANARY, organization: CANARY, email: mail('assessor'), source: said },
      reason: said,
      narrative: said,
    }),
    status: 201,
    events: [
      'recipient.created',
      'submission.reported',
      'assessment.completed',
      'decision.awarded',
      'status-list.created',
      'status-list.created',
      'credential.reserved',
      'status-list.published',
      'status-list.published',
      'credential.signing',
      'credential.published',
    ],
    keep: 'credentialId',
  },
  status('suspend', 'suspended'),
  status('reinstate', 'reinstated'),
  status('revoke', 'revoked'),
  {
    route: 'POST /v1/verifications',
    body: ({ credentialId }) => ({ url: `http://waymark.test/credentials/${credentialId}` }),
    status: 200,
    events: [],
  },
  { route: 'POST /v1/operator/fsck', by: 'operator', status: 200, events: [] },
  { route: 'POST /v1/achievements/:achievementId/retire', status: 200, events: ['achievement.retired'] },
];
