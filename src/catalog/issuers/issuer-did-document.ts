// The DID document of an issuer profile, from the rows in the database (did:web method, §2.5.2; DID Core §5).
import type { SigningKeyRow } from '../../platform/keys/signing-key-store.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isoSeconds } from '../../kernel/clock.ts';
import { didDocument, didKeyDocument } from '../../standards/did-document.ts';
import { verificationMethodOf } from './issuer.ts';
import type { IssuerRow } from './issuer-table.ts';

/** Active, retired and revoked keys stand in it for ever; pending ones too, so that verifiers know them in time. */
export function issuerDidDocument(issuer: IssuerRow, keys: readonly SigningKeyRow[]): JsonObject {
  if (issuer.didMethod === 'key') return didKeyDocument(issuer.did);
  return didDocument({
    did: issuer.did,
    methods: keys.map((key) => ({
      id: verificationMethodOf(issuer.did, key),
      publicKeyMultibase: key.publicKeyMultibase,
      ...(key.revokedAt !== null && { revoked: isoSeconds(key.revokedAt) }),
    })),
  });
}
