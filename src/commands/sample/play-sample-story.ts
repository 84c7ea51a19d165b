// Plays the sample story through the public HTTP API: a small rural stack of micro-credentials, from rubric to badge.
import type { Translator } from '../../platform/messages/translator.ts';

export interface SampleRequest {
  /** Where the API listens, without a slash at the end. */
  readonly api: string;
  readonly operatorKey: string;
  /** Told before each step. */
  readonly progress: (place: number, count: number, what: string) => void;
  readonly t: Translator;
}

export interface SampleOutcome {
  /** Paths on the public origin. */
  readonly badgePath: string;
  readonly achievementPath: string;
  readonly institutionPath: string;
  readonly verdict: string;
  /** A key of the sample institution, shown once. */
  readonly apiKey: string;
}

export async function playSampleStory(request: SampleRequest): Promise<SampleOutcome> {
  throw new Error(`The sample is not written yet (${request.api}).`);
}
