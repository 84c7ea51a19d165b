// Every operation that changes something, in the order of one story, with the audit events that it must leave: one per
// state that changes. What is personal carries a word that must be found nowhere but where it belongs.
import { keyScopes } from '../../../src/kernel/principal.ts';
import { attested } from '../../setup/earning.ts';
import { rubricBody } from '../../setup/fixtures.ts';
import { passingMarks } from '../../setup/issuing-seed.ts';
import { fileFor } from '../../setup/multipart.ts';
import { testOrigin } from '../../setup/test-app.ts';

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
  /** Anyone may. */
  readonly isPublic?: true;
  /** What it changes belongs to no institution. */
  readonly ofDeployment?: true;
  readonly status: number;
  readonly events: readonly string[];
  /** The name under which the id of the answer is kept. */
  readonly keep?: string;
}

const op = (
  route: string,
  status: number,
  events: readonly string[],
  more: Omit<AuditedOperation, 'route' | 'status' | 'events'> = {},
): AuditedOperation => ({ route, status, events, ...more });
const mail = (who: string): string => `${CANARY}.${who}@plateau.example`;
const said = `${CANARY} said so.`;
const member = (who: string, role: string): AuditedOperation =>
  op('POST /v1/members', 201, ['member.added'], {
    body: () => ({ name: `${CANARY} ${who}`, email: mail(who), roles: [role] }),
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
const submission = op('POST /v1/submissions', 201, ['submission.started'], {
  body: ({ achievementId, recipientId }) => ({ achievementId, recipientId }),
  keep: 'submissionId',
});
const status = (verb: string, event: string): AuditedOperation =>
  op(`POST /v1/credentials/:credentialId/${verb}`, 200, [`credential.${event}`], { body: () => ({ reason: said }) });
const issuer = { email: mail('badges'), statusPurposes: ['revocation', 'suspension'] };
const scored = passingMarks.map((mark) => ({ ...mark, comment: said }));

const learner = { name: CANARY, email: mail('learner') };
/** A recipient who is new, the whole record of the award, the first lists of the issuer, and the badge. */
const issuedAtOnce = [
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
];
const report = ({ achievementId }: Things): object => ({
  achievementId,
  recipient: { name: CANARY, email: mail('elsewhere') },
  marks: scored,
  evidence: [{ name: said, description: said, url: `https://${CANARY}.example/` }],
  assessedBy: { name: CANARY, organization: CANARY, email: mail('assessor'), source: said },
  reason: said,
  narrative: said,
});

const general = (issuerId: string | undefined): object => ({
  credential: {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    name: CANARY,
    issuer: issuerId,
    credentialSubject: { id: 'did:example:subject' },
  },
});

export const operations: readonly AuditedOperation[] = [
  op('POST /v1/institutions', 201, ['institution.created'], {
    by: 'operator',
    body: () => ({ name: CANARY }),
    keep: 'institutionId',
  }),
  op('PUT /v1/institutions/:institutionId', 200, ['institution.updated'], {
    by: 'operator',
    body: () => ({ name: `${CANARY}s` }),
  }),
  op('POST /v1/institutions/:institutionId/api-keys', 201, ['api-key.created'], {
    by: 'operator',
    body: () => ({ name: CANARY, scopes: keyScopes }),
    keep: 'ownKeyId',
  }),
  op('POST /v1/institutions/:institutionId/api-keys', 201, ['api-key.created'], {
    by: 'operator',
    body: () => ({ name: CANARY, scopes: ['audit:read'] }),
    keep: 'keyId',
  }),
  op('DELETE /v1/institutions/:institutionId/api-keys/:keyId', 200, ['api-key.revoked'], { by: 'operator' }),

  op('POST /v1/images', 201, ['image.created'], {
    bytes: (picture) => ({ body: picture, headers: { 'content-type': 'image/png' } }),
    keep: 'imageId',
  }),
  op('POST /v1/issuers', 201, ['issuer.created', 'signing-key.created', 'signing-key.created'], {
    body: () => ({ ...issuer, name: CANARY }),
    keep: 'issuerId',
  }),
  op('PUT /v1/issuers/:issuerId', 200, ['issuer.updated'], { body: () => ({ ...issuer, name: `${CANARY}s` }) }),
  op('POST /v1/rubrics', 201, ['rubric.created'], { body: () => rubric, keep: 'rubricId' }),
  op('PUT /v1/rubrics/:rubricId', 200, ['rubric.updated'], { body: () => ({ ...rubric, name: CANARY }) }),
  op('POST /v1/rubrics/:rubricId/publish', 200, ['rubric.published']),
  op('POST /v1/rubrics/:rubricId/versions', 201, ['rubric.version-added']),
  op('POST /v1/achievements', 201, ['achievement.created'], { body: achievement, keep: 'achievementId' }),
  op('PUT /v1/achievements/:achievementId', 200, ['achievement.updated'], {
    body: (things) => ({ ...achievement(things), tag: [CANARY] }),
  }),
  op('POST /v1/achievements/:achievementId/publish', 200, ['achievement.published']),
  op('POST /v1/achievements/:achievementId/versions', 201, ['achievement.version-added']),

  member('assessor', 'assessor'),
  member('approver', 'approver'),
  member('member', 'auditor'),
  op('PUT /v1/members/:memberId', 200, ['member.updated'], {
    body: () => ({ name: `${CANARY} renamed`, roles: ['registrar'] }),
  }),
  op('DELETE /v1/members/:memberId', 204, ['member.removed']),
  op('POST /v1/recipients', 201, ['recipient.created'], {
    body: () => ({ ...learner, identifiers: [{ identifierType: 'systemId', identifier: CANARY }] }),
    keep: 'recipientId',
  }),
  op('PUT /v1/recipients/:recipientId', 200, ['recipient.updated'], { body: () => ({ ...learner, name: said }) }),
  op('POST /v1/recipients/search', 200, [], { body: () => ({ email: mail('learner') }) }),

  submission,
  op('POST /v1/submissions/:submissionId/evidence', 201, ['evidence.added'], {
    body: () => ({ requirement: 'words', text: said, description: said }),
    keep: 'evidenceId',
  }),
  op('PUT /v1/submissions/:submissionId/evidence/:evidenceId', 200, ['evidence.replaced'], {
    body: () => ({ requirement: 'words', text: `Again: ${said}` }),
  }),
  op('POST /v1/submissions/:submissionId/evidence', 201, ['evidence.added'], { bytes: file, keep: 'evidenceId' }),
  op('DELETE /v1/submissions/:submissionId/evidence/:evidenceId', 204, ['evidence.removed']),
  op('POST /v1/submissions/:submissionId/submit', 200, ['submission.submitted'], {
    body: () => ({ ...attested, changeNote: said }),
  }),
  op('POST /v1/submissions/:submissionId/assessments', 201, ['assessment.completed'], {
    by: 'assessorId',
    body: () => ({ marks: scored, feedback: said }),
  }),
  op('POST /v1/submissions/:submissionId/decisions', 201, ['decision.awarded'], {
    by: 'approverId',
    body: () => ({ outcome: 'awarded', reason: said, narrative: said }),
  }),
  submission,
  op('POST /v1/submissions/:submissionId/withdraw', 200, ['submission.withdrawn']),

  op('POST /v1/credentials', 201, issuedAtOnce, { body: report, keep: 'credentialId' }),
  status('suspend', 'suspended'),
  status('reinstate', 'reinstated'),
  status('revoke', 'revoked'),
  op('POST /v1/verifications', 200, [], {
    isPublic: true,
    body: ({ credentialId }) => ({ url: `${testOrigin}/credentials/${credentialId}` }),
  }),
  op('POST /vc-api/credentials/verify', 400, [], {
    isPublic: true,
    body: () => ({ verifiableCredential: { name: CANARY } }),
  }),
  op('POST /vc-api/presentations/verify', 400, [], {
    isPublic: true,
    body: () => ({ verifiablePresentation: { name: CANARY } }),
  }),
  // Refused for its issuer, and the deployment has a key at this door from then on.
  op('POST /vc-api/credentials/issue', 400, ['signing-key.created'], {
    by: 'operator',
    ofDeployment: true,
    body: () => general('did:example:nobody'),
  }),
  op('POST /vc-api/credentials/issue', 201, ['vc-api-credential.signed'], {
    by: 'operator',
    ofDeployment: true,
    body: ({ doorIssuer }) => general(doorIssuer),
  }),
  op('POST /v1/operator/fsck', 200, [], { by: 'operator' }),
  op('POST /v1/achievements/:achievementId/retire', 200, ['achievement.retired']),
];
