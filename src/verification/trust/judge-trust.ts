// Check `issuer_trust`: does a registry that the operator trusts stand behind the issuer, for this achievement, at this
// time? Advisory. Only the issuer's identifier is looked up, never the name a credential claims for it.
//
// In one registry, of the entries for the issuer that cover the achievement the one that began last says whether the
// issuer stands: a withdrawal then counts whatever the date of the credential, a listing covers what was awarded within a
// listed period. Over several registries: a withdrawal fails, unless a signed registry listed the issuer after it;
// otherwise any that vouches is enough; otherwise one that could not be asked or believed leaves more open than one that
// does not list the issuer.
import type { CheckCode } from '../../standards/checks/check-codes.ts';
import { checkResult } from '../../standards/checks/check-result.ts';
import type { CheckOutcome, CheckResult } from '../../standards/checks/check-result.ts';
import type { RegistryEntry, TrustRegistry } from '../../standards/trust-registry.ts';

export interface TrustQuestion {
  readonly issuerId: string;
  readonly achievementId?: string | undefined;
  /** Open Badges `achievementType` values. */
  readonly achievementTypes?: readonly string[] | undefined;
  /** When the credential says it was awarded; `now` when it does not say. */
  readonly awardedAt?: Date | undefined;
  readonly now: Date;
}

/** What was had of one configured registry. */
export type KnownRegistry = { readonly name: string; readonly url: string } & (
  | { readonly state: 'read'; readonly registry: TrustRegistry; readonly ageSeconds: number }
  | { readonly state: 'unreachable' | 'unverified'; readonly reason: string }
);

type Code = CheckCode<'issuer_trust'>;

/** What one registry says, with what a reader may want to know of it. */
interface Answer {
  readonly code: Code;
  readonly registry: KnownRegistry;
  readonly entry?: RegistryEntry;
  readonly reason?: string;
}

/** Which answer is told first when no registry vouches: the one that leaves most open. */
const order: readonly Code[] = ['registry_unreachable', 'registry_unverified', 'achievement_not_listed', 'not_listed'];

/** One result over all registries; its `detail` names the registry it rests on, and the others that matter. */
export function judgeTrust(registries: readonly KnownRegistry[], question: TrustQuestion): CheckResult {
  if (registries.length === 0) return checkResult('issuer_trust', 'not_applicable', 'not_configured');
  const answers = registries.map((registry) => answerOf(registry, question));
  const vouchers = answers.filter((answer) => answer.code === 'ok');
  const withdrawal = answers.find((answer) => answer.code === 'withdrawn' && !isOutdated(answer, vouchers));
  if (withdrawal !== undefined) return resultOf(withdrawal, answers);
  const found = vouchers.find((answer) => isSigned(answer)) ?? vouchers[0];
  if (found !== undefined) return resultOf(found, answers);
  const code = order.find((candidate) => answers.some((answer) => answer.code === candidate));
  const first = answers.find((answer) => answer.code === code);
  return first === undefined ? checkResult('issuer_trust', 'unknown', 'not_listed') : resultOf(first, answers);
}

function answerOf(known: KnownRegistry, question: TrustQuestion): Answer {
  if (known.state !== 'read') {
    return { code: known.state === 'unreachable' ? 'registry_unreachable' : 'registry_unverified', ...of(known) };
  }
  const now = question.now.getTime();
  const begun = (known.registry.entriesByIssuer.get(question.issuerId) ?? []).filter((entry) => beginOf(entry) <= now);
  if (begun.length === 0) return { code: 'not_listed', ...of(known) };
  const covering = begun.filter((entry) => covers(entry, question));
  const latest = covering.reduce<RegistryEntry | undefined>((last, entry) => later(last, entry), undefined);
  if (latest === undefined) return { code: 'achievement_not_listed', ...of(known) };
  if (latest.state === 'withdrawn') return { code: 'withdrawn', ...of(known), entry: latest };
  const awarded = (question.awardedAt ?? question.now).getTime();
  const period = covering.find((entry) => holdsAt(entry, awarded, covering));
  return period === undefined
    ? { code: 'not_listed', ...of(known), entry: latest, reason: 'outside_period' }
    : { code: 'ok', ...of(known), entry: period };
}

