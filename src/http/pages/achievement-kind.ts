// What kind of achievement it is, in words: the types of Open Badges 3.0 have a name in each language, an extension
// (`ext:…`) is shown as its author wrote it.
import { kinds } from '../../platform/messages/en/kinds.ts';
import type { Translator } from '../../platform/messages/translator.ts';

/** @param type as it stands in the document, which may be a stranger's */
export function achievementKind(t: Translator, type: string): string {
  return isKnown(type) ? t.text(`kinds.${type}`) : type.replace(/^ext:/, '');
}

function isKnown(type: string): type is keyof typeof kinds {
  return Object.hasOwn(kinds, type);
}
