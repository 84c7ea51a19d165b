// Prepares the unsigned document from an award and the drawn values. Pure: the same input gives the same bytes.
// VCDM 2.0 with Open Badges 3.0.3; the rubric and what was reached in it stand inside.
import type { ProofSuite, StatusPurpose } from '../catalog/issuers/issuer.ts';
import type { RecipientRow } from '../earning/recipients/recipient-table.ts';
import { isoSeconds } from '../kernel/clock.ts';
import type { JsonObject } from '../kernel/json.ts';
import { contextsFor } from '../standards/data-integrity.ts';
import { identityObject } from '../standards/identity-hash.ts';
import type { IdentityType } from '../standards/identity-hash.ts';
import { openBadgeCredential } from '../standards/open-badge-credential.ts';
import type { EvidenceInput, ProfileInput } from '../standards/open-badge-parts.ts';
import type { Award } from './award.ts';
import { achievementInput, profileOf } from './achievement-document.ts';
import { credentialUrl, statusListUrl } from './credential.ts';

/** What is drawn before a document can be prepared, and kept so that it never needs to be drawn again. */
export interface DrawnValues {
  readonly credentialId: string;
  /** The public origin that all URLs of the document begin with. */
  readonly origin: string;
  readonly suite: ProofSuite;
  readonly createdAt: Date;
  /** 128 random bits as text, for the hash of the recipient's identity. */
  readonly salt: string;
  readonly entries: readonly { readonly listId: string; readonly purpose: StatusPurpose; readonly index: number }[];
}

export function prepareCredential(award: Award, drawn: DrawnValues): JsonObject {
  const { achievement, issuer, decision } = award;
  const { content } = achievement;
  const { origin } = drawn;
  const validUntil = validUntilOf(award);
  return openBadgeCredential({
    contexts: contextsFor(drawn.suite),
    id: credentialUrl(origin, drawn.credentialId),
    name: content.name,
    issuer: profileOf(issuer, origin),
    validFrom: isoSeconds(drawn.createdAt),
    ...(validUntil !== undefined && { validUntil: isoSeconds(validUntil) }),
    awardedDate: isoSeconds(decision.createdAt),
    recipient: recipientOf(award.recipient, drawn.salt),
    achievement: achievementInput(achievement, issuer, origin),
    marks: decision.criteria.map((outcome) => ({ criterionId: outcome.criterion, levelId: outcome.achievedLevel })),
    assessedBy: assessedBy(award, origin),
    subject: {
      ...(content.creditsAvailable !== undefined && { creditsEarned: content.creditsAvailable }),
      ...(decision.narrative !== null && { narrative: decision.narrative }),
    },
    evidence: evidenceOf(award, origin),
    status: drawn.entries.map((entry) => ({
      listUrl: statusListUrl(origin, entry.listId),
      index: entry.index,
      statusPurpose: entry.purpose,
    })),
  });
}

/** When the credential ends: the award's date and the achievement's validity period later, in calendar months (UTC). */
export function validUntilOf({ achievement, decision }: Pick<Award, 'achievement' | 'decision'>): Date | undefined {
  const months = achievement.content.validFor?.months;
  if (months === undefined) return undefined;
  const until = new Date(decision.createdAt);
  const day = until.getUTCDate();
  until.setUTCMonth(until.getUTCMonth() + months);
  // The 31st of a shorter month would run over into the next one.
  if (until.getUTCDate() !== day) until.setUTCDate(0);
  return until;
}

/** A DID where it is known, otherwise every identifier as a salted hash: the badge names nobody in the clear. */
function recipientOf(recipient: RecipientRow, salt: string) {
  if (recipient.did !== null) return { id: recipient.did };
  const identities = [
    ...(recipient.email === null ? [] : [{ identityType: 'emailAddress' as const, identifier: recipient.email }]),
    ...recipient.identifiers.map((other) => ({
      identityType: other.identifierType as IdentityType,
      identifier: other.identifier,
    })),
  ];
  return { identifier: identities.map((identity) => identityObject({ ...identity, salt })) };
}

/**
 * What the badge says of the evidence: names, kinds and digests, never the content. A description is public only where
 * an institution reported it for the badge; a learner's own words stay private. A link is the id of its evidence unless
 * something else in the badge has that id: then it would name two things, and it stands in the narrative.
 */
function evidenceOf({ evidence, submission }: Award, origin: string): EvidenceInput[] {
  const named = new Set<string>();
  return evidence.map((piece) => {
    const isOwn = piece.url !== null && !piece.url.startsWith(`${origin}/`) && !named.has(piece.url);
    if (piece.url !== null) named.add(piece.url);
    return {
      ...(piece.url !== null && (isOwn ? { id: piece.url } : { narrative: piece.url })),
      name: piece.name,
      ...(submission.origin === 'reported' && piece.description !== null && { description: piece.description }),
      genre: piece.kind,
      ...(piece.mediaType !== null && { mediaType: piece.mediaType }),
      ...(piece.sha256 !== null && { sha256Hex: piece.sha256 }),
    };
  });
}

/** The institution, or the organisation that it names as the one that assessed elsewhere. */
function assessedBy({ institution, assessment }: Award, origin: string): ProfileInput {
  const id = `${origin}/institutions/${institution.id}`;
  const reported = assessment.reportedAssessor?.organization;
  return reported === undefined || reported === institution.name
    ? { id, name: institution.name }
    : { id: `${id}#assessed-by`, name: reported };
}
