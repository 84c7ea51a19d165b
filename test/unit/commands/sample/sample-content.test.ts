// If this fails, the sample shows newcomers a rubric that is no rubric: too few levels, levels that say the same, or no
// picture of what work at a level looks like.
import { describe, expect, test } from 'vitest';
import { drop } from '../../../../src/commands/sample/broadband-drop.ts';
import { manyGrades } from '../../../../src/commands/sample/teaching-many-grades.ts';
import { partner } from '../../../../src/commands/sample/teaching-partner.ts';
import { place } from '../../../../src/commands/sample/teaching-place.ts';

const all = [place, manyGrades, partner, drop].map((one) => [one.achievement.name, one] as const);

describe.each(all)('%s', (_name, { rubric, achievement }) => {
  test('has 3 to 5 criteria, each with 3 or 4 levels that are described and rise', () => {
    expect(rubric.criteria.length).toBeGreaterThanOrEqual(3);
    expect(rubric.criteria.length).toBeLessThanOrEqual(5);
    for (const { levels, requiredLevel } of rubric.criteria) {
      expect([3, 4]).toContain(levels.length);
      const points = levels.map((level) => level.points);
      expect(points).toEqual([...new Set(points)].toSorted((a, b) => a - b));
      expect(levels.map(({ id }) => id)).toContain(requiredLevel);
    }
  });

  test('asks for more than the lowest level in every criterion', () => {
    for (const { levels, requiredLevel } of rubric.criteria) expect(levels[0]?.id).not.toBe(requiredLevel);
  });

  test('describes every level in words of its own', () => {
    const texts = rubric.criteria.flatMap(({ levels }) => levels.map(({ description }) => description));
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text.split(' ').length).toBeGreaterThanOrEqual(7);
  });

  test('asks for evidence, and limits it', () => {
    const asked = achievement.evidenceRequirements;
    expect(asked.length).toBeGreaterThanOrEqual(3);
    const unlimited = asked.filter(
      ({ kind, leastWords, mostWords, mediaTypes }) =>
        (kind === 'text' && (leastWords === undefined || mostWords === undefined)) ||
        (kind === 'file' && mediaTypes === undefined),
    );
    expect(unlimited).toEqual([]);
  });
});
