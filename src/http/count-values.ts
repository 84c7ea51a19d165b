// How much there is to read in a JSON body, told before it is read: reading takes time by values and not by bytes, and
// meanwhile nobody else is answered.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING: ReadonlySet<number> = new Set([0x7b, 0x5b]);
const CLOSING: ReadonlySet<number> = new Set([0x7d, 0x5d]);
/** At more open arrays and objects than these the parser stops, so that the rest takes no time. */
const MOST_OPEN = 64;

/** Commas, arrays and objects outside of strings, as far as the parser would come. */
export function countValues(json: Uint8Array): number {
  let count = 0;
  let open = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === QUOTE) inString = !inString;
    else if (inString) {
      if (byte === BACKSLASH) at += 1;
    } else if (byte === COMMA) count += 1;
    else if (OPENING.has(byte)) {
      count += 1;
      open += 1;
      if (open > MOST_OPEN) return count;
    } else if (CLOSING.has(byte)) open -= 1;
  }
  return count;
}
