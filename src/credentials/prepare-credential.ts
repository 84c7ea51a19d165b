// Prepares the unsigned document from an award and the drawn values. Pure: the same input gives the same bytes.
// VCDM 2.0 with Open Badges 3.0.3; the rubric and what was reached in it stand inside.
import type { IssuerRow } from '../catalog/issuers/issuer-table.ts';
import type { ProofSuite, StatusPurpose } from '../catalog/issuers/issuer.ts';
import type { RecipientRow } from '../earning/recipients/recipient-table.ts';
import type { EvidenceRow } from '../earning/submissions/submission-table.ts';
import { isoSeconds } from '../kernel/clock.ts';
import type { JsonObject } from '../kernel/json.ts';
import { contextsFor } from '../standards/data-integrity.ts';
import { identityObject } from '../standards/identity-hash.ts';
import type { IdentityType } from '../standards/identity-hash.ts';
import { openBadgeCredential } from '../standards/open-badge-credential.ts';
import type { EvidenceInput, ProfileInput } from '../standards/open-badge-parts.ts';
import type { Award } from './award.ts';
import { achievementUrl, credentialUrl, statusListUrl } from './credential.ts';

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
  const { achievement, issuer, decision, institution } = award;
  const { content } = achievement;
  const { origin } = drawn;
  const achievementId = achievementUrl(origin, achievement.id, achievement.version);
  const issuerProfile = profileOf(issuer, origin);
  const image = content.imageId === undefined ? undefined : pictureOf(origin, content.imageId, content.imageCaption);
  const validUntil = validUntilOf(award);
  return openBadgeCredential({
    contexts: contextsFor(drawn.suite),
    id: credentialUrl(origin, drawn.credentialId),
    name: content.name,
    issuer: issuerProfile,
    validFrom: isoSeconds(drawn.createdAt),
    ...(validUntil !== undefined && { validUntil: isoSeconds(validUntil) }),
    awardedDate: isoSeconds(decision.createdAt),
    recipient: recipientOf(award.recipient, drawn.salt),
    achievement: {
      id: achievementId,
      name: content.name,
      description: content.description,
      criteria: { id: content.criteria.id ?? achievementId, narrative: content.criteria.narrative },
      creator: issuerProfile,
      version: String(achievement.version),
      ...(content.achievementType !== undefined && { achievementType: content.achievementType }),
      ...(image !== undefined && { image }),
      ...(content.fieldOfStudy !== undefined && { fieldOfStudy: content.fieldOfStudy }),
      ...(content.specialization !== undefined && { specialization: content.specialization }),
      ...(content.humanCode !== undefined && { humanCode: content.humanCode }),
      ...(content.creditsAvailable !== undefined && { creditsAvailable: content.creditsAvailable }),
      ...(content.inLanguage !== undefined && { inLanguage: content.inLanguage }),
      ...(content.tag !== undefined && { tag: content.tag }),
      ...(content.alignment !== undefined && { alignment: content.alignment }),
      ...(content.otherIdentifier !== undefined && { otherIdentifier: content.otherIdentifier }),
      related: [...(content.related ?? []), ...earlierVersions(origin, achievement.id, achievement.version)],
      rubric: {
        criteria: achievement.rubric.criteria.map((criterion) => ({
          id: criterion.id,
          name: criterion.name,
          ...(criterion.description !== undefined && { description: criterion.description }),
          requiredLevelId: criterion.requiredLevel,
          levels: criterion.levels.map(({ alignment, ...level }) => ({
            ...level,
            ...(alignment !== undefined && { alignments: alignment }),
          })),
          ...(criterion.alignment !== undefined && { alignments: criterion.alignment }),
        })),
      },
    },
    marks: decision.criteria.map((outcome) => ({ criterionId: outcome.criterion, levelId: outcome.achievedLevel })),
    assessedBy: {
      id: `${origin}/institutions/${institution.id}`,
      name: award.assessment.reportedAssessor?.organization ?? institution.name,
    },
    subject: {
      ...(content.creditsAvailable !== undefined && { creditsEarned: content.creditsAvailable }),
      ...(decision.narrative !== null && { narrative: decision.narrative }),
    },
    evidence: award.evidence.map((piece) => evidenceOf(piece, award.submission.origin === 'reported')),
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

function profileOf(issuer: IssuerRow, origin: string): ProfileInput {
  return {
    id: issuer.did,
    name: issuer.name,
    ...(issuer.url !== null && { url: issuer.url }),
    ...(issuer.description !== null && { description: issuer.description }),
    ...(issuer.imageId !== null && { image: pictureOf(origin, issuer.imageId) }),
    ...(issuer.email !== null && { email: issuer.email }),
    ...(issuer.address !== null && { address: issuer.address }),
  };
}

function pictureOf(origin: string, imageId: string, caption?: string) {
  const id = `${origin}/images/${imageId}`;
  return caption === undefined ? { id } : { id, caption };
}

function earlierVersions(origin: string, achievementId: string, version: number) {
  return Array.from({ length: version - 1 }, (_, index) => ({
    id: achievementUrl(origin, achievementId, index + 1),
    version: String(index + 1),
  }));
}

/**
 * What the badge says of a piece of evidence: its name, kind and digest, never its content. A description is public only
 * where an institution reported it for the badge; a learner's own words stay private.
 */
function evidenceOf(piece: EvidenceRow, reported: boolean): EvidenceInput {
  return {
    ...(piece.url !== null && { id: piece.url }),
    name: piece.name,
    ...(reported && piece.description !== null && { description: piece.description }),
    genre: piece.kind,
    ...(piece.mediaType !== null && { mediaType: piece.mediaType }),
    ...(piece.sha256 !== null && { sha256Hex: piece.sha256 }),
  };
}
