// Lint rule: a badge is only signed for a pass. Every criterion has exactly one result at or above the required level, by
// points, and the overall status is Completed. The last gate before the key, whatever the stages before it decided.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { Finding, LintRule } from './finding.ts';
import { levelsOf, objectsOf } from './rule-result-references.ts';
import { objectAt } from './walk.ts';

export const resultsPass: LintRule = (document) => {
  const subject = objectAt(document, 'credentialSubject');
  const results = objectsOf(subject, 'result');
  const descriptions = objectsOf(objectAt(document, 'credentialSubject', 'achievement'), 'resultDescription');
  const unexplained = results.flatMap((result, at): Finding<'lint'>[] =>
    result.resultDescription === undefined
      ? [{ code: 'result_description_missing', pointer: `/credentialSubject/result/${at}` }]
      : [],
  );
  const judged = descriptions.flatMap((description, index): Finding<'lint'>[] => {
    const pointer = `/credentialSubject/achievement/resultDescription/${index}`;
    const mine = results.flatMap((result, at) => (result.resultDescription === description.id ? [{ result, at }] : []));
    const [first] = mine;
    if (description.resultType === 'Status') return statusFindings(mine, pointer);
    if (description.requiredLevel === undefined) return [];
    if (first === undefined || mine.length > 1) return [{ code: 'result_missing', pointer }];
    const reached = pointsOf(description, first.result.achievedLevel);
    const required = pointsOf(description, description.requiredLevel);
    const enough = reached !== undefined && required !== undefined && reached >= required;
    return enough
      ? []
      : [{ code: 'result_below_required', pointer: `/credentialSubject/result/${first.at}/achievedLevel` }];
  });
  return [...unexplained, ...judged];
};

function statusFindings(mine: readonly { result: JsonObject; at: number }[], pointer: string): Finding<'lint'>[] {
  const [first] = mine;
  if (first === undefined || mine.length > 1) return [{ code: 'status_missing', pointer }];
  if (first.result.status === 'Completed') return [];
  return [{ code: 'result_below_required', pointer: `/credentialSubject/result/${first.at}/status` }];
}

function pointsOf(description: JsonObject, levelId: JsonValue | undefined): number | undefined {
  const level = levelsOf(description).find((candidate) => isJsonObject(candidate) && candidate.id === levelId);
  const points = typeof level?.points === 'string' && level.points.trim() !== '' ? Number(level.points) : Number.NaN;
  return Number.isFinite(points) ? points : undefined;
}