function of(registry: KnownRegistry): Pick<Answer, 'registry' | 'reason'> {
  return { registry, ...(registry.state !== 'read' && { reason: registry.reason }) };
}

function beginOf(entry: RegistryEntry): number {
  return entry.from?.getTime() ?? Number.NEGATIVE_INFINITY;
}

/** The entry that began later; of two that began together the withdrawal. */
function later(last: RegistryEntry | undefined, entry: RegistryEntry): RegistryEntry {
  if (last === undefined || beginOf(entry) > beginOf(last)) return entry;
  return beginOf(entry) === beginOf(last) && entry.state === 'withdrawn' ? entry : last;
}

/** Whether a listing is in force at a moment: it ends where it says so, or where a withdrawal cuts it off. */
function holdsAt(entry: RegistryEntry, moment: number, others: readonly RegistryEntry[]): boolean {
  const isWithin = beginOf(entry) <= moment && (entry.until === undefined || moment < entry.until.getTime());
  if (entry.state !== 'listed' || !isWithin) return false;
  return !others.some(
    (other) => other.state === 'withdrawn' && beginOf(other) >= beginOf(entry) && beginOf(other) <= moment,
  );
}

function covers({ achievements }: RegistryEntry, { achievementId, achievementTypes = [] }: TrustQuestion): boolean {
  if (achievements === 'any') return true;
  const byId = achievementId !== undefined && (achievements.ids ?? []).includes(achievementId);
  return byId || achievementTypes.some((type) => (achievements.types ?? []).includes(type));
}

function isSigned({ registry }: Answer): boolean {
  return registry.state === 'read' && registry.registry.signed;
}

/** Whether a signed registry listed the issuer anew after it was withdrawn here. */
function isOutdated({ entry }: Answer, vouchers: readonly Answer[]): boolean {
  if (entry === undefined) return false;
  return vouchers.some((voucher) => {
    return isSigned(voucher) && voucher.entry !== undefined && beginOf(voucher.entry) > beginOf(entry);
  });
}

const outcomeOf: Partial<Record<Code, CheckOutcome>> = { ok: 'pass', withdrawn: 'fail' };

function resultOf(answer: Answer, answers: readonly Answer[]): CheckResult {
  const { registry, entry, reason, code } = answer;
  const named = (codes: readonly Code[]): string =>
    answers
      .filter((other) => other !== answer && codes.includes(other.code))
      .map((other) => other.registry.name)
      .join('; ');
  const alsoListedBy = named(['ok']);
  const notAsked = named(['registry_unreachable', 'registry_unverified']);
  return checkResult('issuer_trust', outcomeOf[code] ?? 'unknown', code, {
    detail: {
      registry: registry.url,
      registryName: registry.name,
      ...(registry.state === 'read' && {
        signed: registry.registry.signed ? 'yes' : 'no',
        ageSeconds: registry.ageSeconds,
      }),
      ...(entry !== undefined && detailOf(entry)),
      ...(reason !== undefined && { reason }),
      ...(alsoListedBy !== '' && { alsoListedBy }),
      ...(notAsked !== '' && { notAsked }),
    },
  });
}

const MOST_NAMED = 20;

function detailOf(entry: RegistryEntry): Record<string, string> {
  const { achievements } = entry;
  const names = achievements === 'any' ? ['any'] : [...(achievements.ids ?? []), ...(achievements.types ?? [])];
  const more = names.length > MOST_NAMED ? [`+${names.length - MOST_NAMED}`] : [];
  return {
    listedAs: entry.name,
    achievements: [...names.slice(0, MOST_NAMED), ...more].join('; '),
    ...(entry.from !== undefined && { since: entry.from.toISOString() }),
    ...(entry.until !== undefined && { until: entry.until.toISOString() }),
  };
}
