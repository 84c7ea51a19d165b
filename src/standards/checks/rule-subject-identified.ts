// Rule: a badge says whom it is about, by id, identifier (Open Badges 3.0, AchievementSubject) or at least by name, as many
// issuers do (in the older data model not even that; see schema-warnings.ts), and what had to be done, by a text or a link (Criteria). What we sign needs more than a name; see lint.
import type { JsonObject } from '../../kernel/json.ts';
import type { Finding, SchemaRule } from './finding.ts';
import { listOf, objectAt } from './walk.ts';

export const subjectIdentified: SchemaRule = (document, dataModel) => {
  const findings: Finding[] = [];
  const subject = objectAt(document, 'credentialSubject');
  const isNamed = typeof subject?.name === 'string' && subject.name.trim() !== '';
  if (subject !== undefined && dataModel === '2.0' && !isIdentified(subject) && !isNamed) {
    findings.push({ code: 'subject_unidentified', pointer: '/credentialSubject' });
  }
  const criteria = objectAt(document, 'credentialSubject', 'achievement', 'criteria');
  if (criteria !== undefined && criteria.id === undefined && criteria.narrative === undefined) {
    findings.push({ code: 'required', pointer: '/credentialSubject/achievement/criteria/narrative' });
  }
  return findings;
};

/** Whether a subject has an id or at least one identifier. */
export function isIdentified(subject: JsonObject): boolean {
  return subject.id !== undefined || listOf(subject.identifier).length > 0;
}
