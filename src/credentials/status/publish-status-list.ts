// Signs a status list from its entries and publishes it, when it does not show their latest state yet. A list is never
// replaced by an older one: the change count that it shows only grows.
import { findPublicIssuer } from '../../catalog/issuers/issuer-store.ts';
import { verificationMethodOf } from '../../catalog/issuers/issuer.ts';
import type { IssuerRow } from '../../catalog/issuers/issuer-table.ts';
import type { Call } from '../../kernel/call.ts';
import { isoSeconds } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { CrashPoint } from '../../kernel/crash-point.ts';
import { sha256Hex } from '../../kernel/digest.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { Problem } from '../../kernel/problem.ts';
import type { AuditLog } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import { deployment } from '../../platform/db/scope.ts';
import type { KeyDriver } from '../../platform/keys/sealed-keys.ts';
import { mintLintToken } from '../../platform/keys/signer.ts';
import { activeSigningKey } from '../../platform/keys/signing-key-store.ts';
import type { SigningKeyRow } from '../../platform/keys/signing-key-store.ts';
import { bitstringWith } from '../../standards/bitstring.ts';
import { contextsFor, prepareSigning } from '../../standards/data-integrity.ts';
import { decodeMultikey } from '../../standards/multikey.ts';
import { statusListCredential } from '../../standards/status-list.ts';
import { verifyProofs } from '../../standards/verify-proofs.ts';
import { statusListUrl } from '../credential.ts';
import { publishList, readListForPublishing } from './status-list-store.ts';
import type { StatusListRow } from './status-list-table.ts';

/** How long others may keep a copy: five minutes, the same as Cache-Control says. */
export const LIST_TTL_MILLISECONDS = 300_000;

export interface PublishNeeds {
  readonly database: Database;
  readonly keys: KeyDriver;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly crash: CrashPoint;
  /** Told when a signature turned out not to be good. */
  readonly alarm: (what: 'signature_not_good') => void;
}

/**
 * @throws Problem key-unavailable when the list cannot be signed now
 * @throws Problem signing-failed when the signature is not good; the list that is published stays
 */
export async function publishStatusList(listId: string, call: Call, needs: PublishNeeds): Promise<void> {
  const { database, clock } = needs;
  const found = await database.read(deployment, async (reader) => {
    const picture = await readListForPublishing(reader, listId);
    if (picture === undefined) return undefined;
    const issuer = await findPublicIssuer(reader, picture.list.issuerId);
    const purpose = issuer?.didMethod === 'key' ? 'assertion' : 'status';
    return { ...picture, issuer, key: await activeSigningKey(reader, picture.list.issuerId, purpose) };
  });
  if (found === undefined || found.list.publishedVersion >= found.list.wantedVersion) return;
  if (found.issuer === undefined || found.key === undefined) {
    throw new Problem('key-unavailable', {
      detail: 'The issuer has no active key for its status list.',
      retryAfterSeconds: 60,
    });
  }
  const now = clock.now();
  const document = await signedList(found.list, found.set, found.issuer, found.key, now, needs.keys);
  needs.crash('after-list-signed');
  if (!(await isSignedWith(document, found.issuer, found.key, now))) {
    needs.alarm('signature_not_good');
    throw new Problem('signing-failed', {
      code: 'status_list',
      detail: 'The signature of the status list did not verify, so it was not published.',
      retryAfterSeconds: 10,
    });
  }
  const signed = JSON.stringify(document);
  const version = found.list.wantedVersion;
  const signedSha256 = sha256Hex(signed);
  await database.write(deployment, async (tx) => {
    const newer = await publishList(tx, listId, version, { signedDocument: signed, signedSha256, publishedAt: now });
    if (!newer) return;
    await needs.audit.append(tx, call, {
      event: 'status-list.published',
      subject: { type: 'status-list', id: listId },
      institutionId: found.list.institutionId,
      details: { version, sha256: signedSha256 },
    });
  });
}

async function signedList(
  list: StatusListRow,
  set: readonly number[],
  issuer: IssuerRow,
  key: SigningKeyRow,
  now: Date,
  keys: KeyDriver,
): Promise<JsonObject> {
  const prepared = await prepareSigning({
    unsigned: statusListCredential({
      id: statusListUrl(list.origin, list.id),
      contexts: contextsFor(issuer.proofSuite, 'status-list'),
      issuerId: issuer.did,
      statusPurpose: list.purpose,
      bits: bitstringWith(set, list.size),
      validFrom: isoSeconds(now),
      ttlMs: LIST_TTL_MILLISECONDS,
    }),
    suite: issuer.proofSuite,
    verificationMethod: verificationMethodOf(issuer.did, key),
    created: isoSeconds(now),
  });
  const signature = await keys.signer(key).sign(mintLintToken(key.id, prepared.bytesToSign));
  return prepared.withSignature(signature);
}

async function isSignedWith(document: JsonObject, issuer: IssuerRow, key: SigningKeyRow, now: Date): Promise<boolean> {
  const read = decodeMultikey(key.publicKeyMultibase);
  if (!read.ok) return false;
  const { publicKey } = read;
  const published = { id: verificationMethodOf(issuer.did, key), controller: issuer.did, publicKey };
  const resolveMethod = () => ({ ok: true as const, key: published });
  const results = await verifyProofs({ document, resolveMethod, now });
  return results.length === 1 && results[0]?.outcome === 'pass';
}
