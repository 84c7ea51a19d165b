// How many requests may be under way at once, in all and to one host, and how many may wait for a place: a slow host
// can never take up every connection, and a crowd never piles up without bound.

export interface BulkheadLimits {
  readonly most: number;
  readonly mostPerHost: number;
  readonly mostWaiting: number;
  readonly waitMilliseconds: number;
}

export interface Bulkhead {
  /**
   * Takes a place, first come first served among those whose host has one free.
   * @param longest milliseconds that the caller can wait, when that is less than the limit
   * @returns undefined when none came free in time
   */
  enter(host: string, longest: number): Promise<Leave | undefined>;
}

/** Gives the place back; only the first call counts. */
export type Leave = () => void;

interface Waiting {
  readonly host: string;
  readonly admit: (leave: Leave) => void;
}

export function createBulkhead(limits: BulkheadLimits): Bulkhead {
  const perHost = new Map<string, number>();
  const waiting = new Set<Waiting>();
  let inside = 0;

  const hasPlace = (host: string): boolean => inside < limits.most && (perHost.get(host) ?? 0) < limits.mostPerHost;

  const take = (host: string): Leave => {
    inside += 1;
    perHost.set(host, (perHost.get(host) ?? 0) + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      inside -= 1;
      const others = (perHost.get(host) ?? 0) - 1;
      if (others > 0) perHost.set(host, others);
      else perHost.delete(host);
      admitNext();
    };
  };

  const admitNext = (): void => {
    for (const one of waiting) {
      if (inside >= limits.most) return;
      if (!hasPlace(one.host)) continue;
      waiting.delete(one);
      one.admit(take(one.host));
    }
  };

  return {
    enter: async (host, longest) => {
      if (hasPlace(host)) return take(host);
      if (waiting.size >= limits.mostWaiting) return undefined;
      return new Promise((resolve) => {
        const one: Waiting = {
          host,
          admit: (leave) => {
            clearTimeout(timer);
            resolve(leave);
          },
        };
        const timer = setTimeout(
          () => {
            waiting.delete(one);
            resolve(undefined);
          },
          Math.min(limits.waitMilliseconds, longest),
        );
        waiting.add(one);
      });
    },
  };
}
