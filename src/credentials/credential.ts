// What a credential is here: the row that says what was meant to be signed before it is signed, and what was signed.
// Its state only moves forward: prepared → signing → published, or burned when signing went wrong.
// Its status is what verifiers see of it later: active, suspended, revoked.

/**
 * `prepared`: id, key, status entries and the exact unsigned bytes are committed. `signing`: the log says that a
 * signature is about to be made. `published`: signed, verified with the published key, logged, served.
 * `burned`: the signature was not good; the indexes are set and never used again.
 */
export type CredentialState = 'prepared' | 'signing' | 'published' | 'burned';
export type CredentialStatus = 'active' | 'suspended' | 'revoked';

export interface CredentialView {
  readonly id: string;
  /** Where it is served, and its id inside the signed document. */
  readonly url: string;
  readonly state: CredentialState;
  readonly status: CredentialStatus;
  readonly statusReason?: string;
  readonly achievementId: string;
  readonly achievementVersion: number;
  readonly recipientId: string;
  readonly issuerId: string;
  readonly decisionId: string;
  readonly proofSuite: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly createdAt: string;
  readonly publishedAt?: string;
  /** SHA-256 of the signed document's bytes. */
  readonly sha256?: string;
}

/** The public URL of a credential. */
export function credentialUrl(origin: string, id: string): string {
  return `${origin}/credentials/${id}`;
}

/** The public URL of a status list. */
export function statusListUrl(origin: string, id: string): string {
  return `${origin}/status-lists/${id}`;
}

/** The public URL of one version of an achievement, which is also its id in signed documents. */
export function achievementUrl(origin: string, id: string, version: number): string {
  return `${origin}/achievements/${id}/versions/${version}`;
}
