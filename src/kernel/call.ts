// What a use case is told of the request that runs it, besides its input.
import type { Principal } from './principal.ts';

/** A repeated request is recognised by caller, operation and key; `bodyDigest` tells whether it is the same request. */
export interface IdempotencyRequest {
  readonly key: string;
  /** SHA-256 of what was asked, hexadecimal. */
  readonly bodyDigest: string;
}

export interface Call<P extends Principal = Principal> {
  readonly principal: P;
  /** For the log and the audit entry; never a secret. */
  readonly requestId: string;
  /** Name in the policy table, such as `rubrics.create`. */
  readonly operation: string;
  readonly idempotency?: IdempotencyRequest;
}
