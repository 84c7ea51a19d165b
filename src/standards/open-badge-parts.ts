// The smaller classes of Open Badges 3.0, each from plain input with its members in a fixed order.
// Input has the shape of the class without `type`, which is constant and added here.
import type { Address, Alignment, Evidence, IdentifierEntry, Image, Profile, Related } from './open-badge.ts';

/** A class as input. */
export type Untyped<T> = Omit<T, 'type'>;

export type ProfileInput = Omit<Profile, 'type' | 'image' | 'address' | 'otherIdentifier'> & {
  readonly image?: Untyped<Image>;
  readonly address?: Untyped<Address>;
  readonly otherIdentifier?: readonly Untyped<IdentifierEntry>[];
};

export type EvidenceInput = Omit<Evidence, 'type' | 'digestSRI'> & {
  /** SHA-256 of the file, 64 hexadecimal characters. */
  readonly sha256Hex?: string;
};

/**
 * Drops members that are undefined and arrays that are empty: a document has no nulls and no empty sets (Open Badges 3.0
 * serialization). Every member of the class must be named, so that none is forgotten and the order is the one written.
 */
export function withoutAbsent<T extends object>(members: {
  readonly [K in keyof Required<T>]: T[K] | undefined;
}): T {
  const kept = Object.entries(members).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  // Only absent members were dropped, and the class declares those as optional.
  return Object.fromEntries(kept) as T;
}

/** A Profile with its members in order; also what an issuer's public profile document is made of. */
export function profile(input: ProfileInput): Profile {
  return withoutAbsent<Profile>({
    id: input.id,
    type: ['Profile'],
    name: input.name,
    url: input.url,
    description: input.description,
    image: image(input.image),
    email: input.email,
    phone: input.phone,
    address: input.address === undefined ? undefined : address(input.address),
    official: input.official,
    otherIdentifier: input.otherIdentifier?.map(identifierEntry),
  });
}

function address(input: Untyped<Address>): Address {
  return withoutAbsent<Address>({
    type: ['Address'],
    streetAddress: input.streetAddress,
    postOfficeBoxNumber: input.postOfficeBoxNumber,
    postalCode: input.postalCode,
    addressLocality: input.addressLocality,
    addressRegion: input.addressRegion,
    addressCountry: input.addressCountry,
    addressCountryCode: input.addressCountryCode,
  });
}

export function image(input: Untyped<Image> | undefined): Image | undefined {
  return input && withoutAbsent<Image>({ id: input.id, type: 'Image', caption: input.caption });
}

export function identifierEntry(input: Untyped<IdentifierEntry>): IdentifierEntry {
  return { type: 'IdentifierEntry', identifier: input.identifier, identifierType: input.identifierType };
}

export function related(input: Untyped<Related>): Related {
  return withoutAbsent<Related>({
    id: input.id,
    type: ['Related'],
    inLanguage: input.inLanguage,
    version: input.version,
  });
}

export function alignment(input: Untyped<Alignment>): Alignment {
  return withoutAbsent<Alignment>({
    type: ['Alignment'],
    targetName: input.targetName,
    targetUrl: input.targetUrl,
    targetType: input.targetType,
    targetCode: input.targetCode,
    targetDescription: input.targetDescription,
    targetFramework: input.targetFramework,
  });
}

export function evidence(input: EvidenceInput): Evidence {
  return withoutAbsent<Evidence>({
    id: input.id,
    type: ['Evidence'],
    name: input.name,
    description: input.description,
    narrative: input.narrative,
    genre: input.genre,
    audience: input.audience,
    mediaType: input.mediaType,
    digestSRI: input.sha256Hex === undefined ? undefined : sriDigest(input.sha256Hex),
  });
}

/** A SHA-256 in the form of W3C Subresource Integrity: `sha256-` and base64. */
function sriDigest(sha256Hex: string): string {
  return `sha256-${Buffer.from(sha256Hex, 'hex').toString('base64')}`;
}
