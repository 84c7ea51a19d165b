// Achievements and their versions.
import { itemTable, versionTable } from '../versions/version-table.ts';
import type { AchievementContent } from './achievement.ts';

export const achievements = itemTable('achievements');
export const achievementVersions = versionTable<AchievementContent>('achievement_versions');
