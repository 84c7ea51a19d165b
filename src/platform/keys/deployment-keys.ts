// The keys of the deployment itself: made at first use, once for all nodes together, sealed like those of institutions
// and bound to their purpose, so that none of them opens as another. Their public part is a did:key.
import type { KeyObject } from 'node:crypto';
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Database, Tx } from '../db/database.ts';
import { deployment } from '../db/scope.ts';
import { claimDeploymentKey, findDeploymentKey } from './deployment-key-store.ts';
import type { DeploymentKeyRow } from './deployment-key-store.ts';
import type { DeploymentPurpose } from './deployment-key-table.ts';
import { newKeyPair, openedKey, signBytes } from './ed25519-key.ts';
import { sealPrivateKey } from './seal.ts';
import type { KeyIdentity, MasterKey } from './seal.ts';
import { redeemLintToken } from './signer.ts';
import type { LintToken } from './signer.ts';

export interface DeploymentSigner {
  readonly keyId: string;
  readonly purpose: DeploymentPurpose;
  /** Multikey text, `z6Mk…`. */
  readonly publicKeyMultibase: string;
  /** `did:key:z6Mk…`: the name under which it signs. */
  readonly did: string;
  /** The only verification method of that DID. */
  readonly verificationMethod: string;
  /** Signs what the token holds; 64 bytes, Ed25519 (RFC 8032). */
  sign(token: LintToken): Promise<Uint8Array>;
}

export interface DeploymentKeys {
  /** @throws Problem key-unavailable when the private key cannot be made or opened with the present master key */
  signer(purpose: DeploymentPurpose, call: Call): Promise<DeploymentSigner>;
}

export interface DeploymentKeyNeeds {
  readonly database: Database;
  readonly master: MasterKey;
  /** Whether the database was made with this master key; otherwise no key is made under it. */
  readonly masterKeyFits: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Told of a new key, inside the transaction that keeps it. */
  readonly created: (tx: Tx, call: Call, key: { readonly id: string; readonly purpose: string }) => Promise<void>;
}

export function deploymentKeys(needs: DeploymentKeyNeeds): DeploymentKeys {
  const { database, master } = needs;
  const open = new Map<DeploymentPurpose, DeploymentSigner>();
  return {
    signer: async (purpose, call) => {
      const known = open.get(purpose);
      if (known !== undefined) return known;
      const row =
        (await database.read(deployment, (reader) => findDeploymentKey(reader, purpose))) ??
        (await make(purpose, call, needs));
      const signer = signerOf(row, openedKey(master, identityOf(row), row));
      open.set(purpose, signer);
      return signer;
    },
  };
}

/** Whoever inserts first has made the key; everybody else finds that one. */
async function make(purpose: DeploymentPurpose, call: Call, needs: DeploymentKeyNeeds): Promise<DeploymentKeyRow> {
  const { database, master, masterKeyFits, clock, ids, created } = needs;
  if (!masterKeyFits) {
    throw new Problem('key-unavailable', {
      detail: 'No key can be made: the master key is not the one of this database.',
      retryAfterSeconds: 60,
    });
  }
  const { publicKeyMultibase, privateKey } = newKeyPair();
  const named = { id: ids.next('signingKey'), purpose, algorithm: 'Ed25519' as const };
  const sealed = sealPrivateKey(master, identityOf(named), privateKey);
  privateKey.fill(0);
  const row: DeploymentKeyRow = { ...named, publicKeyMultibase, ...sealed, createdAt: clock.now() };
  return database.write(deployment, async (tx) => {
    if (await claimDeploymentKey(tx, row)) {
      await created(tx, call, { id: row.id, purpose });
      return row;
    }
    const found = await findDeploymentKey(tx, purpose);
    if (found === undefined) throw new Error('A key that another process made is not there.');
    return found;
  });
}

function signerOf(row: DeploymentKeyRow, key: KeyObject): DeploymentSigner {
  const { id: keyId, purpose, publicKeyMultibase } = row;
  const did = `did:key:${publicKeyMultibase}`;
  const verificationMethod = `${did}#${publicKeyMultibase}`;
  const sign = async (token: LintToken): Promise<Uint8Array> => signBytes(key, redeemLintToken(token, keyId));
  return { keyId, purpose, publicKeyMultibase, did, verificationMethod, sign };
}

/** `deployment` stands where other keys name their institution; no institution can have that id. */
function identityOf({ id, purpose, algorithm }: Pick<DeploymentKeyRow, 'id' | 'purpose' | 'algorithm'>): KeyIdentity {
  return { institutionId: 'deployment', keyId: id, purpose, algorithm };
}
