// What an achievement asks of a recipient besides the work: what must be held before, and how many attempts there are.
import type { AchievementVersion } from '../../catalog/achievements/achievement.ts';
import { conflict } from '../../kernel/problem.ts';
import type { Reader } from '../../platform/db/database.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import { achievementsHeld } from '../recipients/holding-store.ts';
import type { SubmissionRow } from './submission-table.ts';

/** @throws Problem conflict/attempts_used */
export function refuseFurtherAttempt(achievement: AchievementVersion, earlier: readonly SubmissionRow[]): void {
  const most = achievement.content.assessmentPolicy.attempts;
  const used = earlier.filter((row) => row.state === 'decided').length;
  if (most !== undefined && used >= most) {
    throw conflict('attempts_used', `All ${most} attempts at this achievement are used.`);
  }
}

/** @throws Problem conflict/prerequisite_missing with what is missing */
export async function refuseMissingPrerequisites(
  reader: Reader<InstitutionScope>,
  achievement: AchievementVersion,
  recipientId: string,
  now: Date,
): Promise<void> {
  const asked = achievement.content.prerequisites ?? [];
  const held = await achievementsHeld(reader, recipientId, asked, now);
  const missing = asked.filter((id) => !held.has(id));
  if (missing.length === 0) return;
  throw conflict('prerequisite_missing', `These achievements must be held first: ${missing.join(', ')}.`);
}
