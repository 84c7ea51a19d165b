// How a row of the issuer tables looks from outside.
import type { IssuerView } from './issuer.ts';
import type { SigningKeyRow } from '../../platform/keys/signing-key-store.ts';
import { verificationMethodOf } from './issuer.ts';
import type { IssuerRow } from './issuer-table.ts';

export function issuerView(row: IssuerRow, keys: readonly SigningKeyRow[]): IssuerView {
  return {
    id: row.id,
    did: row.did,
    didMethod: row.didMethod,
    name: row.name,
    ...(row.url !== null && { url: row.url }),
    ...(row.email !== null && { email: row.email }),
    ...(row.description !== null && { description: row.description }),
    ...(row.address !== null && { address: row.address }),
    ...(row.imageId !== null && { imageId: row.imageId }),
    proofSuite: row.proofSuite,
    statusPurposes: row.statusPurposes,
    keys: keys.map((key) => ({
      id: key.id,
      purpose: key.purpose,
      state: key.state,
      publicKeyMultibase: key.publicKeyMultibase,
      verificationMethod: verificationMethodOf(row.did, key),
    })),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}
