// Verifies one credential: parse → structure → schema → context → issuer key → proof → validity → status → the rest, and
// stops at the first step that is not passed. Before the proof passes, nothing but the issuer's own document is read.
import type { Clock } from '../kernel/clock.ts';
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { achievementIssuerCheck } from '../standards/checks/achievement-issuer.ts';
import type { CheckName } from '../standards/checks/check-codes.ts';
import { checkResult, notEvaluated } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { documentChecks } from '../standards/checks/document-checks.ts';
import { issuerIdOf, issuerKeyCheck, issuerKeyFor } from '../standards/checks/issuer-key.ts';
import type { IssuerDocument } from '../standards/checks/issuer-key.ts';
import { parseCredential } from '../standards/checks/parse.ts';
import type { Envelope } from '../standards/checks/parse.ts';
import { jwtProofCheck, methodIdsOf, missingProof, proofCheck } from '../standards/checks/proof.ts';
import { statusCheck, statusListUrlsOf } from '../standards/checks/status.ts';
import type { LoadedStatusList } from '../standards/checks/status.ts';
import { walk } from '../standards/checks/walk.ts';
import { limits } from '../standards/checks/limits.ts';
import { validityCheck } from '../standards/checks/validity.ts';
import { proofsOf, verifyProofs } from '../standards/verify-proofs.ts';
import type { DocumentSource } from './document-source.ts';
import { loadStatusList } from './load-status-list.ts';
import { outcomeOf } from './report.ts';
import type { VerificationReport } from './report.ts';
import { resolveIssuer } from './resolve-issuer.ts';

export interface VerifyCredential {
  /** Judges JSON bytes or text, or a compact JWT. Never throws for a bad credential; the report says what is wrong. */
  (input: Uint8Array | string): Promise<VerificationReport>;
}

const ORDER: readonly CheckName[] = [
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

export function verifyCredential(source: DocumentSource, clock: Clock): VerifyCredential {
  return async (input) => {
    const now = clock.now();
    const checks: CheckResult[] = [];
    const warnings: string[] = [];
    const parsed = parseCredential(input);
    checks.push(...parsed.results);
    if (parsed.document !== undefined && parsed.envelope !== undefined) {
      await judge(parsed.document, parsed.envelope, { source, now, checks, warnings });
    }
    return reportOn(checks, warnings, now, parsed.document);
  };
}

/** The report on what was found; every check that did not run is in it as `not_evaluated`. */
export function reportOn(
  checks: readonly CheckResult[],
  warnings: readonly string[],
  now: Date,
  document?: JsonObject,
): VerificationReport {
  const left = ORDER.filter((name) => !checks.some((result) => result.check === name));
  const all = [...checks, ...left.map((name) => notEvaluated(name))];
  return {
    outcome: outcomeOf(all),
    checks: all,
    warnings,
    verifiedAt: now.toISOString(),
    ...(document !== undefined && { credential: document }),
  };
}

interface Judging {
  readonly source: DocumentSource;
  readonly now: Date;
  readonly checks: CheckResult[];
  readonly warnings: string[];
}

async function judge(document: JsonObject, envelope: Envelope, judging: Judging): Promise<void> {
  const { checks, now, source } = judging;
  /** Notes a result; true when the next step may run. */
  const pass = (result: CheckResult): boolean => {
    checks.push(result);
    return result.outcome === 'pass' || result.outcome === 'not_applicable';
  };
  const ofDocument = documentChecks(document);
  checks.push(...ofDocument);
  if (ofDocument.some((result) => result.outcome !== 'pass')) return;
  if (!(await passProof(document, envelope, judging))) return;
  if (!pass(validityCheck(document, now))) return;
  const lists = new Map<string, LoadedStatusList>();
  for (const url of statusListUrlsOf(document)) lists.set(url, await loadStatusList(url, source, now));
  // The achievement's issuer is worth knowing whatever the status says.
  pass(statusCheck(document, lists, { now }));
  pass(achievementIssuerCheck(document));
}

/** Working out a signature holds up everything else, so it is only done for documents of a bounded size. */
function isTooCostly(document: JsonObject): boolean {
  let objects = 0;
  for (const { value } of walk(document)) if (isJsonObject(value)) objects += 1;
  return objects * proofsOf(document).length > limits.proofObjects;
}

/** Key first, then signature: a signature by a key that is not the issuer's proves nothing. */
async function passProof(document: JsonObject, envelope: Envelope, judging: Judging): Promise<boolean> {
  const { checks, warnings, now, source } = judging;
  if (envelope.kind === 'jwt') {
    checks.push(jwtProofCheck(envelope.proof));
    return false;
  }
  const missing = missingProof(document);
  if (missing !== undefined) {
    checks.push(missing);
    return false;
  }
  if (isTooCostly(document)) {
    checks.push(checkResult('proof', 'unknown', 'complexity_limit'));
    return false;
  }
  const issuerId = issuerIdOf(document) ?? '';
  const issuer: IssuerDocument = await resolveIssuer(issuerId, source);
  const key = issuerKeyCheck(methodIdsOf(document), issuerId, issuer, now);
  checks.push(key);
  if (key.outcome !== 'pass') return false;
  const resolveMethod = (methodId: string) => issuerKeyFor(methodId, issuerId, issuer, now);
  const { result, warnings: passedOver } = proofCheck(await verifyProofs({ document, resolveMethod, now }));
  checks.push(result);
  warnings.push(...passedOver);
  return result.outcome === 'pass';
}
