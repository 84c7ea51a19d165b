// Verifies one credential: what every document must pass, then its status, a fresher copy, what stands inside it, and what
// only advises. Everything later than the signature is read only after the signature is good.
import type { ListPublisher } from '../standards/read-bit-list.ts';
import type { Clock } from '../kernel/clock.ts';
import type { JsonObject } from '../kernel/json.ts';
import { achievementIssuerCheck, achievementWarnings } from '../standards/checks/achievement-issuer.ts';
import type { CheckName } from '../standards/checks/check-codes.ts';
import { checkResult } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import type { CoSigners } from '../standards/checks/issuer-key.ts';
import { openBadgeCheck } from '../standards/checks/open-badge-check.ts';
import type { KnownRecipient } from '../standards/checks/recipient.ts';
import { evidenceChecks } from './check-evidence.ts';
import { hasOtherSubject, holderCheck, recipientOfAll } from './check-holder.ts';
import { withBudget } from './budget.ts';
import { directJudge } from './direct-judge.ts';
import type { DocumentSource } from './document-source.ts';
import { establish } from './establish.ts';
import type { Established, Verifying } from './establish.ts';
import type { Judge, ReadDocument } from './judge.ts';
import { listMemory, statusOf } from './load-status-lists.ts';
import type { ListMemory } from './load-status-lists.ts';
import { refreshCheck } from './refresh-copy.ts';
import { reportOn } from './report.ts';
import type { PartReport, VerificationReport } from './report.ts';
import { MOST_PARTS, judgeParts } from './verify-parts.ts';
import { verifyOpenBadge2 } from './verify-open-badge-2.ts';

/** What the caller wants to know besides, or knows already. */
export interface Asked {
  readonly recipient?: KnownRecipient;
  /** Fetch the evidence that can be had, and compare its digests. */
  readonly evidence?: boolean;
  /** The verdict needs a registry that vouches for the issuer. */
  readonly requireTrustedIssuer?: boolean;
  /** What a presentation had to answer. */
  readonly challenge?: string;
  readonly domain?: string;
  readonly coSigners?: CoSigners;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

export interface VerifyCredential {
  /**
   * Judges JSON bytes or text, a compact JWT, or a baked picture. Never throws for a bad credential; the report says what
   * is wrong. @throws Problem unavailable when no judge is free
   */
  (input: Uint8Array | string, asked?: Asked): Promise<VerificationReport>;
}

/** Says whether anyone vouches for the issuer. Advice, unless the caller requires it. */
export type JudgeTrust = (credential: JsonObject, issuerId: string, now: Date) => Promise<CheckResult>;

export interface VerifierNeeds {
  readonly source: DocumentSource;
  readonly clock: Clock;
  /** This thread, unless told otherwise. */
  readonly judge?: Judge;
  readonly trust?: JudgeTrust;
  /** Whose status lists are accepted besides the issuer's own. */
  readonly listPublishers?: readonly ListPublisher[];
}

/** The longest one verification may go on beginning things, whatever stands inside the document. */
const MOST_MS = 25_000;

export function verifyCredential(needs: VerifierNeeds): VerifyCredential {
  const memory = listMemory();
  const { judge = directJudge, source, clock, trust = noRegistry, listPublishers = [] } = needs;
  return async (input, asked = {}) => {
    const { challenge, domain, coSigners } = asked;
    const time = AbortSignal.any([AbortSignal.timeout(MOST_MS), ...(asked.signal === undefined ? [] : [asked.signal])]);
    const verifying: Verifying = {
      judge,
      source: withBudget(source, time),
      time,
      now: clock.now(),
      listPublishers,
      ...(challenge !== undefined && { challenge }),
      ...(domain !== undefined && { domain }),
      ...(coSigners !== undefined && { coSigners }),
    };
    return verifyWhole(input, { verifying, memory, trust, asked, left: { parts: MOST_PARTS } });
  };
}

const noRegistry: JudgeTrust = () => Promise.resolve(checkResult('issuer_trust', 'not_applicable', 'not_configured'));

export interface Run {
  readonly verifying: Verifying;
  readonly memory: ListMemory;
  readonly trust: JudgeTrust;
  readonly asked: Asked;
  readonly left: { parts: number };
}

async function verifyWhole(input: Uint8Array | string, run: Run): Promise<VerificationReport> {
  const { verifying, asked } = run;
  const { now } = verifying;
  const found = await establish(input, verifying);
  const { read, media, openBadge2 } = found;
  if (openBadge2 !== undefined) return verifyOpenBadge2(openBadge2, found, verifying);
  if (read === undefined || found.document === undefined) {
    return reportOn({ checks: found.checks, warnings: found.warnings, now, kind: 'unreadable', media });
  }
  const { document } = found;
  const more = found.holds ? await judgeRest({ ...found, read }, document, run) : nothingMore;
  const kindCheck = openBadgeCheck(read.kind);
  const isAsked = asked.challenge !== undefined || asked.domain !== undefined;
  const holder = holderCheck(read, found.signed, isAsked);
  const alsoRequired: readonly CheckName[] = [
    ...(asked.requireTrustedIssuer === true ? (['issuer_trust'] as const) : []),
    ...(isAsked ? (['holder'] as const) : []),
  ];
  return reportOn({
    checks: [kindCheck, ...found.checks, ...more.checks, ...holder],
    warnings: [...found.warnings, ...more.warnings],
    now,
    kind: read.kind,
    media,
    dataModel: read.dataModel,
    document,
    parts: more.parts,
    alsoRequired,
  });
}

interface More {
  readonly checks: readonly CheckResult[];
  readonly warnings: readonly string[];
  readonly parts: readonly PartReport[];
}
const nothingMore: More = { checks: [], warnings: [], parts: [] };

/** Everything that relies on a good signature: status first, because the rest is only worth asking of what still holds. */
async function judgeRest(found: EstablishedDocument, document: JsonObject, run: Run): Promise<More> {
  const { verifying, trust, asked } = run;
  const status = await statusOf(document, run);
  const { kind, controllerId = '' } = found.read;
  const parts = await judgeParts(found.read.parts, document, run);
  const isPresentation = kind === 'presentation';
  const checks = [
    status.result,
    await refreshCheck(document, kind, run),
    kind === 'open-badge'
      ? achievementIssuerCheck(document)
      : checkResult('achievement_issuer', 'not_applicable', 'no_achievement'),
    // Whose key was checked is who is vouched for; whoever shows a presentation issues nothing.
    isPresentation
      ? checkResult('issuer_trust', 'not_applicable', 'no_issuer')
      : await trust(document, controllerId, verifying.now),
    recipientOfAll(found.read, document, parts.reports, asked.recipient),
    ...(asked.evidence === true ? await evidenceChecks(document, verifying.source) : []),
    ...parts.checks,
  ];
  const others = hasOtherSubject(found.read, document, parts.reports) ? ['holder:other_subject'] : [];
  const elsewhere = kind === 'open-badge' ? achievementWarnings(document) : [];
  const warnings = [...status.warnings, ...parts.warnings, ...elsewhere, ...others];
  return { checks, warnings, parts: parts.reports };
}

type EstablishedDocument = Established & { readonly read: ReadDocument };
