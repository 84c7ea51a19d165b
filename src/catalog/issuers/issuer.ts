// What an issuer profile is, how it looks to its institution, and the DID document it is known by.
import type { PostalAddress } from '../institutions/institution.ts';

export type DidMethod = 'web' | 'key';
export const proofSuites = ['eddsa-rdfc-2022', 'Ed25519Signature2020'] as const;
export type ProofSuite = (typeof proofSuites)[number];
export const statusPurposes = ['revocation', 'suspension'] as const;
export type StatusPurpose = (typeof statusPurposes)[number];

export interface IssuerInput {
  readonly name: string;
  readonly url?: string;
  readonly email?: string;
  readonly description?: string;
  readonly address?: PostalAddress;
  readonly imageId?: string;
  /** How credentials are signed unless a call says otherwise; `eddsa-rdfc-2022` when left out. */
  readonly proofSuite?: ProofSuite;
  /** Which status entries a credential gets; `["revocation"]` when left out, the one entry that OB 3.0 allows. */
  readonly statusPurposes?: readonly StatusPurpose[];
}

export interface NewIssuerInput extends IssuerInput {
  /** `web` when left out: a did:web document served by this deployment. */
  readonly didMethod?: DidMethod;
}

export interface IssuerKeyView {
  readonly id: string;
  readonly purpose: string;
  readonly state: string;
  readonly publicKeyMultibase: string;
  readonly verificationMethod: string;
}

export interface IssuerView extends IssuerInput {
  readonly id: string;
  readonly did: string;
  readonly didMethod: DidMethod;
  readonly proofSuite: ProofSuite;
  readonly statusPurposes: readonly StatusPurpose[];
  readonly keys: readonly IssuerKeyView[];
  readonly version: number;
  readonly createdAt: string;
}

/** The id of a key inside its issuer's DID document: the fragment is the key itself (Controlled Identifiers §2.2). */
export function verificationMethodOf(did: string, key: { readonly publicKeyMultibase: string }): string {
  return `${did}#${key.publicKeyMultibase}`;
}
