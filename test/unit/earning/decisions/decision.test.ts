// If this fails, a ruling can differ from what the marks say.
import { describe, expect, it } from 'vitest';
import type { Score } from '../../../../src/earning/assessments/scoring.ts';
import { isSamePerson } from '../../../../src/earning/assessments/assessments.ts';
import { computedOutcome, refuseOtherOutcome } from '../../../../src/earning/decisions/decision.ts';
import { Problem } from '../../../../src/kernel/problem.ts';

const scored = (...met: boolean[]): Score => ({
  criteria: met.map((isMet, at) => ({ criterion: `c${at}`, achievedLevel: 'a', requiredLevel: 'b', met: isMet })),
  passed: met.every(Boolean),
});

function refusal(asked: 'awarded' | 'declined', score: Score): string | undefined {
  try {
    refuseOtherOutcome(asked, score);
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, detail } = error;
    return `${code}: ${detail}`;
  }
}

describe('the outcome', () => {
  it('is computed from the marks, and any other is refused', () => {
    expect(computedOutcome(scored(true, true))).toBe('awarded');
    expect(computedOutcome(scored(true, false))).toBe('declined');
    expect(refusal('awarded', scored(true, true))).toBeUndefined();
    expect(refusal('declined', scored(false, true))).toBeUndefined();
    expect(refusal('declined', scored(true))).toMatch(/^assessment_passed: /);
    expect(refusal('awarded', scored(false, true, false))).toMatch(/^assessment_not_passed: .* c0, c2\.$/);
  });
});

describe('isSamePerson', () => {
  it('goes by an address that both have', () => {
    const ana = { email: 'ana@x.example' };
    expect(isSamePerson(ana, { ...ana })).toBe(true);
    expect(isSamePerson(ana, { email: 'ana@y.example' })).toBe(false);
    expect(isSamePerson(ana, { email: null })).toBe(false);
    expect(isSamePerson({ email: null }, { email: null })).toBe(false);
  });
});
