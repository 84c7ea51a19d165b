// Use cases on rubrics.
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import { versionedThings } from '../versions/versioned-things.ts';
import type { VersionView, VersionedThings } from '../versions/versioned-things.ts';
import { brokenRubricRules, completeRubric } from './rubric.ts';
import type { RubricContent, RubricInput } from './rubric.ts';
import { rubricStore } from './rubric-store.ts';

export type RubricView = VersionView<RubricContent>;
export type Rubrics = VersionedThings<RubricInput, RubricContent>;

export function rubrics(database: Database, changes: Changes, clock: Clock, ids: Ids): Rubrics {
  return versionedThings(
    {
      name: 'rubric',
      idKind: 'rubric',
      store: rubricStore,
      complete: completeRubric,
      broken: (_reader, content) => Promise.resolve(brokenRubricRules(content)),
      brokenAtPublication: () => Promise.resolve([]),
    },
    database,
    changes,
    clock,
    ids,
  );
}
