// What every document must pass, whatever it is: read → the key of whoever must have signed → signature → dates. Badges,
// status lists, endorsements, refreshed copies and what a presentation holds all come this way, and before the signature
// is good nothing is read but the signer's own document.
import type { ListPublisher } from '../standards/read-bit-list.ts';
import type { JsonObject } from '../kernel/json.ts';
import { checkResult } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { validityCheck } from '../standards/checks/validity.ts';
import type { CoSigners } from '../standards/checks/issuer-key.ts';
import { jwtTimes } from '../standards/jwt-claims.ts';
import { DeadlinePassed } from './judge.ts';
import type { Judge, Media, ReadDocument, Reading } from './judge.ts';
import type { DocumentSource } from './document-source.ts';
import { resolveController } from './resolve-controller.ts';

/** What the steps of one verification share. */
export interface Verifying {
  readonly judge: Judge;
  readonly source: DocumentSource;
  /** All times are compared with this one moment. */
  readonly now: Date;
  /** What a presentation had to answer; compared exactly when given. */
  readonly challenge?: string;
  readonly domain?: string;
  readonly coSigners?: CoSigners;
  /** Aborted when nothing more may be begun: the time is over, or nobody waits for the answer any more. */
  readonly time: AbortSignal;
  /** Whose status lists are accepted besides the issuer's own. */
  readonly listPublishers: readonly ListPublisher[];
}

export interface Established {
  /** True when the signature is the signer's and the dates are right. */
  readonly holds: boolean;
  /** True when the signature is the signer's, whatever the dates say. */
  readonly signed: boolean;
  readonly checks: readonly CheckResult[];
  readonly warnings: readonly string[];
  readonly media: Media;
  readonly read?: ReadDocument;
  /** What may be read: after recompaction, where that was needed. */
  readonly document?: JsonObject;
  readonly openBadge2?: string;
}

/** Never throws for a bad document. @throws Problem unavailable when no judge is free */
export async function establish(input: Uint8Array | string, verifying: Verifying): Promise<Established> {
  const reading = await readOrDeadline(input, verifying.judge);
  const { read, media, warnings } = reading;
  const checks = [...reading.results];
  const found = { media, ...(reading.openBadge2 !== undefined && { openBadge2: reading.openBadge2 }) };
  if (read === undefined) return { holds: false, signed: false, checks, warnings, ...found };
  const failed = checks.some(({ check, outcome }) => check !== 'image' && isOpen(outcome));
  const told = { ...found, read, document: read.document };
  if (failed) return { holds: false, signed: false, checks, warnings, ...told };

  const proving = await proveOrDeadline(read, verifying);
  // Recompaction answers the context check anew.
  const answered = new Set(proving.results.map(({ check }) => check));
  const all = [...checks.filter(({ check }) => !answered.has(check)), ...proving.results];
  const more = { ...told, warnings: [...warnings, ...proving.warnings], document: proving.document };
  const signed = proving.results.every(({ check, outcome }) => check === 'context' || !isOpen(outcome));
  if (!signed) return { holds: false, signed, ...more, checks: all };
  const validity = validityCheck(
    proving.document,
    verifying.now,
    read.jwt === undefined ? {} : jwtTimes(read.jwt.payload),
  );
  return { holds: validity.outcome === 'pass', signed, ...more, checks: [...all, validity] };
}

function isOpen(outcome: CheckResult['outcome']): boolean {
  return outcome !== 'pass' && outcome !== 'not_applicable';
}

async function readOrDeadline(input: Uint8Array | string, judge: Judge): Promise<Reading> {
  try {
    return await judge.read(input);
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) throw error;
    return { results: [checkResult('structure', 'unknown', 'deadline')], warnings: [], media: 'json' };
  }
}

async function proveOrDeadline(read: ReadDocument, verifying: Verifying) {
  const { judge, source, now, challenge, domain, coSigners } = verifying;
  const { controllerId } = read;
  const nothing = { warnings: [], document: read.document };
  if (controllerId === undefined) {
    // A presentation need not name its holder; then nobody can say whose key it would have to be.
    const outcome = read.kind === 'presentation' ? 'unknown' : 'fail';
    return { results: [checkResult('issuer_key', outcome, 'no_method')], ...nothing };
  }
  const controller = await resolveController(controllerId, source);
  try {
    return await judge.prove({
      read,
      controllerId,
      controller,
      now,
      ...(challenge !== undefined && { challenge }),
      ...(domain !== undefined && { domain }),
      ...(coSigners !== undefined && { coSigners }),
    });
  } catch (error) {
    if (!(error instanceof DeadlinePassed)) throw error;
    return { results: [checkResult('proof', 'unknown', 'deadline')], ...nothing };
  }
}
