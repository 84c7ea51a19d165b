// The terms on which a verification method stands in a document: whose it is, whether it was revoked, until when it is good
// (CID 1.0 §2.2). What kind of key it is, and what it may be used for, is judged elsewhere.
import type { JsonObject } from '../../kernel/json.ts';
import { parseDateTimeStamp } from '../date-time.ts';
import type { CheckCode } from './check-codes.ts';
import { limits } from './limits.ts';

/** What is wrong with the terms of a method of this controller; undefined when nothing is. */
export function methodProblem(
  method: JsonObject,
  controllerId: string,
  now: Date,
): CheckCode<'issuer_key'> | undefined {
  // A profile under an https address may leave out that its methods are its own; a DID document must say so.
  const { controller = controllerId.startsWith('did:') ? '' : controllerId } = method;
  if (controller !== controllerId) return 'controller_mismatch';
  const revokedAt = method.revoked === undefined ? undefined : parseDateTimeStamp(method.revoked);
  // An unreadable date is read as "revoked": the issuer meant to say something about the end of this key.
  if (method.revoked !== undefined && (revokedAt === undefined || revokedAt <= now)) return 'key_revoked';
  if (method.expires === undefined) return undefined;
  const expiresAt = parseDateTimeStamp(method.expires);
  const isOver = expiresAt === undefined || expiresAt.getTime() < now.getTime() - limits.clockSkewMs;
  return isOver ? 'key_expired' : undefined;
}
