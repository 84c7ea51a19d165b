// Check `image`: the picture around a badge is the one the credential commits to, by a digest (VCDM 2.0 §5.3
// `relatedResource`, or `digestSRI`/`digestMultibase` beside the image) or by carrying it as a data: URL. What is compared
// is the picture as it was before the badge was put in.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { checkResult, passed } from '../checks/check-result.ts';
import type { CheckResult } from '../checks/check-result.ts';
import { listOf, objectAt } from '../checks/walk.ts';
import { digestFits } from '../related-digest.ts';
import { pictureMediaOf } from './extract.ts';
import { picturesOf } from './picture.ts';

type Answer = 'fits' | 'differs' | 'unsupported_digest' | 'no_reference';

interface Reference {
  readonly pointer: string;
  readonly answer: Answer;
}

/** `bytes`: the picture file, with or without the badge in it; undefined when the credential did not come as a picture. */
export function imageCheckOf(document: JsonObject, bytes: Uint8Array | undefined): CheckResult {
  if (bytes === undefined) return checkResult('image', 'not_applicable', 'no_picture');
  const pictures = picturesOf(bytes);
  const references = referencesOf(document, (image) => answerOf(image, document, pictures));
  const fits = references.find(({ answer }) => answer === 'fits');
  if (fits !== undefined) return passed('image', { pointer: fits.pointer });
  const open = references.find(({ answer }) => answer !== 'differs');
  const [first] = references;
  if (first === undefined) return checkResult('image', 'unknown', 'no_reference');
  if (open === undefined) return checkResult('image', 'fail', 'mismatch', { pointer: first.pointer });
  const code = open.answer === 'unsupported_digest' ? 'unsupported_digest' : 'no_reference';
  return checkResult('image', 'unknown', code, { pointer: open.pointer });
}

/** The subject's image is by definition the baked one and then decides alone; else any image of the badge may be it. */
function referencesOf(document: JsonObject, judge: (image: JsonValue) => Answer): readonly Reference[] {
  const at = (pointer: string, holder: JsonObject | undefined): readonly Reference[] =>
    holder?.image === undefined ? [] : [{ pointer, answer: judge(holder.image) }];
  const subject = at('/credentialSubject/image', objectAt(document, 'credentialSubject'));
  if (subject.length > 0) return subject;
  return [
    ...at('/credentialSubject/achievement/image', objectAt(document, 'credentialSubject', 'achievement')),
    ...at('/image', document),
  ];
}

function answerOf(image: JsonValue, document: JsonObject, pictures: readonly Uint8Array[]): Answer {
  const id = isJsonObject(image) ? image.id : image;
  const inside = typeof id === 'string' ? dataUrlBytes(id) : undefined;
  if (inside !== undefined) return answerOfBytes(inside, pictures);
  const related = listOf(document.relatedResource).filter(isJsonObject);
  const stated = [...(isJsonObject(image) ? [image] : []), ...related.filter((resource) => resource.id === id)].filter(
    ({ digestSRI, digestMultibase }) => digestSRI !== undefined || digestMultibase !== undefined,
  );
  if (stated.length === 0) return 'no_reference';
  if (!stated.every(isKnownDigest)) return 'unsupported_digest';
  const fits = pictures.some((picture) => stated.every((object) => digestFits(object, picture)));
  return fits ? 'fits' : 'differs';
}

/** A picture of another kind is not the one that was baked, so it says nothing about it. */
function answerOfBytes(inside: Buffer, pictures: readonly Uint8Array[]): Answer {
  if (pictures.some((picture) => inside.equals(picture))) return 'fits';
  const [picture] = pictures;
  const sameKind = picture !== undefined && pictureMediaOf(inside) === pictureMediaOf(picture);
  return sameKind ? 'differs' : 'no_reference';
}

/** A hash we do not know proves neither one nor the other. Multibase text of SHA-256 and SHA-512 has fixed beginnings. */
function isKnownDigest({ digestSRI, digestMultibase }: JsonObject): boolean {
  const sri =
    digestSRI === undefined || (typeof digestSRI === 'string' && /(?:^|\s)sha(?:256|384|512)-/.test(digestSRI));
  const multibase =
    digestMultibase === undefined ||
    (typeof digestMultibase === 'string' && /^(?:zQm|z8V|uEi|uE0)/.test(digestMultibase));
  return sri && multibase;
}

function dataUrlBytes(url: string): Buffer | undefined {
  const found = /^data:image\/[a-z0-9.+-]+((?:;[a-z0-9=-]+)*),/i.exec(url);
  if (found === null) return undefined;
  const content = url.slice(found[0].length);
  if (/;base64$/i.test(found[1] ?? '')) return Buffer.from(content, 'base64');
  try {
    return Buffer.from(decodeURIComponent(content));
  } catch {
    return undefined;
  }
}
