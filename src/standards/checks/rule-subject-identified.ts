// Rule: a badge says whom it is about, by id or by at least one identifier (Open Badges 3.0, AchievementSubject),
// and what had to be done, by a text or a link (Criteria).
import type { Finding, SchemaRule } from './finding.ts';
import { listOf, objectAt } from './walk.ts';

export const subjectIdentified: SchemaRule = (document) => {
  const findings: Finding[] = [];
  const subject = objectAt(document, 'credentialSubject');
  if (subject !== undefined && subject.id === undefined && listOf(subject.identifier).length === 0) {
    findings.push({ code: 'subject_unidentified', pointer: '/credentialSubject' });
  }
  const criteria = objectAt(document, 'credentialSubject', 'achievement', 'criteria');
  if (criteria !== undefined && criteria.id === undefined && criteria.narrative === undefined) {
    findings.push({ code: 'required', pointer: '/credentialSubject/achievement/criteria/narrative' });
  }
  return findings;
};
