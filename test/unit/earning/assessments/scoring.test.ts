// If this fails, a submission passes that must not, or a pass is lost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion, RubricContent } from '../../../../src/catalog/rubrics/rubric.ts';
import {
  brokenMarks,
  brokenResults,
  levelForPoints,
  marksFromResults,
  score,
} from '../../../../src/earning/assessments/scoring.ts';

// Levels stand in no order: their points decide, never their place.
const plan: Criterion = {
  id: 'plan',
  name: 'Plan',
  requiredLevel: 'good',
  levels: [
    { id: 'great', name: 'Great', points: 3 },
    { id: 'none', name: 'None', points: -1 },
    { id: 'good', name: 'Good', points: 1.5 },
  ],
};
const teach: Criterion = {
  id: 'teach',
  name: 'Teach',
  requiredLevel: 'yes',
  levels: [
    { id: 'yes', name: 'Yes', points: 1 },
    { id: 'no', name: 'No', points: 0 },
  ],
};
const rubric: RubricContent = { name: 'R', criteria: [plan, teach] };
const marks = (planLevel: string, teachLevel: string) => [
  { criterion: 'teach', level: teachLevel },
  { criterion: 'plan', level: planLevel },
];
const found = (errors: readonly { pointer: string; code: string }[]) =>
  errors.map(({ pointer, code }) => `${pointer} ${code}`);

describe('score', () => {
  it.each([
    ['good', 'yes', true],
    ['great', 'yes', true],
    ['none', 'yes', false],
    ['great', 'no', false],
    ['none', 'no', false],
  ])('plan %s and teach %s: passed is %s', (planLevel, teachLevel, passed) => {
    expect(score(rubric, marks(planLevel, teachLevel)).passed).toBe(passed);
  });

  it('tells each criterion in the order of the rubric, with the comment that was made', () => {
    const given = [
      { criterion: 'teach', level: 'no', comment: 'Not seen.' },
      { criterion: 'plan', level: 'great' },
    ];
    expect(score(rubric, given)).toEqual({
      criteria: [
        { criterion: 'plan', achievedLevel: 'great', requiredLevel: 'good', met: true },
        { criterion: 'teach', achievedLevel: 'no', requiredLevel: 'yes', met: false, comment: 'Not seen.' },
      ],
      passed: false,
    });
  });

  it('passes exactly when every criterion reaches its required points, whatever the order of levels and marks', () => {
    const level = fc.integer({ min: 0, max: 4 });
    const anyCriterion = fc.tuple(
      fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }),
      level,
      level,
    );
    fc.assert(
      fc.property(fc.array(anyCriterion, { minLength: 1, maxLength: 5 }), fc.boolean(), (drawn, turned) => {
        const criteria = drawn.map(([points, required], at): Criterion => ({
          id: `c${at}`,
          name: `C${at}`,
          requiredLevel: `l${required}`,
          levels: points.map((value, n) => ({ id: `l${n}`, name: `L${n}`, points: value })),
        }));
        const given = drawn.map(([, , reached], at) => ({ criterion: `c${at}`, level: `l${reached}` }));
        const passes = drawn.every(([points, required, reached]) => (points[reached] ?? 0) >= (points[required] ?? 0));
        expect(score({ name: 'R', criteria }, turned ? given.toReversed() : given).passed).toBe(passes);
      }),
    );
  });

  it('refuses to score marks that do not fit instead of guessing', () => {
    expect(() => score(rubric, [{ criterion: 'plan', level: 'good' }])).toThrow('No fitting mark for criterion teach');
    expect(() => score(rubric, marks('excellent', 'yes'))).toThrow('No fitting mark for criterion plan');
  });
});

describe('levelForPoints', () => {
  it.each([
    [-1.001, undefined],
    [-1, 'none'],
    [0, 'none'],
    [1.4999, 'none'],
    [1.5, 'good'],
    [2.9999, 'good'],
    [3, 'great'],
    [1e9, 'great'],
  ])('%d points reach %s', (points, level) => {
    expect(levelForPoints(plan, points)?.id).toBe(level);
  });

  it('becomes the mark that says the same, with its comment', () => {
    const results = [
      { criterion: 'teach', points: 1, comment: 'All of it.' },
      { criterion: 'plan', points: 1.5 },
    ];
    expect(marksFromResults(rubric, results)).toEqual([
      { criterion: 'teach', level: 'yes', comment: 'All of it.' },
      { criterion: 'plan', level: 'good' },
    ]);
  });
});

describe('what does not fit the rubric', () => {
  it('is told completely, each with its pointer', () => {
    expect(found(brokenMarks(rubric, marks('good', 'yes')))).toEqual([]);
    expect(found(brokenMarks(rubric, []))).toEqual(['/marks criterion_missing', '/marks criterion_missing']);
    const odd = [
      { criterion: 'plan', level: 'yes' },
      { criterion: 'plan', level: 'good' },
      { criterion: 'sing', level: 'good' },
    ];
    expect(found(brokenMarks(rubric, odd))).toEqual([
      '/marks/1/criterion criterion_repeated',
      '/marks/2/criterion unknown_criterion',
      '/marks criterion_missing',
      '/marks/0/level unknown_level',
    ]);
  });

  it('is a result below the lowest level too', () => {
    const results = [
      { criterion: 'plan', points: -2 },
      { criterion: 'teach', points: 0 },
    ];
    expect(found(brokenResults(rubric, results))).toEqual(['/results/0/points below_lowest_level']);
    expect(found(brokenResults(rubric, [{ criterion: 'plan', points: 3 }]))).toEqual(['/results criterion_missing']);
  });
});
