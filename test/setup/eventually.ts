// Waiting for what another process or a worker does: asks again and again, and gives up with a sentence.
import { setTimeout as pause } from 'node:timers/promises';

const BETWEEN_MILLISECONDS = 50;

/** What `probe` answers once it is not undefined. @throws Error naming `what` when that takes too long */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined> | T | undefined,
  withinMilliseconds = 30_000,
): Promise<T> {
  const deadline = Date.now() + withinMilliseconds;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`After ${withinMilliseconds} ms still waiting for: ${what}.`);
    await pause(BETWEEN_MILLISECONDS);
  }
}
