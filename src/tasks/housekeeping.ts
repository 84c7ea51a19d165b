// Small chores that are due every so often, run by the worker between its rounds.
import type { Clock } from '../kernel/clock.ts';

export interface Chore {
  readonly everySeconds: number;
  /** Must be harmless to run on several nodes at once. */
  run(): Promise<unknown>;
}

/** A function that runs each chore when its time has come. */
export function housekeeping(clock: Clock, chores: readonly Chore[]): () => Promise<void> {
  const due = new Map<Chore, number>(chores.map((chore) => [chore, 0]));
  return async () => {
    const now = clock.now().getTime();
    for (const chore of chores) {
      if ((due.get(chore) ?? 0) > now) continue;
      due.set(chore, now + chore.everySeconds * 1_000);
      await chore.run();
    }
  };
}
