// The words under which pictures carry badges: PNG chunk keywords, and SVG elements with their namespaces (Open Badges 3.0
// §5.3 "Baking", CLR 2.0 §"Baking", Open Badges 2.0 baking specification). Also what reading a picture may answer.
import type { CheckCode } from '../checks/check-codes.ts';

/** Which standard the text in a picture claims to follow, from the word it stands under. */
export type BakedStandard = 'ob3' | 'clr' | 'ob2';

export const pngKeywords: ReadonlyMap<string, BakedStandard> = new Map([
  ['openbadgecredential', 'ob3'],
  ['clrcredential', 'clr'],
  ['openbadges', 'ob2'],
]);

export const badgeNamespace = 'https://purl.imsglobal.org/ob/v3p0';

/** By namespace and local name; the prefix is anybody's choice. */
export const svgElements: ReadonlyMap<string, BakedStandard> = new Map([
  [`${badgeNamespace} credential`, 'ob3'],
  ['https://purl.imsglobal.org/clr/v2p0 credential', 'clr'],
  ['http://openbadges.org assertion', 'ob2'],
  ['https://openbadges.org assertion', 'ob2'],
  ['https://w3id.org/openbadges assertion', 'ob2'],
  ['https://w3id.org/openbadges/v1 assertion', 'ob2'],
  ['https://w3id.org/openbadges/v2 assertion', 'ob2'],
]);

/** A picture that cannot be read, with the code of the check `parse`. */
export interface PictureFailure {
  readonly ok: false;
  readonly code: Extract<
    CheckCode<'parse'>,
    'image_malformed' | 'unsafe_svg' | 'no_badge_data' | 'ambiguous_badge_data' | 'too_large' | 'invalid_utf8'
  >;
}

/** Larger files are not looked into. */
export const mostPictureBytes = 16 * 1024 * 1024;

export function pictureFailure(code: PictureFailure['code']): PictureFailure {
  return { ok: false, code };
}
