// Credentials inside a credential: those of a CLR or a presentation, and endorsements wherever they stand. Each is verified
// on its own, by the same steps; what holds them says of each whether it holds.
import type { JsonObject } from '../kernel/json.ts';
import { isJsonObject } from '../kernel/json.ts';
import { checkResult, passed } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { issuerIdOf } from '../standards/checks/issuer-key.ts';
import { limits } from '../standards/checks/limits.ts';
import { openBadgeCheck } from '../standards/checks/open-badge-check.ts';
import { endorsedIds } from '../standards/embedded-documents.ts';
import { establish } from './establish.ts';
import type { Part } from './judge.ts';
import { statusOf } from './load-status-lists.ts';
import type { ListMemory } from './load-status-lists.ts';
import { reportOn } from './report.ts';
import type { PartReport } from './report.ts';
import type { Verifying } from './establish.ts';

export interface PartsRun {
  readonly verifying: Verifying;
  readonly memory: ListMemory;
  /** How many more parts this verification may look at, at all depths together. */
  readonly left: { parts: number };
}

/** As many as a record may hold. */
export const MOST_PARTS = limits.embeddedCredentials;

export interface JudgedParts {
  readonly checks: readonly CheckResult[];
  readonly warnings: readonly string[];
  readonly reports: readonly PartReport[];
}

/** Parts inside parts are verified too, this far down. */
const DEEPEST = 3;

export async function judgeParts(
  parts: readonly Part[],
  holder: JsonObject,
  run: PartsRun,
  depth = 1,
): Promise<JudgedParts> {
  const reports: PartReport[] = [];
  const checks: CheckResult[] = [];
  // One after the other: the limits of one verification hold for all of its parts together.
  for (const part of parts) {
    if (run.verifying.time.aborted || run.left.parts <= 0) {
      checks.push(checkResult('credential', 'unknown', 'out_of_time', { pointer: part.pointer }));
      break;
    }
    run.left.parts -= 1;
    const report = await verifyPart(part, run, depth);
    reports.push(report);
    checks.push(part.role === 'endorsement' ? endorsementCheck(report, holder) : nestedCheck(report));
  }
  return { checks, warnings: [], reports };
}

async function verifyPart(part: Part, run: PartsRun, depth: number): Promise<PartReport> {
  const { verifying } = run;
  // A presentation's challenge is answered by its holder, not by those who issued what is in it.
  const { challenge: _challenge, domain: _domain, ...plain } = verifying;
  const found = await establish(part.text, plain);
  const { read, document, media } = found;
  const { pointer, role } = part;
  if (read === undefined || document === undefined) {
    const { checks, warnings } = found;
    const report = reportOn({ checks, warnings, media, now: verifying.now, kind: 'unreadable' });
    return { ...report, pointer, role };
  }
  const checks: CheckResult[] = [openBadgeCheck(read.kind), ...found.checks];
  const warnings = [...found.warnings];
  let parts: readonly PartReport[] = [];
  if (found.holds) {
    const status = await statusOf(document, { ...run, verifying: plain });
    checks.push(status.result);
    warnings.push(...status.warnings);
    if (depth < DEEPEST) {
      const inner = await judgeParts(read.parts, document, { ...run, verifying: plain }, depth + 1);
      checks.push(...inner.checks);
      parts = inner.reports;
    } else if (read.parts.length > 0) {
      checks.push(checkResult('credential', 'unknown', 'indeterminate'));
    }
  }
  const { kind, dataModel } = read;
  const report = reportOn({ checks, warnings, now: verifying.now, kind, media, dataModel, document, parts });
  return { ...report, pointer, role };
}

function nestedCheck({ outcome, pointer, kind }: PartReport): CheckResult {
  // What somebody holds is a credential; a list or another folder among them is none.
  if (kind === 'presentation' || kind === 'status-list')
    return checkResult('credential', 'fail', 'wrong_kind', { pointer });
  if (outcome === 'valid') return passed('credential', { pointer });
  return outcome === 'invalid'
    ? checkResult('credential', 'fail', 'invalid', { pointer })
    : checkResult('credential', 'unknown', 'indeterminate', { pointer });
}

/** An endorsement must hold, and be about something that the credential around it names. */
function endorsementCheck(report: PartReport, holder: JsonObject): CheckResult {
  const { outcome, pointer, credential } = report;
  const issuer = credential === undefined ? undefined : issuerIdOf(credential);
  const detail = {
    ...(issuer !== undefined && { issuer }),
    // Praise by the issuer itself is no third party's word.
    ...(issuer !== undefined && { self: issuer === issuerIdOf(holder) ? 'true' : 'false' }),
  };
  const where = { pointer, detail };
  const { kind } = report;
  // A badge of somebody else beside this one praises nobody.
  if (kind !== 'endorsement' && kind !== 'unreadable') return checkResult('endorsement', 'fail', 'wrong_kind', where);
  if (outcome === 'invalid') {
    return hasLapsed(report)
      ? checkResult('endorsement', 'not_applicable', 'lapsed', where)
      : checkResult('endorsement', 'fail', 'invalid', where);
  }
  if (outcome === 'indeterminate') return checkResult('endorsement', 'unknown', 'unknown', where);
  const subject = credential?.credentialSubject;
  const about = isJsonObject(subject) && typeof subject.id === 'string' ? subject.id : undefined;
  if (about === undefined || !endorsedIds(holder, pointer).includes(about)) {
    return checkResult('endorsement', 'fail', 'wrong_subject', where);
  }
  return passed('endorsement', where);
}

/** Soundly signed, and over or withdrawn since: what it praises stands or falls without it. */
function hasLapsed({ checks }: PartReport): boolean {
  const failed = checks.filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);
  return failed.every((check) => check === 'validity' || check === 'status');
}
