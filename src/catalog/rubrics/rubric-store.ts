// Queries on rubrics.
import { versionStore } from '../versions/version-store.ts';
import { rubricVersions, rubrics } from './rubric-table.ts';

export const rubricStore = versionStore(rubrics, rubricVersions);
