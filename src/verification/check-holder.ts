// Check `holder`: was it put together and signed by whoever shows it, for this occasion? A presentation is signed by its
// holder; a bare credential answers no challenge. And who is it about: a record or a folder may hold what was awarded to
// somebody else, under sound signatures.
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { checkResult, passed } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { recipientCheck } from '../standards/checks/recipient.ts';
import type { KnownRecipient } from '../standards/checks/recipient.ts';
import { listOf } from '../standards/checks/walk.ts';
import type { ReadDocument } from './judge.ts';
import type { PartReport } from './report.ts';

/** None for what needs no holder. `isAsked`: the caller named a challenge or a domain. */
export function holderCheck(read: ReadDocument, isSigned: boolean, isAsked: boolean): readonly CheckResult[] {
  if (read.kind === 'presentation') {
    if (read.controllerId === undefined) return [checkResult('holder', 'unknown', 'no_holder')];
    return [
      isSigned
        ? passed('holder', { detail: { holder: read.controllerId } })
        : checkResult('holder', 'unknown', 'unknown'),
    ];
  }
  return isAsked ? [checkResult('holder', 'fail', 'not_signed')] : [];
}

/** Whether a credential inside is about somebody else than the record or folder around it. */
export function hasOtherSubject(read: ReadDocument, document: JsonObject, parts: readonly PartReport[]): boolean {
  const own = new Set(read.kind === 'presentation' ? [read.controllerId] : subjectIdsOf(document));
  return parts
    .filter(({ role }) => role === 'credential')
    .some(({ credential }) => subjectIdsOf(credential ?? {}).some((id) => id !== undefined && !own.has(id)));
}

function subjectIdsOf({ credentialSubject }: JsonObject): readonly (string | undefined)[] {
  return listOf(credentialSubject).map((subject) =>
    isJsonObject(subject) && typeof subject.id === 'string' ? subject.id : undefined,
  );
}

/** A record is about a person when it and everything in it is; a folder when everything in it is. */
export function recipientOfAll(
  read: ReadDocument,
  document: JsonObject,
  parts: readonly PartReport[],
  known: KnownRecipient | undefined,
): CheckResult {
  const inside = parts.filter(({ role }) => role === 'credential').map(({ credential }) => credential ?? {});
  const all = read.kind === 'presentation' ? inside : [document, ...inside];
  const answers = all.map((one) => recipientCheck(one, known));
  const worst = (['fail', 'unknown'] as const)
    .map((outcome) => answers.find((answer) => answer.outcome === outcome))
    .find((answer) => answer !== undefined);
  return worst ?? answers[0] ?? recipientCheck({}, known);
}
