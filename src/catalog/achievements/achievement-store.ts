// Queries on achievements.
import { notFound } from '../../kernel/problem.ts';
import type { Reader } from '../../platform/db/database.ts';
import type { InstitutionScope, PublicScope } from '../../platform/db/scope.ts';
import { rubricStore } from '../rubrics/rubric-store.ts';
import { versionStore } from '../versions/version-store.ts';
import type { Versioned } from '../versions/version-store.ts';
import type { AchievementContent, AchievementVersion } from './achievement.ts';
import { achievementVersions, achievements } from './achievement-table.ts';

export const achievementStore = versionStore(achievements, achievementVersions);

/**
 * A published version together with its rubric; the last published one when none is named.
 * @returns undefined when nothing is published under that id and version
 */
export async function findAchievementVersion(
  reader: Reader<InstitutionScope | PublicScope>,
  id: string,
  version?: number,
): Promise<AchievementVersion | undefined> {
  const found = await achievementStore.findPublished(reader, id, version);
  return found === undefined ? undefined : withRubric(reader, found);
}

async function withRubric(
  reader: Reader<InstitutionScope | PublicScope>,
  { item, version }: Versioned<AchievementContent>,
): Promise<AchievementVersion> {
  const { rubric } = version.content;
  const found = await rubricStore.findPublished(reader, rubric.id, rubric.version);
  if (found === undefined) throw notFound();
  return {
    id: item.id,
    version: version.version,
    institutionId: item.institutionId,
    retired: item.retiredAt !== null,
    content: version.content,
    rubric: found.version.content,
  };
}
