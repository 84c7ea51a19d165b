// Check `achievement_issuer`: is the achievement the issuer's own? Advisory (Open Badges 3.0 §"Verification", creator):
// another creator is legal, but without a word of that creator nobody can say that it allows this issuer.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { issuerIdOf } from './issuer-key.ts';

export function achievementIssuerCheck(document: JsonObject): CheckResult {
  const subject = document.credentialSubject;
  const achievement = isJsonObject(subject) ? subject.achievement : undefined;
  const creator = isJsonObject(achievement) ? achievement.creator : undefined;
  const creatorId = isJsonObject(creator) ? creator.id : creator;
  const issuerId = issuerIdOf(document);
  if (creatorId === undefined || creatorId === issuerId) return passed('achievement_issuer');
  return checkResult('achievement_issuer', 'unknown', 'third_party_creator', {
    pointer: '/credentialSubject/achievement/creator',
    detail: { creator: typeof creatorId === 'string' ? creatorId : '', issuer: issuerId ?? '' },
  });
}
