// The one way out to a host that a stranger named: https to a public address that was checked and pinned, few redirects
// and none to another host, within a deadline, a size and a number of requests at once. It asks once, never again by
// itself, and never throws for anything a host does.
import { checkAddresses, destinationOf, isPublicAddress, redirectWithin } from './address-rules.ts';
import type { AddressRule } from './address-rules.ts';
import { createBulkhead } from './bulkhead.ts';
import type { BulkheadLimits } from './bulkhead.ts';
import { ask, readBody } from './exchange.ts';
import { FetchStopped } from './fetch-result.ts';
import type { FetchFailureReport, FetchResult } from './fetch-result.ts';
import { connectPinned } from './pinned-connection.ts';
import { createResolver } from './resolver.ts';
import type { Resolver } from './resolver.ts';

/** Most bytes of a body, by what is read. */
export const sizeLimits = {
  issuer: 64 * 1024,
  statusList: 2 * 1024 * 1024,
  credential: 512 * 1024,
  image: 2 * 1024 * 1024,
} as const;

export interface FetchOptions {
  /** The `Accept` header. */
  readonly accept?: string;
  /** Default: 64 KB, the size of an issuer's document. */
  readonly maxBytes?: number;
  /** For everything together: waiting for a place, names, connection, redirects, body. Default 5 s. */
  readonly deadlineMilliseconds?: number;
}

export type GuardedFetch = (url: string, options?: FetchOptions) => Promise<FetchResult>;

export interface GuardedFetchSettings {
  /** Named in the user agent, so that whoever is asked can learn who asks. */
  readonly publicOrigin: string;
  /** Default: 443 alone. */
  readonly ports?: readonly number[];
  readonly resolver?: Resolver;
  readonly isAllowedAddress?: AddressRule;
  /** Certificates of authorities (PEM) instead of the system's. */
  readonly ca?: string;
  readonly limits?: Partial<BulkheadLimits>;
  /** Hears why something could not be read; the result itself tells only a code. */
  readonly onFailure?: (failure: FetchFailureReport) => void;
}

const DEFAULT_LIMITS: BulkheadLimits = { most: 16, mostPerHost: 4, mostWaiting: 64, waitMilliseconds: 2000 };
const DEFAULT_DEADLINE = 5000;
const MOST_REDIRECTS = 2;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const GONE = new Set([404, 410]);

export function createGuardedFetch(settings: GuardedFetchSettings): GuardedFetch {
  const ports = settings.ports ?? [443];
  const resolver = settings.resolver ?? createResolver();
  const isAllowed = settings.isAllowedAddress ?? isPublicAddress;
  const bulkhead = createBulkhead({ ...DEFAULT_LIMITS, ...settings.limits });
  const userAgent = `Waymark (+${settings.publicOrigin})`;

  const read = async (start: URL, options: FetchOptions, visit: Visit): Promise<FetchResult> => {
    const addresses = await resolver.addressesOf(start.hostname, visit.signal);
    visit.signal.throwIfAborted();
    checkAddresses(addresses, isAllowed);
    let url = start;
    for (let redirects = 0; ; redirects += 1) {
      visit.reached = false;
      const socket = await connectPinned(url, addresses, visit.signal, settings.ca);
      visit.reached = true;
      try {
        const response = await ask(socket, url, { accept: options.accept ?? '*/*', userAgent });
        const status = response.statusCode ?? 0;
        if (GONE.has(status)) return { state: 'absent' };
        if (status === 200) {
          const bytes = await readBody(response, options.maxBytes ?? sizeLimits.issuer);
          const contentType = response.headers['content-type'];
          return { state: 'found', bytes, finalUrl: url.href, ...(contentType === undefined ? {} : { contentType }) };
        }
        if (!REDIRECTS.has(status)) throw new FetchStopped('unreachable', `status ${status}`);
        if (redirects === MOST_REDIRECTS) throw new FetchStopped('redirect_refused', 'too many redirects');
        url = redirectWithin(url, response.headers.location);
      } finally {
        socket.destroy();
      }
    }
  };

  /** In its turn, and within the deadline. */
  const visitHost = async (start: URL, options: FetchOptions): Promise<FetchResult> => {
    const deadline = new AbortController();
    const milliseconds = options.deadlineMilliseconds ?? DEFAULT_DEADLINE;
    const timer = setTimeout(() => deadline.abort(), milliseconds);
    const visit: Visit = { signal: deadline.signal, reached: false };
    const leave = await bulkhead.enter(start.hostname, milliseconds);
    try {
      if (leave === undefined) throw new FetchStopped('unreachable', 'too many requests under way', true);
      return await orAborted(read(start, options, visit), visit.signal);
    } catch (error) {
      if (!deadline.signal.aborted || (error instanceof FetchStopped && error.crowded)) throw error;
      // A host that never let us in may be filtered: that looks like a closed port.
      throw new FetchStopped(visit.reached ? 'timeout' : 'unreachable', 'the deadline has passed');
    } finally {
      leave?.();
      clearTimeout(timer);
    }
  };

  return async (text, options = {}) => {
    try {
      return await visitHost(destinationOf(text, ports), options);
    } catch (error) {
      const stopped = error instanceof FetchStopped ? error : new FetchStopped('unreachable', detailOf(error));
      const host = URL.canParse(text) ? new URL(text).host : '';
      settings.onFailure?.({ host, code: stopped.code, detail: stopped.message });
      return { state: 'unreachable', code: stopped.code, ...(stopped.crowded ? { crowded: true } : {}) };
    }
  };
}

interface Visit {
  readonly signal: AbortSignal;
  /** The host has proven its name on the present connection. */
  reached: boolean;
}

/** What `promise` answers, or a rejection as soon as the deadline passes, whether the promise hears of it or not. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Error('the deadline has passed'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
