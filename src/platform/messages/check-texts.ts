// The shape of the sentences for verification checks: one for every code a check can answer with.
import type { CheckCode, CheckName } from '../../standards/checks/check-codes.ts';
import type { CheckOutcome } from '../../standards/checks/check-result.ts';

/** What a check found, and what the person who reads it can do. `next` is left out where nothing needs doing. */
export interface CheckSentence {
  readonly says: string;
  readonly next?: string;
}

export type CheckSentences = { readonly [N in CheckName]: Readonly<Record<CheckCode<N>, CheckSentence>> };

export interface CheckTexts {
  readonly names: Readonly<Record<CheckName, { readonly name: string; readonly asks: string }>>;
  readonly sentences: CheckSentences;
  /** For a code without a sentence of its own. */
  readonly outcomes: Readonly<Record<CheckOutcome, CheckSentence>>;
}
