// Badges and status lists of issuers elsewhere: signed by the reference library with keys that this deployment has never
// seen, under did:key names, so that verifying them needs no network.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import { sha256 } from '../../src/kernel/digest.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { contextsFor } from '../../src/standards/data-integrity.ts';
import type { ProofSuite } from '../../src/standards/data-integrity.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';

export interface ForeignIssuer {
  readonly did: string;
  /** Its one verification method. */
  readonly methodId: string;
  readonly key: Ed25519Multikey.KeyPair;
}

export interface SigningOptions {
  readonly suite?: ProofSuite;
  /** When the proof says it was made. */
  readonly created?: string;
  /** Another method id than the issuer's own, for what a forger would claim. */
  readonly methodId?: string;
}

/** The moment at which the tests of verification stand. */
export const verifiedAt = new Date('2026-11-25T13:07:28.000Z');
const earlier = '2026-11-01T09:00:00Z';

/** Grows from a word, so that every run has the same key. */
export async function foreignIssuer(word: string): Promise<ForeignIssuer> {
  const { publicKeyMultibase } = await Ed25519Multikey.generate({ seed: sha256(word) });
  const did = `did:key:${publicKeyMultibase}`;
  const methodId = `${did}#${publicKeyMultibase}`;
  const key = await Ed25519Multikey.generate({ id: methodId, controller: did, seed: sha256(word) });
  return { did, methodId, key };
}

/** A small badge with everything that Open Badges 3.0 requires; `more` replaces members. */
export function unsignedForeignBadge(issuerId: string, more: JsonObject = {}, suite?: ProofSuite): JsonObject {
  return {
    '@context': [...contextsFor(suite ?? 'eddsa-rdfc-2022')],
    id: 'https://badges.elsewhere.example/credentials/1',
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: 'Reads a watershed map',
    issuer: { id: issuerId, type: ['Profile'], name: 'Elsewhere Institute' },
    validFrom: earlier,
    credentialSubject: {
      id: 'https://people.elsewhere.example/1',
      type: ['AchievementSubject'],
      achievement: {
        id: 'https://badges.elsewhere.example/achievements/1',
        type: ['Achievement'],
        name: 'Reads a watershed map',
        description: 'Finds where the water of a valley goes.',
        criteria: { narrative: 'Follow three creeks on a map.' },
      },
    },
    ...more,
  };
}

export async function signForeign(
  unsigned: JsonObject,
  issuer: ForeignIssuer,
  { suite = 'eddsa-rdfc-2022', created = earlier, methodId = issuer.methodId }: SigningOptions = {},
): Promise<JsonObject> {
  const signer = { ...issuer.key.signer(), id: methodId };
  const options = { signer, date: created };
  return (await issue({
    credential: structuredClone(unsigned),
    suite:
      suite === 'eddsa-rdfc-2022'
        ? new DataIntegrityProof({ ...options, cryptosuite })
        : new Ed25519Signature2020(options),
    documentLoader: staticDocumentLoader,
    now: new Date(created),
  })) as JsonObject;
}

export async function foreignBadge(
  issuer: ForeignIssuer,
  more: JsonObject = {},
  options: SigningOptions = {},
): Promise<JsonObject> {
  return signForeign(unsignedForeignBadge(issuer.did, more, options.suite), issuer, options);
}
