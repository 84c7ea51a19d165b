// Measures cases side by side in one process: warmed up, in rounds whose order is reversed every other time, with the
// memory tidied before each. CPU time counts all threads of the process; ratios are taken round by round.

export interface Case {
  readonly name: string;
  /** Operations per round. */
  readonly times: number;
  /** Does that many operations. */
  round(times: number): Promise<unknown>;
  /** What the operations left behind to be done later: its CPU time counts, its wall time does not. */
  settle?(): Promise<unknown>;
  /** Told that everything so far was warming up. */
  warmed?(): void;
}

/** What one round took, per operation, in milliseconds. */
export interface Sample {
  readonly cpu: number;
  readonly wall: number;
}

export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** A round that is one operation after the other. */
export function oneByOne(run: () => Promise<unknown>): Case['round'] {
  return async (times) => {
    for (let n = 0; n < times; n++) await run();
  };
}

export async function measure(cases: readonly Case[], rounds: number): Promise<Samples> {
  const samples = new Map<string, Sample[]>(cases.map((one) => [one.name, []]));
  for (const one of cases) {
    await timed(one, Math.ceil(one.times / 2));
    one.warmed?.();
  }
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? cases : cases.toReversed();
    for (const one of order) {
      globalThis.gc?.();
      samples.get(one.name)?.push(await timed(one, one.times));
    }
  }
  return samples;
}

async function timed(one: Case, times: number): Promise<Sample> {
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  await one.round(times);
  const wall = performance.now() - wallBefore;
  await one.settle?.();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1_000 / times, wall: wall / times };
}

/** Middle value, and the quarter marks around it. */
export function spread(values: readonly number[]): {
  readonly median: number;
  readonly low: number;
  readonly high: number;
} {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** How many times as much CPU the reference needs, round by round; below 1 the reference is cheaper. */
export function ratios(samples: Samples, name: string, reference: string): readonly number[] {
  const own = samples.get(name) ?? [];
  const other = samples.get(reference) ?? [];
  return own.map((sample, round) => (other[round]?.cpu ?? Number.NaN) / sample.cpu);
}
