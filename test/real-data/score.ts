// Holds every answer against what the folder expects of it.
import { isJsonObject, parseJson } from '../../src/kernel/json.ts';
import type { JsonValue } from '../../src/kernel/json.ts';
import type { VerificationReport, Outcome } from '../../src/verification/report.ts';
import { verifyCredential } from '../../src/verification/verify-credential.ts';
import { wantedOf } from './corpus.ts';
import type { AlteredCopy, Corpus, Expectation } from './corpus.ts';
import { mapSource } from './map-source.ts';
import { stricterRules } from './stricter.ts';
import type { StricterRule } from './stricter.ts';

export interface Scored {
  readonly item: Expectation;
  readonly verdict: 'right' | 'wrong' | 'policy' | 'not-judged';
  readonly outcome: Outcome;
  readonly findings: readonly string[];
  /** The rule under which a stricter answer counts as right. */
  readonly stricter?: StricterRule;
  /** The finding in which it speaks. */
  readonly finding?: string;
}

async function judge(corpus: Corpus, input: Uint8Array | string): Promise<VerificationReport> {
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('utf8');
  const source = mapSource(corpus, text + payloadText(text));
  const verify = verifyCredential({
    source,
    clock: { now: () => corpus.asOf },
    listPublishers: source.listPublishers,
  });
  return verify(input);
}

/** Methods inside a token count as well. */
function payloadText(text: string): string {
  const parts = text.trim().split('.');
  return parts.length === 3
    ? parts
        .slice(0, 2)
        .map((part) => Buffer.from(part, 'base64url').toString())
        .join('')
    : '';
}

/** What an Open Badges 2.0 assertion comes to, by the rules of its own time; otherwise the outcome. */
function outcomeFor(report: VerificationReport): Outcome {
  if (report.kind !== 'open-badge-2') return report.outcome;
  const legacy = report.checks.filter(({ check }) => check === 'legacy');
  if (legacy.some(({ outcome }) => outcome === 'fail')) return 'invalid';
  return legacy.length > 0 && legacy.every(({ outcome }) => outcome === 'pass') ? 'valid' : 'indeterminate';
}

export async function score(corpus: Corpus, item: Expectation): Promise<Scored> {
  const input = corpus.bytes(item.file);
  const report = await judge(corpus, input);
  const outcome = outcomeFor(report);
  const findings = report.checks
    .filter((check) => check.outcome === 'fail' || check.outcome === 'unknown')
    .map(({ check, code }) => `${check}:${code}`);
  const told = { item, outcome, findings };
  const wanted = wantedOf(item);
  if (item.policyDependent !== undefined) return { ...told, verdict: 'policy' };
  // Documents of Open Badges 2.0 are judged by other rules; but none of them may pass for a valid Open Badge 3.0.
  if (wanted === undefined) {
    const passes = report.outcome === 'valid' && item.expected.startsWith('see ');
    return { ...told, verdict: passes ? 'wrong' : 'not-judged' };
  }
  if (wanted === outcome) return { ...told, verdict: 'right' };
  const counting = findings.filter(counts);
  const ruleOf = (found: string) => stricterRules.find((rule) => rule.findings.includes(found));
  const [finding = ''] = counting;
  const rule = ruleOf(finding);
  // Every finding that counts must be one in which a rule speaks.
  const isIts = counting.every((found) => ruleOf(found) !== undefined);
  if (rule !== undefined && isIts && stricterThan(wanted, outcome) && !isDidKeyOpenBadge(input)) {
    return { ...told, verdict: 'right', stricter: rule, finding };
  }
  return { ...told, verdict: 'wrong' };
}

/** A picture without a reference and an issuer that no registry lists decide nothing. */
function counts(finding: string): boolean {
  return !/^(?:image|refresh|issuer_trust|achievement_issuer):/.test(finding);
}

const strictness: readonly Outcome[] = ['valid', 'indeterminate', 'invalid'];

function stricterThan(wanted: Outcome, outcome: Outcome): boolean {
  return strictness.indexOf(outcome) > strictness.indexOf(wanted);
}

/** By what the document itself says. */
function isDidKeyOpenBadge(input: Uint8Array): boolean {
  const read = parseJson(input);
  if (!read.ok || !isJsonObject(read.value)) return false;
  const { type, issuer } = read.value;
  const types = Array.isArray(type) ? (type as readonly JsonValue[]) : [type];
  const id = isJsonObject(issuer) ? issuer.id : issuer;
  const isBadge = types.includes('OpenBadgeCredential') || types.includes('AchievementCredential');
  return isBadge && typeof id === 'string' && id.startsWith('did:key:');
}

export interface ScoredCopy {
  readonly item: Expectation;
  readonly copy: AlteredCopy;
  readonly outcome: Outcome;
  readonly findings: readonly string[];
  /** `accepted`: an altered copy that must or should be refused was called valid. */
  readonly verdict: 'right' | 'accepted' | 'refused';
}

/** The altered copies of one item. `original` is the outcome of the item itself. */
export async function scoreCopies(
  corpus: Corpus,
  item: Expectation,
  original: Outcome,
): Promise<readonly ScoredCopy[]> {
  const scored: ScoredCopy[] = [];
  for (const copy of item.tampered === undefined ? [] : corpus.alteredCopies(item.tampered)) {
    const report = await judge(corpus, typeof copy.doc === 'string' ? copy.doc : JSON.stringify(copy.doc));
    const { outcome } = report;
    const findings = report.checks
      .filter((check) => check.outcome === 'fail' || check.outcome === 'unknown')
      .map(({ check, code }) => `${check}:${code}`);
    const mustRefuse =
      copy.class === 'must-reject' || copy.class === 'should-reject' || copy.class === 'must-reject-if-chain';
    const told = { item, copy, outcome, findings };
    if (mustRefuse) scored.push({ ...told, verdict: outcome === 'valid' ? 'accepted' : 'right' });
    else scored.push({ ...told, verdict: outcome === 'valid' || outcome === original ? 'right' : 'refused' });
  }
  return scored;
}
