// The question a credential puts to the registries: its issuer, its achievement, and when it was awarded.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { parseDateTimeStamp } from '../../standards/date-time.ts';
import type { JudgeTrust } from '../verify-credential.ts';
import type { TrustRegistries } from './trust-registries.ts';

export function trustJudge(registries: TrustRegistries): JudgeTrust {
  return (credential, issuerId) => {
    const achievement = achievementOf(credential);
    const { awardedDate, validFrom, issuanceDate } = credential;
    return registries.judge({
      issuerId,
      achievementId: textOf(achievement?.id),
      achievementTypes: [achievement?.achievementType].filter((type) => typeof type === 'string'),
      awardedAt: parseDateTimeStamp(awardedDate ?? validFrom ?? issuanceDate),
    });
  };
}

function achievementOf({ credentialSubject }: JsonObject): JsonObject | undefined {
  const achievement = isJsonObject(credentialSubject) ? credentialSubject.achievement : undefined;
  return isJsonObject(achievement) ? achievement : undefined;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
