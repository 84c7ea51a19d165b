// Names to addresses. A port of its own, so that one answer is checked and then used, and never asked for again.
import { Resolver as DnsResolver } from 'node:dns/promises';

export interface Resolver {
  /**
   * All IPv4 and IPv6 addresses of a host; empty when it has none.
   * @throws Error when the name does not exist or nobody answered
   */
  addressesOf(host: string, signal: AbortSignal): Promise<readonly string[]>;
}

/**
 * Asks the name servers of the system, or those given (`address:port`). Not by way of the system's `getaddrinfo`: that
 * one cannot be stopped, blocks one of few threads that files need too, and completes short names with the local domain.
 */
export function createResolver(servers?: readonly string[]): Resolver {
  return {
    addressesOf: async (host, signal) => {
      const resolver = new DnsResolver({ timeout: 1500, tries: 2 });
      if (servers !== undefined) resolver.setServers(servers);
      const stop = (): void => resolver.cancel();
      signal.addEventListener('abort', stop, { once: true });
      try {
        const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
        const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
        const [first] = answers;
        if (addresses.length === 0 && first.status === 'rejected') throw first.reason;
        return addresses;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
  };
}
