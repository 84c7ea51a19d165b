// The rubric inside the badge: what could be reached, what was required and what was reached (Open Badges 3.0,
// ResultDescription, RubricCriterionLevel, Result). Rank is written into `level` and `points`, because JSON-LD does not
// sign the order of these sets.
import { alignment, withoutAbsent } from './open-badge-parts.ts';
import type { Untyped } from './open-badge-parts.ts';
import type { Alignment, Result, ResultDescription, RubricCriterionLevel } from './open-badge.ts';

export interface LevelInput {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** Decides the order of the levels; never their position. */
  readonly points: number;
  readonly alignments?: readonly Untyped<Alignment>[];
}

export interface CriterionInput {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly requiredLevelId: string;
  readonly levels: readonly LevelInput[];
  readonly alignments?: readonly Untyped<Alignment>[];
}

export interface RubricInput {
  readonly criteria: readonly CriterionInput[];
  /** Name of the overall outcome in the badge's language; `Outcome` unless given. */
  readonly outcomeName?: string;
}

/** An assessor's comment is for the learner and never part of the badge. */
export interface MarkInput {
  readonly criterionId: string;
  readonly levelId: string;
}

/** The URL of a part of an achievement; an id that is a URI already stays as it is. */
function partId(achievementId: string, ...path: readonly string[]): string {
  const own = path.at(-1) ?? '';
  return /^[a-z][a-z0-9+.-]*:/i.test(own) ? own : `${achievementId}#${path.map(encodeURIComponent).join('/')}`;
}

/** Levels from the lowest to the highest. */
function levelsInOrder(criterion: CriterionInput): readonly LevelInput[] {
  return criterion.levels.toSorted((a, b) => a.points - b.points);
}

/** One description per criterion and one for the overall outcome. */
export function resultDescriptions(
  achievementId: string,
  rubric: RubricInput | undefined,
): readonly ResultDescription[] {
  const criteria = (rubric?.criteria ?? []).map((criterion) =>
    withoutAbsent<ResultDescription>({
      id: partId(achievementId, criterion.id),
      type: ['ResultDescription'],
      name: criterion.name,
      resultType: 'RubricCriterionLevel',
      requiredLevel: partId(achievementId, criterion.id, criterion.requiredLevelId),
      rubricCriterionLevel: levelsInOrder(criterion).map((level, index) =>
        levelOf(achievementId, criterion, level, index),
      ),
      alignment: criterion.alignments?.map(alignment),
    }),
  );
  const outcome: ResultDescription = {
    id: partId(achievementId, 'outcome'),
    type: ['ResultDescription'],
    name: rubric?.outcomeName ?? 'Outcome',
    resultType: 'Status',
  };
  return [...criteria, outcome];
}

function levelOf(
  achievementId: string,
  criterion: CriterionInput,
  level: LevelInput,
  index: number,
): RubricCriterionLevel {
  return withoutAbsent<RubricCriterionLevel>({
    id: partId(achievementId, criterion.id, level.id),
    type: ['RubricCriterionLevel'],
    name: level.name,
    description: level.description,
    level: String(index + 1),
    points: String(level.points),
    alignment: level.alignments?.map(alignment),
  });
}

/** One result per mark, in the order of the rubric, and the overall status: only a pass becomes a badge. */
export function results(
  achievementId: string,
  rubric: RubricInput | undefined,
  marks: readonly MarkInput[],
): readonly Result[] {
  const criteria = rubric?.criteria ?? [];
  const perCriterion = criteria.flatMap((criterion) =>
    marks
      .filter((mark) => mark.criterionId === criterion.id)
      .map((mark): Result => {
        const name = criterion.levels.find((level) => level.id === mark.levelId)?.name;
        return withoutAbsent<Result>({
          type: ['Result'],
          resultDescription: partId(achievementId, criterion.id),
          achievedLevel: partId(achievementId, criterion.id, mark.levelId),
          value: name,
          status: undefined,
        });
      }),
  );
  return [
    ...perCriterion,
    { type: ['Result'], resultDescription: partId(achievementId, 'outcome'), status: 'Completed' },
  ];
}
