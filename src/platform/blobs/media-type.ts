// The media type of a file by its content, never by its name or by what the sender says.
import { fileTypeFromBuffer } from 'file-type';

/** Text types have no signature; they are believed when the content is readable UTF-8 text without control bytes. */
const TEXT_TYPES = new Set(['text/plain', 'text/csv', 'text/markdown', 'application/json']);

/**
 * The media type that the first bytes show, or the declared text type when they are plain text.
 * `undefined` when the content is not what was declared and has no known type.
 */
export async function mediaTypeByContent(head: Buffer, declared: string): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(head);
  if (found !== undefined) return found.mime;
  if (TEXT_TYPES.has(declared) && isPlainText(head)) return declared;
  return undefined;
}

function isPlainText(head: Buffer): boolean {
  // The last character may be cut in the middle: leave up to three bytes off before decoding strictly.
  for (let cut = 0; cut <= 3 && cut <= head.length; cut++) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, head.length - cut));
      // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
      return (
        !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text) && !/^\s*<(!doctype|html|svg|script|\?xml)/i.test(text)
      );
    } catch {
      continue;
    }
  }
  return false;
}
