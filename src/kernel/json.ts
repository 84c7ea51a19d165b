// The one JSON parser for everything that comes from outside: request bodies, credentials, JWT payloads, baked images.
// It accepts a strict subset of RFC 8259 (the I-JSON rules of RFC 7493 and a few of ours) and never throws or recurses.
// Also the canonical form of RFC 8785 (JCS), which digests and the audit log are made over.

export type JsonPrimitive = string | number | boolean | null;
export type JsonValue = JsonPrimitive | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export type JsonErrorCode =
  | 'syntax'
  | 'duplicate_key'
  | 'forbidden_key'
  | 'too_deep'
  | 'invalid_utf8'
  | 'invalid_unicode'
  | 'unsafe_integer'
  | 'number_out_of_range';

/** `slug` is the problem type a door answers with; `pointer` is a JSON Pointer (RFC 6901) to where reading stopped. */
export interface JsonError {
  readonly slug: 'malformed-json' | 'validation-failed';
  readonly code: JsonErrorCode;
  readonly pointer: string;
  readonly detail: string;
}

export type JsonParseResult =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly error: JsonError };

export interface JsonLimits {
  /** How many arrays and objects may be open at once; 64 unless told otherwise. */
  readonly maxDepth?: number;
}

/** A value that can be read but not kept without loss is the caller's mistake, not a broken document. */
const slugs: Readonly<Record<JsonErrorCode, JsonError['slug']>> = {
  syntax: 'malformed-json',
  duplicate_key: 'malformed-json',
  forbidden_key: 'malformed-json',
  too_deep: 'malformed-json',
  invalid_utf8: 'malformed-json',
  invalid_unicode: 'validation-failed',
  unsafe_integer: 'validation-failed',
  number_out_of_range: 'validation-failed',
};

/**
 * Reads one JSON text. Bytes must be UTF-8 without a byte order mark. Refused besides bad syntax: a key twice in one
 * object, `__proto__`, `prototype` inside `constructor`, nesting beyond the limit, text that is not well-formed
 * Unicode or holds NUL, integers beyond 2^53 − 1, numbers that overflow. Time is linear in the length of the input.
 */
export function parseJson(input: Uint8Array | string, limits: JsonLimits = {}): JsonParseResult {
  let text: string;
  if (typeof input === 'string') {
    text = input;
  } else {
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(input);
    } catch {
      return failed('invalid_utf8', '', 'The bytes are not valid UTF-8.');
    }
  }
  try {
    return { ok: true, value: readDocument(text, limits.maxDepth ?? 64) };
  } catch (error) {
    if (error instanceof Refusal) return failed(error.code, error.pointer, error.message);
    throw error;
  }
}

