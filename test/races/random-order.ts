// Whether drawn numbers look random: tests that evenly drawn ones fail less than once in a million times.

/** Each is true when nothing speaks against the numbers having been drawn evenly from [0, size). */
export interface Looks {
  /** Neighbours in time are not neighbours in the list. */
  readonly adjacent: boolean;
  /** As many runs above and below the median as chance gives (Wald and Wolfowitz). */
  readonly runs: boolean;
  /** Eight equal parts of the list are filled alike (χ² with 7 degrees of freedom). */
  readonly spread: boolean;
}

const FIVE_SIGMA = 5;
/** χ² with 7 degrees of freedom exceeds this with p = 10⁻⁶. */
const MOST_CHI_SQUARE = 40.5;
const PARTS = 8;

export function lookRandom(indexes: readonly number[], size: number): Looks {
  const pairs = indexes.slice(1).map((index, place) => Math.abs(index - (indexes[place] ?? 0)));
  return {
    adjacent: pairs.filter((distance) => distance <= 1).length <= 2,
    runs: Math.abs(runsScore(indexes)) < FIVE_SIGMA,
    spread: chiSquare(indexes, size) < MOST_CHI_SQUARE,
  };
}

function runsScore(indexes: readonly number[]): number {
  const median = indexes.toSorted((a, b) => a - b)[Math.floor(indexes.length / 2)] ?? 0;
  const above = indexes.map((index) => index >= median);
  const up = above.filter(Boolean).length;
  const down = above.length - up;
  const runs = 1 + above.filter((side, place) => place > 0 && side !== above[place - 1]).length;
  const expected = (2 * up * down) / (up + down) + 1;
  const variance = ((expected - 1) * (expected - 2)) / (up + down - 1);
  return (runs - expected) / Math.sqrt(variance);
}

function chiSquare(indexes: readonly number[], size: number): number {
  const counts = Array.from({ length: PARTS }, () => 0);
  for (const index of indexes) {
    const part = Math.floor((index / size) * PARTS);
    counts[part] = (counts[part] ?? 0) + 1;
  }
  const expected = indexes.length / PARTS;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
