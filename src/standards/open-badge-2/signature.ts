// The signature of a signed assertion (Open Badges 2.0 §"Signed Badges"): a compact JWS, RS256, by a key that the issuer
// lists in its profile and that names the issuer as its owner.
import { compactVerify, importSPKI } from 'jose';
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { listOf } from '../checks/walk.ts';
import { textOf } from './assertion.ts';
import { Stop, hostedObject, hostedText } from './hosted-documents.ts';
import type { HostedDocuments } from './hosted-documents.ts';
import type { LegacyAssertion } from './recognise.ts';
import { hostOf } from './scope.ts';

/** PEM of an RSA key of 8192 bits is shorter; checking a signature with a longer one takes too long. */
const longestPem = 2_000;

export interface SigningParty {
  readonly issuerUrl: string;
  readonly issuer: JsonObject;
  /** The address of the key as the assertion names it. */
  readonly keyUrl: string | undefined;
}

/** @throws Stop when the key must be read first, is not the issuer's, or did not sign this */
export async function verifySignature(
  { compact = '', jws, version }: LegacyAssertion,
  party: SigningParty,
  documents: HostedDocuments,
): Promise<void> {
  const algorithm = jws?.header.alg;
  if (typeof algorithm !== 'string' || /^(?:none|hs\d*)$/i.test(algorithm)) throw new Stop('refuted', 'bad_signature');
  if (algorithm !== 'RS256' || jws?.header.crit !== undefined) throw new Stop('unverified', 'unsupported_verification');
  const pem = version === 1 ? keyOfVersion1(party, documents) : keyOfVersion2(party, documents);
  if (pem.length > longestPem) throw new Stop('unverified', 'unsupported_key');
  const key = await importSPKI(pem.trim(), 'RS256').catch(() => {
    throw new Stop('unverified', 'unsupported_key', party.keyUrl);
  });
  const isWeak = 'modulusLength' in key.algorithm && Number(key.algorithm.modulusLength) < 2048;
  if (isWeak) throw new Stop('unverified', 'unsupported_key', party.keyUrl);
  await compactVerify(compact, key, { algorithms: ['RS256'] }).catch(() => {
    throw new Stop('refuted', 'bad_signature', party.keyUrl);
  });
}

/** Version 1 publishes the bare key; it is the issuer's because it lies on the issuer's host. */
function keyOfVersion1({ issuerUrl, keyUrl }: SigningParty, documents: HostedDocuments): string {
  if (keyUrl === undefined) throw new Stop('refuted', 'no_verification');
  if (hostOf(keyUrl) !== hostOf(issuerUrl)) throw new Stop('refuted', 'key_not_listed', keyUrl);
  return hostedText(keyUrl, documents);
}

function keyOfVersion2({ issuerUrl, issuer, keyUrl }: SigningParty, documents: HostedDocuments): string {
  const listed = listOf(issuer.publicKey);
  const ids = listed.map((key) => textOf(isJsonObject(key) ? key.id : key));
  // Without a `creator` the issuer's key is meant, which is only clear when there is one.
  const wanted = keyUrl ?? (ids.length === 1 ? ids[0] : undefined);
  if (wanted === undefined || !ids.includes(wanted)) throw new Stop('refuted', 'key_not_listed', wanted);
  const inside = listed.find((key) => isJsonObject(key) && key.id === wanted && typeof key.publicKeyPem === 'string');
  const key = isJsonObject(inside) ? inside : hostedObject(wanted, documents);
  const owner = textOf(key.owner);
  if (owner !== issuerUrl && owner !== textOf(issuer.id)) throw new Stop('refuted', 'key_owner_mismatch', wanted);
  const pem = textOf(key.publicKeyPem);
  if (pem === undefined) throw new Stop('unverified', 'unsupported_key', wanted);
  return pem;
}
