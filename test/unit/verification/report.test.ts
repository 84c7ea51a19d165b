// If this fails, a badge is called good although something about it was not established.
import { describe, expect, it } from 'vitest';
import type { CheckName } from '../../../src/standards/checks/check-codes.ts';
import { notEvaluated, passed } from '../../../src/standards/checks/check-result.ts';
import type { CheckOutcome, CheckResult } from '../../../src/standards/checks/check-result.ts';
import { outcomeOf, reportOn } from '../../../src/verification/report.ts';

const required: readonly CheckName[] = [
  'parse',
  'structure',
  'schema',
  'context',
  'issuer_key',
  'proof',
  'validity',
  'status',
];
const all: readonly CheckName[] = [...required, 'achievement_issuer'];
const good = all.map((name) => passed(name));
const goodBut = (name: CheckName, outcome: CheckOutcome): readonly CheckResult[] =>
  good.map((result) => (result.check === name ? { ...result, outcome } : result));
const now = new Date('2026-11-25T13:07:28Z');

describe('the outcome', () => {
  it('is valid when every required check passes', () => {
    expect(outcomeOf(good)).toBe('valid');
    expect(outcomeOf(goodBut('status', 'not_applicable'))).toBe('valid');
  });

  describe.each(required)('%s', (name) => {
    it('makes it invalid when it fails, indeterminate when it is unknown, did not run or is not there', () => {
      expect(outcomeOf(goodBut(name, 'fail'))).toBe('invalid');
      expect(outcomeOf(goodBut(name, 'unknown'))).toBe('indeterminate');
      expect(outcomeOf(goodBut(name, 'not_evaluated'))).toBe('indeterminate');
      expect(outcomeOf(good.filter((result) => result.check !== name))).toBe('indeterminate');
    });

    it('counts once for each of its results: one that fails among those that pass is enough', () => {
      const mixed = [...good, { ...passed(name), outcome: 'fail' as const }];
      expect(outcomeOf(mixed)).toBe('invalid');
      expect(outcomeOf([...good, { ...passed(name), outcome: 'unknown' as const }])).toBe('indeterminate');
    });
  });

  it('is invalid when one thing is wrong and another not known', () => {
    const results = goodBut('status', 'unknown').map((result) =>
      result.check === 'validity' ? { ...result, outcome: 'fail' as const } : result,
    );
    expect(outcomeOf(results)).toBe('invalid');
  });

  it('does not depend on who made the achievement', () => {
    for (const outcome of ['fail', 'unknown', 'not_evaluated'] as const) {
      expect(outcomeOf(goodBut('achievement_issuer', outcome))).toBe('valid');
    }
  });

  it('counts what was asked for or is inside: a failure decides, and so does what stayed open', () => {
    for (const name of ['recipient', 'endorsement', 'credential', 'evidence_digest'] as const) {
      const withOne = (outcome: CheckOutcome): readonly CheckResult[] => [...good, { ...passed(name), outcome }];
      expect(outcomeOf(withOne('fail'))).toBe('invalid');
      expect(outcomeOf(withOne('unknown'))).toBe('indeterminate');
      expect(outcomeOf(withOne('not_evaluated'))).toBe('valid');
    }
  });

  it('stays that of what was handed in when no newer copy or no reference of the picture can be had', () => {
    for (const name of ['image', 'refresh', 'legacy'] as const) {
      expect(outcomeOf([...good, { ...passed(name), outcome: 'unknown' as const }])).toBe('valid');
      expect(outcomeOf([...good, { ...passed(name), outcome: 'fail' as const }])).toBe('invalid');
    }
  });

  it('needs a registry that vouches only where the caller says so', () => {
    for (const outcome of ['unknown', 'not_applicable', 'fail'] as const) {
      const checks = [...good, { ...passed('issuer_trust'), outcome }];
      expect(outcomeOf(checks)).toBe('valid');
    }
    expect(outcomeOf([...good, { ...passed('issuer_trust'), outcome: 'unknown' as const }], ['issuer_trust'])).toBe(
      'indeterminate',
    );
    expect(outcomeOf([...good, passed('issuer_trust')], ['issuer_trust'])).toBe('valid');
    expect(outcomeOf(good, ['issuer_trust'])).toBe('indeterminate');
  });

  it('is never valid for nothing at all', () => {
    expect(outcomeOf([])).toBe('indeterminate');
    expect(outcomeOf(all.map((name) => notEvaluated(name)))).toBe('indeterminate');
  });
});

describe('a report', () => {
  it('has every check in it, also those that did not run', () => {
    const checks = [passed('parse'), { check: 'structure', outcome: 'fail', code: 'null_value' } as const];
    const report = reportOn({ checks, warnings: [], now, kind: 'unreadable', media: 'json' });
    expect(report.outcome).toBe('invalid');
    const names = [...all, 'open_badge', 'refresh', 'issuer_trust', 'recipient'];
    expect(new Set(report.checks.map(({ check }) => check))).toEqual(new Set(names));
    expect(report.checks.filter(({ outcome }) => outcome === 'not_evaluated')).toHaveLength(names.length - 2);
    expect(report).toMatchObject({ warnings: [], verifiedAt: now.toISOString() });
    expect(report).not.toHaveProperty('credential');
  });
});
