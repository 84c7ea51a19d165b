// Scoring: from an assessor's marks to what was reached. Pure. A submission passes when every criterion is at or above
// its required level; nothing is averaged, and no strength makes up for a gap.
import { orderedLevels } from '../../catalog/rubrics/rubric.ts';
import type { Criterion, CriterionLevel, RubricContent } from '../../catalog/rubrics/rubric.ts';
import type { ProblemError } from '../../kernel/problem.ts';

/** An assessor's entry for one criterion. */
export interface Mark {
  readonly criterion: string;
  readonly level: string;
  readonly comment?: string;
}

/** A measured outcome for one criterion, in the points of its rubric. */
export interface PointsResult {
  readonly criterion: string;
  readonly points: number;
  readonly comment?: string;
}

export interface CriterionOutcome {
  readonly criterion: string;
  readonly achievedLevel: string;
  readonly requiredLevel: string;
  readonly met: boolean;
  readonly comment?: string;
}

export interface Score {
  readonly criteria: readonly CriterionOutcome[];
  /** Whether every criterion is met. */
  readonly passed: boolean;
}

/** Marks that do not fit the rubric: unknown, repeated or missing. Pointers are into `/marks`. */
export function brokenMarks(rubric: RubricContent, marks: readonly Mark[]): ProblemError[] {
  const errors = unfitting(rubric, marks, '/marks');
  marks.forEach((mark, index) => {
    const criterion = rubric.criteria.find((candidate) => candidate.id === mark.criterion);
    if (criterion !== undefined && !criterion.levels.some((level) => level.id === mark.level)) {
      errors.push({
        pointer: `/marks/${index}/level`,
        code: 'unknown_level',
        detail: `The criterion ${criterion.id} has no such level.`,
      });
    }
  });
  return errors;
}

/** Results that do not fit the rubric. Pointers are into `/results`. */
export function brokenResults(rubric: RubricContent, results: readonly PointsResult[]): ProblemError[] {
  const errors = unfitting(rubric, results, '/results');
  results.forEach((result, index) => {
    const criterion = rubric.criteria.find((candidate) => candidate.id === result.criterion);
    if (criterion !== undefined && levelForPoints(criterion, result.points) === undefined) {
      const detail = 'The points are below the lowest level of this criterion.';
      errors.push({ pointer: `/results/${index}/points`, code: 'below_lowest_level', detail });
    }
  });
  return errors;
}

function unfitting(
  rubric: RubricContent,
  entries: readonly { readonly criterion: string }[],
  at: string,
): ProblemError[] {
  const errors: ProblemError[] = [];
  const seen = new Set<string>();
  entries.forEach((entry, index) => {
    const pointer = `${at}/${index}/criterion`;
    if (!rubric.criteria.some((criterion) => criterion.id === entry.criterion)) {
      errors.push({ pointer, code: 'unknown_criterion', detail: 'The rubric has no such criterion.' });
    } else if (seen.has(entry.criterion)) {
      errors.push({ pointer, code: 'criterion_repeated', detail: 'Each criterion is scored once.' });
    }
    seen.add(entry.criterion);
  });
  for (const criterion of rubric.criteria) {
    if (!seen.has(criterion.id)) {
      errors.push({ pointer: at, code: 'criterion_missing', detail: `The criterion ${criterion.id} is not scored.` });
    }
  }
  return errors;
}

/** The highest level whose points are reached; undefined below the lowest. */
export function levelForPoints(criterion: Criterion, points: number): CriterionLevel | undefined {
  return orderedLevels(criterion).findLast((level) => level.points <= points);
}

/** Marks that say the same as results in points. Results must fit the rubric. */
export function marksFromResults(rubric: RubricContent, results: readonly PointsResult[]): Mark[] {
  return results.flatMap((result) => {
    const criterion = rubric.criteria.find((candidate) => candidate.id === result.criterion);
    const level = criterion === undefined ? undefined : levelForPoints(criterion, result.points);
    if (level === undefined) return [];
    const mark = { criterion: result.criterion, level: level.id };
    return [result.comment === undefined ? mark : { ...mark, comment: result.comment }];
  });
}

/** What the marks amount to. Marks must fit the rubric. */
export function score(rubric: RubricContent, marks: readonly Mark[]): Score {
  const criteria = rubric.criteria.map((criterion): CriterionOutcome => {
    const mark = marks.find((candidate) => candidate.criterion === criterion.id);
    const levels = orderedLevels(criterion);
    const achieved = levels.findIndex((level) => level.id === mark?.level);
    const required = levels.findIndex((level) => level.id === criterion.requiredLevel);
    if (mark === undefined || achieved < 0 || required < 0)
      throw new Error(`No fitting mark for criterion ${criterion.id}.`);
    return {
      criterion: criterion.id,
      achievedLevel: mark.level,
      requiredLevel: criterion.requiredLevel,
      met: achieved >= required,
      ...(mark.comment !== undefined && { comment: mark.comment }),
    };
  });
  return { criteria, passed: criteria.every((outcome) => outcome.met) };
}
