// Why a link gave nothing, as a stranger may hear it. That a name leads to an address inside our network is not told: it
// would say which names exist there.
import { destinationOf } from '../platform/outgoing/address-rules.ts';
import { FetchStopped } from '../platform/outgoing/fetch-result.ts';
import type { UrlVerification } from '../verification/verify-subject.ts';

export type NothingCode = (UrlVerification & { readonly ok: false })['code'];

/** `host_forbidden` only where the link itself shows it; otherwise it is as if nobody answered. */
export function toldCode(url: string, code: NothingCode): NothingCode {
  return code === 'host_forbidden' && !showsForbidden(url) ? 'unreachable' : code;
}

function showsForbidden(url: string): boolean {
  try {
    destinationOf(url, [443]);
    return false;
  } catch (error) {
    return error instanceof FetchStopped && error.code === 'host_forbidden';
  }
}
