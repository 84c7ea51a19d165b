// Lint rule: what we sign names its kind of achievement from the list of Open Badges 3.0 (AchievementType) or as an
// extension `ext:…`. Badges of others may use words of their own; ours must be understood by everybody.
import { achievementTypes } from '../achievement-types.ts';
import type { LintRule } from './finding.ts';
import { objectAt } from './walk.ts';

const known: ReadonlySet<string> = new Set(achievementTypes);
const extension = /^ext:[A-Za-z0-9._-]+$/;

export const achievementType: LintRule = (document) => {
  const type = objectAt(document, 'credentialSubject', 'achievement')?.achievementType;
  if (type === undefined || (typeof type === 'string' && (known.has(type) || extension.test(type)))) return [];
  return [{ code: 'achievement_type', pointer: '/credentialSubject/achievement/achievementType' }];
};
