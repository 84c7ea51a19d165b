// Rubrics and their versions.
import { itemTable, versionTable } from '../versions/version-table.ts';
import type { RubricContent } from './rubric.ts';

export const rubrics = itemTable('rubrics');
export const rubricVersions = versionTable<RubricContent>('rubric_versions');
