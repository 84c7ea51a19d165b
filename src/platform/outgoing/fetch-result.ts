// What fetching from a stranger's host can come to, and the error by which the parts of the fetcher tell one another
// why it stopped. The codes are public; what lies behind them is for the operator's log alone.

export type UnreachableCode =
  /** No such name, closed, filtered, busy or answering badly: one code for all, so that nobody scans ports with us. */
  | 'unreachable'
  | 'redirect_refused'
  | 'response_too_large'
  /** The host was reached and did not finish within the deadline. */
  | 'timeout'
  /** The host's certificate does not prove its name. */
  | 'tls'
  /** An address, name or port that is never asked. */
  | 'host_forbidden'
  /** Not an https URL. */
  | 'unsupported';

export interface Found {
  readonly state: 'found';
  /** After decompression. May be shared with other readers: neither to be changed nor transferred. */
  readonly bytes: Uint8Array;
  /** As the host declared it, unchecked. */
  readonly contentType?: string;
  /** Where it was read in the end, after redirects within the host. */
  readonly finalUrl: string;
}

export interface Unreachable {
  readonly state: 'unreachable';
  readonly code: UnreachableCode;
  /** Nothing was asked because too much was under way here: says nothing about the host, and is not worth keeping. */
  readonly crowded?: true;
}

/** `absent`: the host answered that there is nothing (404, 410). */
export type FetchResult = Found | { readonly state: 'absent' } | Unreachable;

/** For the operator's log; holds no path or query, because those may name a person. */
export interface FetchFailureReport {
  /** Host and port as written in the URL; empty when it could not be read. */
  readonly host: string;
  readonly code: UnreachableCode;
  readonly detail: string;
}

/** Why a fetch stopped, between the parts of the fetcher. */
export class FetchStopped extends Error {
  readonly code: UnreachableCode;
  readonly crowded: boolean;

  constructor(code: UnreachableCode, detail: string, crowded = false) {
    super(detail);
    this.name = 'FetchStopped';
    this.code = code;
    this.crowded = crowded;
  }
}
