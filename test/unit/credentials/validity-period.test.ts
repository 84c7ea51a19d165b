// If this fails, a badge ends on another day than its holder was promised.
import { describe, expect, it } from 'vitest';
import type { Award } from '../../../src/credentials/award.ts';
import { validUntilOf } from '../../../src/credentials/prepare-credential.ts';

type Needed = Parameters<typeof validUntilOf>[0];

function end(decided: string, months?: number): string | undefined {
  // Only what the function reads: the period, and the moment of the decision.
  const achievement = { content: { ...(months !== undefined && { validFor: { months } }) } } as Award['achievement'];
  const decision = { createdAt: new Date(decided) } as Award['decision'];
  return validUntilOf({ achievement, decision } satisfies Needed)?.toISOString();
}

describe('validUntilOf', () => {
  it.each([
    ['2026-01-15T10:20:30.000Z', 1, '2026-02-15T10:20:30.000Z'],
    ['2026-01-31T00:00:00.000Z', 1, '2026-02-28T00:00:00.000Z'],
    ['2028-01-31T00:00:00.000Z', 1, '2028-02-29T00:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', 12, '2029-02-28T12:00:00.000Z'],
    ['2028-02-29T12:00:00.000Z', 48, '2032-02-29T12:00:00.000Z'],
    ['2026-03-31T23:59:59.000Z', 1, '2026-04-30T23:59:59.000Z'],
    ['2026-08-31T00:00:00.000Z', 6, '2027-02-28T00:00:00.000Z'],
    ['2026-12-31T23:59:59.000Z', 2, '2027-02-28T23:59:59.000Z'],
    ['2026-12-31T23:59:59.000Z', 1, '2027-01-31T23:59:59.000Z'],
    ['2026-11-30T00:00:00.000Z', 3, '2027-02-28T00:00:00.000Z'],
    ['2026-11-25T13:07:28.000Z', 600, '2076-11-25T13:07:28.000Z'],
  ])('%s and %d months: %s', (decided, months, expected) => {
    expect(end(decided, months)).toBe(expected);
  });

  it('has no end without a period', () => {
    expect(end('2026-11-25T13:07:28.000Z')).toBeUndefined();
  });
});
