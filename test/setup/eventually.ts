// Waiting for what another process or a worker does: asks again and again, and gives up with a sentence.
import { setTimeout as pause } from 'node:timers/promises';

/** Soon at first, then rarely: what takes long should not be slowed down by the asking. */
const FIRST_PAUSE_MILLISECONDS = 30;
const LONGEST_PAUSE_MILLISECONDS = 500;

/** What `probe` answers once it is not undefined. @throws Error naming `what` when that takes too long */
export async function eventually<T>(
  what: string,
  probe: () => Promise<T | undefined> | T | undefined,
  withinMilliseconds = 60_000,
): Promise<T> {
  const deadline = Date.now() + withinMilliseconds;
  for (let wait = FIRST_PAUSE_MILLISECONDS; ; wait = Math.min(wait * 1.4, LONGEST_PAUSE_MILLISECONDS)) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`After ${withinMilliseconds} ms still waiting for: ${what}.`);
    await pause(wait);
  }
}
