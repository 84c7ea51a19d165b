// The one builder of badges: VCDM 2.0 with Open Badges 3.0.3, not yet signed. Plain data in, every URL already absolute.
// Same input, same document, byte for byte: members have a fixed order that reads like a sentence about the badge.
import { canonicalJson, isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type {
  Achievement,
  AchievementSubject,
  Alignment,
  IdentifierEntry,
  IdentityObject,
  Image,
  OpenBadgeCredential,
  Related,
} from './open-badge.ts';
import { alignment, evidence, identifierEntry, image, profile, related, withoutAbsent } from './open-badge-parts.ts';
import type { EvidenceInput, ProfileInput, Untyped } from './open-badge-parts.ts';
import { resultDescriptions, results } from './rubric-result.ts';
import type { MarkInput, RubricInput } from './rubric-result.ts';
import { statusListEntry } from './status-list.ts';
import type { StatusListEntryInput } from './status-list.ts';

export type AchievementInput = Omit<
  Achievement,
  'type' | 'image' | 'creator' | 'alignment' | 'otherIdentifier' | 'related' | 'resultDescription'
> & {
  readonly image?: Untyped<Image>;
  readonly creator?: ProfileInput;
  readonly alignment?: readonly Untyped<Alignment>[];
  readonly otherIdentifier?: readonly Untyped<IdentifierEntry>[];
  readonly related?: readonly Untyped<Related>[];
  readonly rubric?: RubricInput;
};

/** A DID where the holder has one, otherwise salted identity objects (`identityObject` in identity-hash.ts), or both. */
export interface RecipientInput {
  readonly id?: string;
  readonly identifier?: readonly IdentityObject[];
}

export interface OpenBadgeInput {
  /** `contextsFor(suite)`. */
  readonly contexts: readonly string[];
  /** URL of the credential. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly image?: Untyped<Image>;
  readonly issuer: ProfileInput;
  /** XSD dateTimeStamp, like the two after it. */
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly awardedDate?: string;
  readonly recipient: RecipientInput;
  readonly achievement: AchievementInput;
  /** One per criterion of the rubric. */
  readonly marks?: readonly MarkInput[];
  /** Who assessed on behalf of the issuer; the subject's `source`. */
  readonly assessedBy?: ProfileInput;
  readonly subject?: Pick<
    AchievementSubject,
    'creditsEarned' | 'activityStartDate' | 'activityEndDate' | 'licenseNumber' | 'role' | 'term' | 'narrative'
  >;
  readonly evidence?: readonly EvidenceInput[];
  readonly status?: readonly StatusListEntryInput[];
}

/** The unsigned badge. Nothing is checked here; `lintCredential` is what says whether it may be signed. */
export function openBadgeCredential(input: OpenBadgeInput): JsonObject {
  const status = (input.status ?? []).map(statusListEntry);
  const badge = withoutAbsent<OpenBadgeCredential>({
    '@context': input.contexts,
    id: input.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: input.name,
    description: input.description,
    image: image(input.image),
    issuer: profile(input.issuer),
    validFrom: input.validFrom,
    validUntil: input.validUntil,
    awardedDate: input.awardedDate,
    credentialSubject: subject(input),
    evidence: input.evidence?.map(evidence),
    // Open Badges 3.0 has one entry; a credential that can be both revoked and suspended needs the array of VCDM 2.0.
    credentialStatus: status.length > 1 ? status : status[0],
  });
  return statedOnce(badge, new Set()) as JsonObject;
}

/** An achievement by itself. */
export function openBadgeAchievement(input: AchievementInput): JsonObject {
  return statedOnce(achievementOf(input), new Set()) as JsonObject;
}

/**
 * Says each thing about a node once: where an object with an id appears again, as an issuer does that is also the
 * creator, members that repeat what was said before are left out. Said twice, one of the two could be taken away
 * without the signature noticing, because both are the same statement in RDF.
 */
function statedOnce(value: JsonValue, stated: Set<string>): JsonValue {
  if (isJsonArray(value)) return value.map((item) => statedOnce(item, stated));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key, member]) => {
    if (typeof value.id !== 'string' || key === 'id' || key === 'type') return true;
    const statement = canonicalJson([value.id, key, member]);
    return !stated.has(statement) && stated.add(statement);
  });
  return Object.fromEntries(kept.map(([key, member]) => [key, statedOnce(member, stated)]));
}

function subject(input: OpenBadgeInput): AchievementSubject {
  const { achievement, recipient } = input;
  return withoutAbsent<AchievementSubject>({
    id: recipient.id,
    type: ['AchievementSubject'],
    identifier: recipient.identifier,
    achievement: achievementOf(achievement),
    result: results(achievement.id, achievement.rubric, input.marks ?? []),
    creditsEarned: input.subject?.creditsEarned,
    activityStartDate: input.subject?.activityStartDate,
    activityEndDate: input.subject?.activityEndDate,
    licenseNumber: input.subject?.licenseNumber,
    role: input.subject?.role,
    term: input.subject?.term,
    narrative: input.subject?.narrative,
    image: undefined,
    source: input.assessedBy === undefined ? undefined : profile(input.assessedBy),
  });
}

function achievementOf(input: AchievementInput): Achievement {
  return withoutAbsent<Achievement>({
    id: input.id,
    type: ['Achievement'],
    name: input.name,
    description: input.description,
    criteria: withoutAbsent({ id: input.criteria.id, narrative: input.criteria.narrative }),
    achievementType: input.achievementType,
    image: image(input.image),
    creator: input.creator === undefined ? undefined : profile(input.creator),
    fieldOfStudy: input.fieldOfStudy,
    specialization: input.specialization,
    humanCode: input.humanCode,
    creditsAvailable: input.creditsAvailable,
    inLanguage: input.inLanguage,
    version: input.version,
    tag: input.tag,
    alignment: input.alignment?.map(alignment),
    otherIdentifier: input.otherIdentifier?.map(identifierEntry),
    related: input.related?.map(related),
    resultDescription: resultDescriptions(input.id, input.rubric),
  });
}
