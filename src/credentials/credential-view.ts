// How a credential's row looks to its institution.
import type { CredentialView } from './credential.ts';
import { credentialUrl } from './credential.ts';
import type { CredentialRow } from './credential-table.ts';

export function credentialView(row: CredentialRow): CredentialView {
  return {
    id: row.id,
    url: credentialUrl(row.origin, row.id),
    state: row.state,
    status: row.status,
    ...(row.statusReason !== null && { statusReason: row.statusReason }),
    achievementId: row.achievementId,
    achievementVersion: row.achievementVersion,
    recipientId: row.recipientId,
    issuerId: row.issuerId,
    decisionId: row.decisionId,
    proofSuite: row.proofSuite,
    validFrom: row.validFrom.toISOString(),
    ...(row.validUntil !== null && { validUntil: row.validUntil.toISOString() }),
    createdAt: row.createdAt.toISOString(),
    ...(row.publishedAt !== null && { publishedAt: row.publishedAt.toISOString() }),
    ...(row.signedSha256 !== null && { sha256: row.signedSha256 }),
  };
}