/** Whether a value is a JSON object: neither null nor an array. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON array. `Array.isArray` alone does not narrow read-only arrays. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** One reference token of a JSON Pointer (RFC 6901 §3), with its leading slash. */
export function pointerToken(key: string | number): string {
  return `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Whether text is well-formed Unicode (no lone surrogate) and free of NUL, so that RDF and the database keep it as it is. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && !loneSurrogate.test(text);
}

/**
 * The canonical text of a value (RFC 8785): members sorted by UTF-16 code units, no white space.
 * @throws TypeError when a number is not finite or a string is not well-formed Unicode
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') {
    if (loneSurrogate.test(value)) throw new TypeError('A string with a lone surrogate has no canonical form.');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('A number that is not finite has no canonical form.');
    return JSON.stringify(value);
  }
  if (isJsonArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return String(value);
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`).join(',')}}`;
}

const loneSurrogate = /\p{Surrogate}/u;
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const plainCharacters = /[^"\\\u0000-\u001f]*/y;
const whiteSpace = /[ \t\n\r]*/y;
const fourHexDigits = /[0-9a-fA-F]{4}/y;
const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** How the reader leaves its loop; caught in `parseJson` and never seen outside. */
class Refusal extends Error {
  readonly code: JsonErrorCode;
  readonly pointer: string;

  constructor(code: JsonErrorCode, pointer: string, detail: string) {
    super(detail);
    this.code = code;
    this.pointer = pointer;
  }
}

function failed(code: JsonErrorCode, pointer: string, detail: string): JsonParseResult {
  return { ok: false, error: { slug: slugs[code], code, pointer, detail } };
}

type Frame =
  | { readonly kind: 'array'; readonly items: JsonValue[] }
  | { readonly kind: 'object'; readonly members: Record<string, JsonValue>; key: string | undefined };

/** Reads with a stack of its own instead of recursion, so that depth costs one comparison. */
function readDocument(text: string, maxDepth: number): JsonValue {
  const stack: Frame[] = [];
  let position = 0;

  const pointer = (): string =>
    stack
      .map((frame) => (frame.kind === 'array' ? frame.items.length : frame.key))
      .map((key) => (key === undefined ? '' : pointerToken(key)))
      .join('');
  const refuse = (code: JsonErrorCode, detail: string): never => {
    throw new Refusal(code, pointer(), detail);
  };
  const unexpected = (): never =>
    refuse(
      'syntax',
      position >= text.length ? 'The text ends too early.' : `Unexpected character at position ${position}.`,
    );
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0] ?? '';
    position += found.length;
    return found;
  };
  const literal = <T extends JsonPrimitive>(word: string, value: T): T => {
    if (!text.startsWith(word, position)) unexpected();
    position += word.length;
    return value;
  };

  const readString = (): string => {
    position += 1;
    let value = match(plainCharacters);
    while (text[position] === '\\') {
      const escape = text[position + 1] ?? '';
      position += 2;
      if (escape === 'u') {
        const digits = match(fourHexDigits);
        if (digits === '') unexpected();
        value += String.fromCharCode(Number.parseInt(digits, 16));
      } else {
        const simple = simpleEscapes[escape];
        if (simple === undefined) {
          position -= 1;
          unexpected();
        }
        value += simple;
      }
      value += match(plainCharacters);
    }
    if (text[position] !== '"') unexpected();
    position += 1;
    if (!isStorableText(value)) refuse('invalid_unicode', 'The text holds a lone surrogate or NUL.');
    return value;
  };

  const readNumber = (): number => {
    const start = position;
    const digits = match(numberPattern);
    if (digits === '') {
      position = start;
      unexpected();
    }
    const value = Number(digits);
    if (!Number.isFinite(value)) refuse('number_out_of_range', 'The number is too large.');
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      refuse('unsafe_integer', 'The integer is larger than 2^53 − 1 and would be rounded.');
    }
    return value;
  };

  /** Reads `"key":` into the open object and leaves the position at the value. */
  const readKey = (frame: Frame & { kind: 'object' }): void => {
    match(whiteSpace);
    if (text[position] !== '"') unexpected();
    const parent = stack.at(-2);
    frame.key = undefined;
    const key = readString();
    frame.key = key;
    if (key === '__proto__' || (key === 'prototype' && parent?.kind === 'object' && parent.key === 'constructor')) {
      refuse('forbidden_key', 'This key is not accepted anywhere.');
    }
    if (Object.hasOwn(frame.members, key)) refuse('duplicate_key', 'This key appears twice in the same object.');
    match(whiteSpace);
    if (text[position] !== ':') unexpected();
    position += 1;
  };

  /** Reads a value that is complete in itself, or opens a container and answers undefined. */
  const readValueOrOpen = (): JsonValue | undefined => {
    match(whiteSpace);
    const first = text[position];
    if (first === '"') return readString();
    if (first === 't') return literal('true', true);
    if (first === 'f') return literal('false', false);
    if (first === 'n') return literal('null', null);
    if (first !== '{' && first !== '[') return readNumber();
    if (stack.length >= maxDepth) refuse('too_deep', `Arrays and objects are nested more than ${maxDepth} deep.`);
    position += 1;
    match(whiteSpace);
    if (first === '[') {
      if (text[position] === ']') {
        position += 1;
        return [];
      }
      stack.push({ kind: 'array', items: [] });
      return undefined;
    }
    if (text[position] === '}') {
      position += 1;
      return {};
    }
    const frame: Frame = { kind: 'object', members: {}, key: undefined };
    stack.push(frame);
    readKey(frame);
    return undefined;
  };

  for (;;) {
    let value = readValueOrOpen();
    // Put the value into its container; a container that closes here is itself the value of the one around it.
    while (value !== undefined) {
      match(whiteSpace);
      const frame = stack.at(-1);
      if (frame === undefined) {
        if (position < text.length) unexpected();
        return value;
      }
      if (frame.kind === 'array') frame.items.push(value);
      else if (frame.key !== undefined) frame.members[frame.key] = value;
      const next = text[position];
      if (next === ',') {
        position += 1;
        if (frame.kind === 'object') readKey(frame);
        value = undefined;
      } else if (next === (frame.kind === 'array' ? ']' : '}')) {
        position += 1;
        stack.pop();
        value = frame.kind === 'array' ? frame.items : frame.members;
      } else {
        unexpected();
      }
    }
  }
}
