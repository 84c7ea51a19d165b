// Rule: what a result refers to is there. A result names a description of the same achievement, a reached level is one of
// the achievement's levels, a required one a level of its own description, and no two share an id (Open Badges 3.0, Result
// and ResultDescription). That a reached level belongs to the very description named is asked of what we sign, by lint.
import { isJsonObject, pointerToken } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Finding, SchemaRule } from './finding.ts';
import { listOf, objectAt } from './walk.ts';

export const resultReferences: SchemaRule = (document) => {
  const achievement = objectAt(document, 'credentialSubject', 'achievement');
  const subject = objectAt(document, 'credentialSubject');
  const descriptions = objectsOf(achievement, 'resultDescription');
  const findings: Finding[] = [];
  const base = '/credentialSubject/achievement/resultDescription';

  const levelIds = new Set(descriptions.flatMap(levelsOf).map((level) => level.id));
  const ids = descriptions.flatMap((description) => [
    description.id,
    ...levelsOf(description).map((level) => level.id),
  ]);
  if (new Set(ids).size < ids.length) findings.push({ code: 'duplicate_id', pointer: base });
  for (const [index, description] of descriptions.entries()) {
    const { requiredLevel } = description;
    if (requiredLevel !== undefined && !levelsOf(description).some((level) => level.id === requiredLevel)) {
      findings.push({ code: 'unknown_level', pointer: `${base}${pointerToken(index)}/requiredLevel` });
    }
  }
  for (const [index, result] of objectsOf(subject, 'result').entries()) {
    const pointer = `/credentialSubject/result${pointerToken(index)}`;
    const { resultDescription, achievedLevel } = result;
    if (resultDescription !== undefined && !descriptions.some(({ id }) => id === resultDescription)) {
      findings.push({ code: 'unknown_result_description', pointer: `${pointer}/resultDescription` });
    }
    if (achievedLevel !== undefined && !levelIds.has(achievedLevel)) {
      findings.push({ code: 'unknown_level', pointer: `${pointer}/achievedLevel` });
    }
  }
  return findings;
};

/** The levels of a result description. */
export function levelsOf(description: JsonObject): readonly JsonObject[] {
  return objectsOf(description, 'rubricCriterionLevel');
}

/** The objects of a list member. */
export function objectsOf(parent: JsonObject | undefined, member: string): readonly JsonObject[] {
  return listOf(parent?.[member]).filter(isJsonObject);
}
