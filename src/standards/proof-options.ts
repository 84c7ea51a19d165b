// What a proof says about itself besides its signature: what it was made for and when (VC Data Integrity 1.0 §2.1, §4.3).
import { isJsonArray } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { CheckCode } from './checks/check-codes.ts';
import { limits } from './checks/limits.ts';
import type { Relationship } from './controller-document.ts';
import { parseDateTimeStamp } from './date-time.ts';

interface Expected {
  readonly purpose?: Relationship;
  readonly challenge?: string;
  readonly domain?: string;
}

/** Whether the proof was made for this: its purpose, and for whom and in answer to what when that is asked for. */
export function purposeProblem(proof: JsonObject, expected: Expected): CheckCode<'proof'> | undefined {
  const { purpose = 'assertionMethod', challenge, domain } = expected;
  if (proof.proofPurpose !== purpose) return 'purpose';
  if (challenge !== undefined && proof.challenge !== challenge) return 'challenge_mismatch';
  return domain === undefined || isJust(proof.domain, domain) ? undefined : 'domain_mismatch';
}

/**
 * What is wrong with the dates: how they are written, and with a moment given also what they say about it. The second is
 * only worth saying of a proof whose signature holds.
 */
export function datesProblem({ created, expires }: JsonObject, now?: Date): CheckCode<'proof'> | undefined {
  const createdAt = parseDateTimeStamp(created);
  const expiresAt = parseDateTimeStamp(expires);
  if (created !== undefined && createdAt === undefined) return 'created_syntax';
  if (expires !== undefined && expiresAt === undefined) return 'expires_syntax';
  if (now === undefined) return undefined;
  if (expiresAt !== undefined && expiresAt.getTime() < now.getTime() - limits.clockSkewMs) return 'proof_expired';
  const isAhead = createdAt !== undefined && createdAt.getTime() > now.getTime() + limits.clockSkewMs;
  return isAhead ? 'created_in_future' : undefined;
}

/** Whether a value is this text alone, written as such or as a list of one. */
export function isJust(value: JsonValue | undefined, text: string): boolean {
  return isJsonArray(value) ? value.length === 1 && value[0] === text : value === text;
}
