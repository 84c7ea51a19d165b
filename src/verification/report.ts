// The report of a verification: separate checks, one outcome, and what the credential says, read once and only from
// what was verified. A check that could not run is `unknown`, and nothing unknown is ever `valid`.
import type { JsonObject } from '../kernel/json.ts';
import type { CheckName } from '../standards/checks/check-codes.ts';
import { notEvaluated } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import type { DataModel, DocumentKind } from '../standards/document-kind.ts';
import type { OpenBadge2Facts } from '../standards/open-badge-2/judge.ts';
import type { Media } from './judge.ts';

export type Outcome = 'valid' | 'invalid' | 'indeterminate';

/** What was handed in; `open-badge-2` is recognised and told apart, and never valid as an Open Badge 3.0. */
export type ReportKind = DocumentKind | 'open-badge-2' | 'unreadable';

export interface VerificationReport {
  readonly outcome: Outcome;
  readonly kind: ReportKind;
  /** How the credential came: as JSON, as a JWT, or inside a picture. */
  readonly media: Media;
  readonly dataModel?: DataModel;
  readonly checks: readonly CheckResult[];
  /** `check:code` of what was passed over without deciding anything. */
  readonly warnings: readonly string[];
  /** XSD dateTime; the moment all checks refer to. */
  readonly verifiedAt: string;
  /** The credential as it was read; absent when nothing could be read. Believe it only when the outcome is valid. */
  readonly credential?: JsonObject;
  /** Of a badge of the older kind, what was read of it and of the documents it rests on. */
  readonly openBadge2?: OpenBadge2Facts;
  /** Credentials inside it, each verified on its own, with where they stand. */
  readonly parts?: readonly PartReport[];
}

export interface PartReport extends VerificationReport {
  readonly pointer: string;
  readonly role: 'credential' | 'endorsement';
}

/** Every one of these must be established for a valid outcome. */
const required: readonly CheckName[] = [
  'parse',
  'structure',
  'schema',
  'context',
  'issuer_key',
  'proof',
  'validity',
  'status',
];

/** These count only where they are present or were asked for: a failure decides, and so does what stayed open. */
const whenPresent: readonly CheckName[] = ['recipient', 'endorsement', 'credential', 'evidence_digest'];

/**
 * These only decide when they fail. A copy that could not be fetched leaves the verdict on what was handed in, and a
 * picture without a reference says nothing about the credential inside it.
 */
const whenFailed: readonly CheckName[] = ['image', 'refresh', 'legacy'];

/** `invalid` if a check that counts failed, else `indeterminate` if one is unknown or did not run, else `valid`. */
export function outcomeOf(checks: readonly CheckResult[], alsoRequired: readonly CheckName[] = []): Outcome {
  const of = (names: readonly CheckName[]) => names.map((name) => checks.filter((result) => result.check === name));
  const needed = of([...required, ...alsoRequired]);
  const counting = [...needed, ...of(whenPresent), ...of(whenFailed)].flat();
  if (counting.some((result) => result.outcome === 'fail')) return 'invalid';
  const isSettled = ({ check, outcome }: CheckResult): boolean =>
    outcome === 'pass' || (outcome === 'not_applicable' && !alsoRequired.includes(check));
  const established = needed.every((results) => results.length > 0 && results.every(isSettled));
  const nothingOpen = of(whenPresent)
    .flat()
    .every((result) => result.outcome !== 'unknown');
  return established && nothingOpen ? 'valid' : 'indeterminate';
}

/** Every report answers each of these, whatever came before. */
const ORDER: readonly CheckName[] = [
  'open_badge',
  'parse',
  'structure',
  'schema',
  'context',
  'issuer_key',
  'proof',
  'validity',
  'status',
  'refresh',
  'achievement_issuer',
  'issuer_trust',
  'recipient',
];

export interface Findings {
  readonly checks: readonly CheckResult[];
  readonly warnings: readonly string[];
  readonly now: Date;
  readonly kind: ReportKind;
  readonly media: Media;
  readonly dataModel?: DataModel;
  readonly document?: JsonObject;
  readonly openBadge2?: OpenBadge2Facts;
  readonly parts?: readonly PartReport[];
  /** Checks that are otherwise advice, and that the caller wants established. */
  readonly alsoRequired?: readonly CheckName[];
}

/** The report on what was found, in the order in which it is read; what did not run is in it as `not_evaluated`. */
export function reportOn(findings: Findings): VerificationReport {
  const { checks, warnings, now, kind, media, dataModel, document, openBadge2, parts } = findings;
  const rest = checks.filter(({ check }) => !ORDER.includes(check));
  const ordered = ORDER.flatMap((name) => {
    const results = checks.filter(({ check }) => check === name);
    return results.length > 0 ? results : [notEvaluated(name)];
  });
  const all = [...ordered, ...rest];
  return {
    outcome: outcomeOf(all, findings.alsoRequired),
    kind,
    media,
    ...(dataModel !== undefined && { dataModel }),
    checks: all,
    warnings: [...new Set(warnings)],
    verifiedAt: now.toISOString(),
    ...(document !== undefined && { credential: document }),
    ...(openBadge2 !== undefined && { openBadge2 }),
    ...(parts !== undefined && parts.length > 0 && { parts }),
  };
}
