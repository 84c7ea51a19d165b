// Check `achievement_issuer`: is the achievement the issuer's own? Advisory (Open Badges 3.0 §"Verification", creator):
// another creator is legal, but without a word of that creator nobody can say that it allows this issuer.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { parseDid } from '../did.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { issuerIdOf } from './issuer-key.ts';

export function achievementIssuerCheck(document: JsonObject): CheckResult {
  const creator = achievementOf(document)?.creator;
  const creatorId = isJsonObject(creator) ? creator.id : creator;
  const issuerId = issuerIdOf(document);
  if (creatorId === undefined || creatorId === issuerId) return passed('achievement_issuer');
  return checkResult('achievement_issuer', 'unknown', 'third_party_creator', {
    pointer: '/credentialSubject/achievement/creator',
    detail: { creator: typeof creatorId === 'string' ? creatorId : '', issuer: issuerId ?? '' },
  });
}

/** An achievement without a creator is the issuer's own, also where its address is not; but then that is worth telling. */
export function achievementWarnings(document: JsonObject): readonly string[] {
  const { creator, id } = achievementOf(document) ?? {};
  return creator === undefined && isElsewhere(id, issuerIdOf(document)) ? ['achievement_issuer:foreign_id'] : [];
}

function achievementOf({ credentialSubject }: JsonObject): JsonObject | undefined {
  const achievement = isJsonObject(credentialSubject) ? credentialSubject.achievement : undefined;
  return isJsonObject(achievement) ? achievement : undefined;
}

/** Whether the achievement's address lies on another host than the one the issuer's identifier rests on. */
function isElsewhere(achievementId: JsonValue | undefined, issuerId: string | undefined): boolean {
  const [host, issuerHost] = [achievementId, issuerId].map(hostOf);
  return host !== undefined && issuerHost !== undefined && host !== issuerHost;
}

function hostOf(id: JsonValue | undefined): string | undefined {
  if (typeof id !== 'string') return undefined;
  if (/^https?:\/\//.test(id)) return URL.canParse(id) ? new URL(id).host : undefined;
  const parsed = parseDid(id);
  if (!parsed.ok || parsed.did.method !== 'web') return undefined;
  const { host, port } = parsed.did;
  return port === undefined ? host : `${host}:${port}`;
}
