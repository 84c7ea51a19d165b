// Lint rule: what we sign identifies its recipient by id or identifier (Open Badges 3.0, AchievementSubject); a name alone
// is nobody's own.
import type { LintRule } from './finding.ts';
import { isIdentified } from './rule-subject-identified.ts';
import { objectAt } from './walk.ts';

export const subjectIdentifiedForSigning: LintRule = (document) => {
  const subject = objectAt(document, 'credentialSubject');
  if (subject !== undefined && isIdentified(subject)) return [];
  return [{ code: 'subject_unidentified', pointer: '/credentialSubject' }];
};
