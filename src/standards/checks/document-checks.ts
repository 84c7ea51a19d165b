// The order in which a document is checked, before signing and when verifying. Each step may rely on the ones before it:
// nothing named inside a document is read before its own proof has passed.
import type { JsonObject } from '../../kernel/json.ts';
import type { CheckName } from './check-codes.ts';
import { notEvaluated } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { contextCheck } from './context.ts';
import { schemaCheck } from './schema.ts';
import type { DocumentKind } from './schema.ts';
import { structureCheck } from './structure.ts';

/** All checks of a verification, in order. */
export const verificationOrder: readonly CheckName[] = [
  'parse',
  'structure',
  'schema',
  'context',
  'issuer_key',
  'proof',
  'validity',
  'status',
  'achievement_issuer',
];

const steps: readonly { check: CheckName; run: (document: JsonObject, kind: DocumentKind) => CheckResult }[] = [
  { check: 'structure', run: (document) => structureCheck(document) },
  { check: 'schema', run: schemaCheck },
  {
    check: 'context',
    run: (document, kind) => contextCheck(document, kind === 'status-list' ? 'status-list' : 'open-badge'),
  },
];

/** `structure`, `schema` and `context` of a badge or a status list; after one that does not pass the rest is not evaluated. */
export function documentChecks(document: JsonObject, kind: DocumentKind = 'open-badge'): readonly CheckResult[] {
  const results: CheckResult[] = [];
  for (const { check, run } of steps) {
    const stopped = results.some((result) => result.outcome !== 'pass');
    results.push(stopped ? notEvaluated(check) : run(document, kind));
  }
  return results;
}
