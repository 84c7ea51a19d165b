// Names and descriptions in a language of their own (VCDM 2.0 §11.1): the one place where keys with `@` are legitimate.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonValue } from '../../kernel/json.ts';
import type { DocumentKind } from '../document-kind.ts';

const members: ReadonlySet<string> = new Set(['name', 'description']);
const keys: ReadonlySet<string> = new Set(['@value', '@language', '@direction']);
/** Open Badges has plain text only. */
const kinds: ReadonlySet<DocumentKind> = new Set(['credential', 'presentation', 'status-list']);

/** Whether a value that stands under `key` is a text with its language, in a document of a kind that may have such. */
export function isLanguageValue({ key, value }: { key: string; value: JsonValue }, kind: DocumentKind): boolean {
  if (!kinds.has(kind) || !members.has(key) || !isJsonObject(value)) return false;
  const texts = Object.entries(value).every(([name, text]) => keys.has(name) && typeof text === 'string');
  // Without a language it would only be another spelling of the plain text.
  return texts && '@value' in value && ('@language' in value || '@direction' in value);
}
