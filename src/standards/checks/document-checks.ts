// The checks of a document by itself, in the order they must run, before signing and when verifying. Each step relies on
// the ones before it; nothing named inside a document is read before its own proof has passed.
import type { JsonObject } from '../../kernel/json.ts';
import { dataModelOf, kindOf } from '../document-kind.ts';
import type { DataModel, DocumentKind } from '../document-kind.ts';
import type { CheckName } from './check-codes.ts';
import { notEvaluated } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { contextCheck } from './context.ts';
import { schemaCheck } from './schema.ts';
import { structureCheck } from './structure.ts';

type Judged = readonly [document: JsonObject, kind: DocumentKind, dataModel: DataModel, form: 'json' | 'jwt'];

interface Step {
  readonly check: CheckName;
  readonly run: (...judged: Judged) => readonly CheckResult[] | Promise<readonly CheckResult[]>;
}

const steps: readonly Step[] = [
  { check: 'structure', run: (document) => [structureCheck(document)] },
  { check: 'schema', run: schemaCheck },
  { check: 'context', run: (document, kind, _, form) => [contextCheck(document, kind, form)] },
];

/**
 * `structure`, `schema` and `context` of a document, as what it declares itself to be unless told otherwise. The schema
 * may answer with several results, one per place; after a step that does not pass the rest is not evaluated.
 */
export async function documentChecks(
  document: JsonObject,
  kind: DocumentKind = kindOf(document),
  dataModel: DataModel = dataModelOf(document),
  form: 'json' | 'jwt' = 'json',
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { check, run } of steps) {
    const stopped = results.some((result) => result.outcome !== 'pass');
    results.push(...(stopped ? [notEvaluated(check)] : await run(document, kind, dataModel, form)));
  }
  return results;
}
