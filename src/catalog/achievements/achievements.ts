// Use cases on achievements: the common life of versions, with the rules that tie one to its issuer, rubric, picture and
// prerequisites.
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import { notFound } from '../../kernel/problem.ts';
import type { ProblemError } from '../../kernel/problem.ts';
import type { Database, Reader } from '../../platform/db/database.ts';
import { publicScope } from '../../platform/db/scope.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import { limits } from '../../standards/checks/limits.ts';
import { ownsImage } from '../images/image-store.ts';
import { findIssuer } from '../issuers/issuer-store.ts';
import { rubricStore } from '../rubrics/rubric-store.ts';
import { versionedThings } from '../versions/versioned-things.ts';
import type { VersionView, VersionedThings } from '../versions/versioned-things.ts';
import { brokenAchievementRules, completeAchievement } from './achievement.ts';
import type { AchievementContent, AchievementInput, AchievementVersion } from './achievement.ts';
import { achievementStore, findAchievementVersion } from './achievement-store.ts';

export type AchievementView = VersionView<AchievementContent>;

export interface Achievements extends VersionedThings<AchievementInput, AchievementContent> {
  /** A published version with its rubric, for anyone who has its id. @throws Problem not-found */
  readVersion(id: string, version?: number): Promise<AchievementVersion>;
}

export function achievements(database: Database, changes: Changes, clock: Clock, ids: Ids): Achievements {
  const things = versionedThings<AchievementInput, AchievementContent>(
    {
      name: 'achievement',
      idKind: 'achievement',
      store: achievementStore,
      complete: completeAchievement,
      broken,
      brokenAtPublication,
    },
    database,
    changes,
    clock,
    ids,
  );
  return {
    ...things,
    readVersion: async (id, version) => {
      const found = await database.read(publicScope, (reader) => findAchievementVersion(reader, id, version));
      if (found === undefined) throw notFound();
      return found;
    },
  };
}

/** Half of what a verifier reads of one badge may be achievement and rubric: the rest is for results and evidence. */
function fitsIntoABadge(parts: readonly object[]): boolean {
  const text = JSON.stringify(parts);
  const objects = text.split('{').length;
  return Buffer.byteLength(text) <= limits.totalBytes / 2 && objects <= limits.proofObjects / 2;
}

/** References must lead to things of the same institution: another's holdings are not known here. */
async function broken(reader: Reader<InstitutionScope>, content: AchievementContent): Promise<ProblemError[]> {
  const errors = brokenAchievementRules(content);
  if ((await findIssuer(reader, content.issuerId)) === undefined) {
    errors.push(unknown('/issuerId', 'issuer', 'There is no such issuer profile of this institution.'));
  }
  if ((await rubricStore.find(reader, content.rubric.id, content.rubric.version)) === undefined) {
    errors.push(unknown('/rubric', 'rubric', 'There is no such rubric version of this institution.'));
  }
  if (content.imageId !== undefined && !(await ownsImage(reader, content.imageId))) {
    errors.push(unknown('/imageId', 'image', 'There is no such image of this institution.'));
  }
  for (const [index, id] of (content.prerequisites ?? []).entries()) {
    const needed = await achievementStore.find(reader, id);
    if (needed === undefined || needed.item.publishedVersion === null) {
      errors.push(
        unknown(
          `/prerequisites/${index}`,
          'achievement',
          'This institution has published no achievement under this id.',
        ),
      );
    }
  }
  return errors;
}

async function brokenAtPublication(
  reader: Reader<InstitutionScope>,
  content: AchievementContent,
): Promise<ProblemError[]> {
  const rubric = await rubricStore.find(reader, content.rubric.id, content.rubric.version);
  if (rubric?.version.state !== 'published') {
    const detail = 'The rubric version is still a draft. Publish it first.';
    return [{ pointer: '/rubric', code: 'rubric_not_published', detail }];
  }
  if (fitsIntoABadge([content, rubric.version.content])) return [];
  const detail = 'Achievement and rubric together are too long to stand inside a badge. Shorten their texts.';
  return [{ pointer: '', code: 'too_large_for_a_badge', detail }];
}

function unknown(pointer: string, what: string, detail: string): ProblemError {
  return { pointer, code: `unknown_${what}`, detail };
}
