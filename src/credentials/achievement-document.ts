// One achievement version as Open Badges 3.0 has it, for the badge that cites it and for whoever asks at its own address.
import type { AchievementVersion } from '../catalog/achievements/achievement.ts';
import type { IssuerRow } from '../catalog/issuers/issuer-table.ts';
import type { JsonObject } from '../kernel/json.ts';
import { contextsFor } from '../standards/data-integrity.ts';
import { openBadgeAchievement } from '../standards/open-badge-credential.ts';
import type { AchievementInput } from '../standards/open-badge-credential.ts';
import type { ProfileInput } from '../standards/open-badge-parts.ts';
import { achievementUrl } from './credential.ts';

/** The achievement alone, with the contexts that its terms come from. */
export function achievementDocument(achievement: AchievementVersion, issuer: IssuerRow, origin: string): JsonObject {
  const document = openBadgeAchievement(achievementInput(achievement, issuer, origin));
  return { '@context': contextsFor('eddsa-rdfc-2022'), ...document };
}

/** With the rubric, its levels and what is required inside. */
export function achievementInput(achievement: AchievementVersion, issuer: IssuerRow, origin: string): AchievementInput {
  const { content } = achievement;
  const achievementId = achievementUrl(origin, achievement.id, achievement.version);
  const image = content.imageId === undefined ? undefined : pictureOf(origin, content.imageId, content.imageCaption);
  return {
    id: achievementId,
    name: content.name,
    description: content.description,
    criteria: { id: content.criteria.id ?? `${achievementId}#criteria`, narrative: content.criteria.narrative },
    creator: profileOf(issuer, origin),
    version: String(achievement.version),
    ...(content.achievementType !== undefined && { achievementType: content.achievementType }),
    ...(image !== undefined && { image }),
    ...(content.fieldOfStudy !== undefined && { fieldOfStudy: content.fieldOfStudy }),
    ...(content.specialization !== undefined && { specialization: content.specialization }),
    ...(content.humanCode !== undefined && { humanCode: content.humanCode }),
    ...(content.creditsAvailable !== undefined && { creditsAvailable: content.creditsAvailable }),
    ...(content.inLanguage !== undefined && { inLanguage: content.inLanguage }),
    ...(content.tag !== undefined && { tag: content.tag }),
    ...(content.alignment !== undefined && { alignment: content.alignment }),
    ...(content.otherIdentifier !== undefined && { otherIdentifier: content.otherIdentifier }),
    related: relatedOf(achievement, origin),
    rubric: {
      criteria: achievement.rubric.criteria.map((criterion) => ({
        id: criterion.id,
        name: criterion.name,
        ...(criterion.description !== undefined && { description: criterion.description }),
        requiredLevelId: criterion.requiredLevel,
        levels: criterion.levels.map(({ alignment, ...level }) => ({
          ...level,
          ...(alignment !== undefined && { alignments: alignment }),
        })),
        ...(criterion.alignment !== undefined && { alignments: criterion.alignment }),
      })),
    },
  };
}

export function profileOf(issuer: IssuerRow, origin: string): ProfileInput {
  return {
    id: issuer.did,
    name: issuer.name,
    ...(issuer.url !== null && { url: issuer.url }),
    ...(issuer.description !== null && { description: issuer.description }),
    ...(issuer.imageId !== null && { image: pictureOf(origin, issuer.imageId) }),
    ...(issuer.email !== null && { email: issuer.email }),
    ...(issuer.address !== null && { address: issuer.address }),
  };
}

function pictureOf(origin: string, imageId: string, caption?: string) {
  const id = `${origin}/images/${imageId}`;
  return caption === undefined ? { id } : { id, caption };
}

/** What the author names, and the earlier versions; each id once. */
function relatedOf({ id, version, content }: AchievementVersion, origin: string) {
  const named = content.related ?? [];
  const earlier = Array.from({ length: version - 1 }, (_, index) => ({
    id: achievementUrl(origin, id, index + 1),
    version: String(index + 1),
  }));
  const all = [...named, ...earlier.filter((one) => !named.some((other) => other.id === one.id))];
  return all.filter((one, index) => all.findIndex((other) => other.id === one.id) === index);
}
