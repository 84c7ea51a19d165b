// Text that strangers wrote, made fit to stand beside our own words: nothing in it may turn the direction of writing
// (Unicode Bidirectional Algorithm, UAX #9), move a cursor, or stand there unseen. For showing only, never for judging.

/** Controls (C0, C1) but for tab and line feed, and the separators that begin a new line or paragraph. */
const CONTROLS = /(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Format characters. The two joiners stay, which Persian, Indic scripts and emoji are written with; so do emoji tags. */
const FORMATS = /(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{Cf}/gu;

/** Everything that is not seen, for places where even a joiner has no use, such as a terminal or a log. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Without what reorders, hides or controls; letters of every script, joiners, tabs and line feeds stay. */
export function plainText(text: string): string {
  return text.replaceAll(CONTROLS, ' ').replaceAll(FORMATS, '');
}

/** One line of a terminal: neither controls nor format characters, and no longer than `longest` UTF-16 units. */
export function plainLine(text: string, longest = 200): string {
  const shown = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return shown.length > longest ? `${shown.slice(0, longest).replace(/\p{Surrogate}$/u, '')}…` : shown;
}

/**
 * Indented JSON in which every unseen character is written as `\uXXXX` (RFC 8259 §7): it means the same to a program, and
 * a terminal only shows it.
 */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll(UNSEEN, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, at) => escaped(character, at)).join(''),
  );
}

function escaped(character: string, at: number): string {
  return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
}
