// Lint: everything verification will look at in the document itself, run before a key is used, plus rules for what we
// sign ourselves. The order is that of verification; a later step is only run when the ones before it passed.
import type { JsonObject } from '../../kernel/json.ts';
import { checkResult, notEvaluated, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { signingContextCheck } from './context.ts';
import { documentChecks } from './document-checks.ts';
import type { LintRule } from './finding.ts';
import { achievementType } from './lint-achievement-type.ts';
import { dataModel } from './lint-data-model.ts';
import { resultsPass } from './lint-results-pass.ts';
import { subjectIdentifiedForSigning } from './lint-subject-identified.ts';
import { saltedIdentity } from './lint-salted-identity.ts';
import { validityWindow } from './lint-validity-window.ts';

/** Rules for what we sign, on top of those that verification shares. */
const lintRules: readonly LintRule[] = [
  dataModel,
  achievementType,
  subjectIdentifiedForSigning,
  validityWindow,
  saltedIdentity,
  resultsPass,
];

/**
 * Judges an unsigned badge. One result per check, and for `schema` and `lint` one per place that is wrong.
 * Terms no context defines are found when the document is prepared for signing (`prepareSigning`).
 */
export async function lintCredential(unsigned: JsonObject, now: Date): Promise<readonly CheckResult[]> {
  const read = await documentChecks(unsigned, 'open-badge', '2.0');
  const document = [...read.filter(({ check }) => check !== 'context'), ...contextOf(read, unsigned)];
  if (!lintPassed(document)) return [...document, notEvaluated('lint')];
  const findings = lintRules.flatMap((rule) => rule(unsigned, now));
  const lint = findings.map((found) => checkResult('lint', 'fail', found.code, found));
  return [...document, ...(lint.length > 0 ? lint : [passed('lint')])];
}

/** The list of contexts is held to the narrower rule; nothing inline or of others may be in it. */
function contextOf(read: readonly CheckResult[], unsigned: JsonObject): readonly CheckResult[] {
  const found = read.filter(({ check }) => check === 'context');
  return found.every(({ outcome }) => outcome === 'pass') ? [signingContextCheck(unsigned)] : found;
}

/** Whether lint found nothing: the only state in which a document may be signed. */
export function lintPassed(results: readonly CheckResult[]): boolean {
  return results.length > 0 && results.every((result) => result.outcome === 'pass');
}
