// What a rubric is: criteria, each with levels whose order is told by their points, and one level that is required.
// Names and codes of levels and criteria are stable: marks and signed results refer to them.
import type { ProblemError } from '../../kernel/problem.ts';

/** A link to a competency (OB 3.0 §B.1.5, Alignment). */
export interface Alignment {
  readonly targetName: string;
  readonly targetUrl: string;
  readonly targetCode?: string;
  readonly targetDescription?: string;
  readonly targetFramework?: string;
  readonly targetType?: string;
}

export interface CriterionLevel {
  /** Unique in its criterion: lower-case letters, digits, hyphens. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** Decides the order of levels; all different within a criterion. */
  readonly points: number;
  readonly alignment?: readonly Alignment[];
}

export interface Criterion {
  /** Unique in its rubric: lower-case letters, digits, hyphens. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** Share of the whole, for display and totals; it never decides a pass. */
  readonly weight?: number;
  /** The id of the lowest level that meets the criterion. */
  readonly requiredLevel: string;
  readonly levels: readonly CriterionLevel[];
  readonly alignment?: readonly Alignment[];
}

export interface RubricContent {
  readonly name: string;
  readonly description?: string;
  readonly criteria: readonly Criterion[];
}

/** As an author sends it: ids may be left out and are then made from the names. */
export interface RubricInput {
  readonly name: string;
  readonly description?: string;
  readonly criteria: readonly (Omit<Criterion, 'id' | 'levels'> & {
    readonly id?: string;
    readonly levels: readonly (Omit<CriterionLevel, 'id'> & { readonly id?: string })[];
  })[];
}

/** Gives every criterion and level without an id one made from its name. */
export function completeRubric(input: RubricInput): RubricContent {
  return {
    ...input,
    criteria: withIds(input.criteria).map((criterion) => ({ ...criterion, levels: withIds(criterion.levels) })),
  };
}

function withIds<T extends { readonly id?: string; readonly name: string }>(
  things: readonly T[],
): (T & { id: string })[] {
  const taken = new Set(things.flatMap((thing) => (thing.id === undefined ? [] : [thing.id])));
  return things.map((thing, index) => {
    if (thing.id !== undefined) return { ...thing, id: thing.id };
    const base = slug(thing.name) || `n${index + 1}`;
    let id = base;
    for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
    taken.add(id);
    return { ...thing, id };
  });
}

function slug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
}

/** In a badge this part of an achievement names the overall outcome. */
const OUTCOME_ID = 'outcome';

/** Levels from lowest to highest. */
export function orderedLevels(criterion: Criterion): readonly CriterionLevel[] {
  return criterion.levels.toSorted((a, b) => a.points - b.points);
}

/** Every rule the rubric breaks, with pointers into it. */
export function brokenRubricRules(rubric: RubricContent): ProblemError[] {
  const errors: ProblemError[] = repeated(rubric.criteria, '/criteria', 'criterion');
  rubric.criteria.forEach((criterion, index) => {
    const at = `/criteria/${index}`;
    if (criterion.id === OUTCOME_ID) {
      const detail = `The id "${OUTCOME_ID}" stands for the overall outcome in a badge; choose another.`;
      errors.push({ pointer: `${at}/id`, code: 'id_reserved', detail });
    }
    errors.push(...repeated(criterion.levels, `${at}/levels`, 'level'));
    const points = new Set<number>();
    criterion.levels.forEach((level, place) => {
      if (points.has(level.points)) {
        errors.push({
          pointer: `${at}/levels/${place}/points`,
          code: 'points_repeated',
          detail: 'Points decide the order of levels, so no two levels of a criterion may have the same.',
        });
      }
      points.add(level.points);
    });
    if (!criterion.levels.some((level) => level.id === criterion.requiredLevel)) {
      errors.push({
        pointer: `${at}/requiredLevel`,
        code: 'unknown_level',
        detail: 'The required level must be the id of one of the levels of this criterion.',
      });
    }
  });
  return errors;
}

function repeated(things: readonly { readonly id: string }[], at: string, word: string): ProblemError[] {
  const seen = new Set<string>();
  return things.flatMap((thing, index) => {
    const again = seen.has(thing.id);
    seen.add(thing.id);
    return again
      ? [{ pointer: `${at}/${index}/id`, code: 'id_repeated', detail: `Each ${word} needs an id of its own.` }]
      : [];
  });
}
