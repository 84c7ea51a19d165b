// Cuts TypeScript into tokens: enough to find imports and uses of globals, and never fooled by comments, strings,
// templates or regular expressions. It stops loudly at what it cannot read, so that nothing is passed over in silence.

export interface Token {
  readonly kind: 'word' | 'mark' | 'string' | 'template' | 'pattern' | 'number';
  /** As it stands in the source; a string with its quotes, so that it is never taken for a mark or a word. */
  readonly text: string;
  readonly line: number;
}

/** After these words a slash starts a regular expression; after any other word it divides. */
const WORDS_BEFORE_PATTERN = new Set(
  'await case delete do else in instanceof new of return throw typeof void yield'.split(' '),
);
const WORD = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200c\u200d]*/uy;
const NUMBER = /\.?\d(?:[eE][+-]|[\w.])*/y;
const SPACE = /\s+/y;

/**
 * All tokens of a source text, comments left out. The parts of a template outside `${…}` are one `template` token each.
 * @throws Error where a comment, string, template or regular expression has no end
 */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  /** For each open `{`: whether it belongs to a template's `${`. */
  const braces: boolean[] = [];
  let at = 0;
  let line = 1;

  const fail = (what: string): never => {
    throw new Error(`line ${line}: ${what} has no end`);
  };
  const push = (kind: Token['kind'], text: string, end: number): void => {
    tokens.push({ kind, text, line });
    skipTo(end);
  };
  const skipTo = (end: number): void => {
    for (let i = at; i < end; i++) if (source[i] === '\n') line += 1;
    at = end;
  };
  const matchAt = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    return expression.exec(source)?.[0];
  };
  const template = (): void => {
    for (let i = at + 1; i < source.length; i++) {
      if (source[i] === '\\') i += 1;
      else if (source[i] === '`') return push('template', source.slice(at + 1, i), i + 1);
      else if (source[i] === '$' && source[i + 1] === '{') {
        braces.push(true);
        return push('template', source.slice(at + 1, i), i + 2);
      }
    }
    fail('a template');
  };

  while (at < source.length) {
    const space = matchAt(SPACE);
    const char = source[at] ?? '';
    const pair = source.slice(at, at + 2);
    if (space !== undefined) skipTo(at + space.length);
    else if (pair === '//' || (pair === '#!' && at === 0)) skipTo(endOfLine(source, at));
    else if (pair === '/*') {
      const end = source.indexOf('*/', at + 2);
      skipTo(end === -1 ? fail('a comment') : end + 2);
    } else if (char === '"' || char === "'") {
      const end = endOfQuoted(source, at) ?? fail('a string');
      push('string', source.slice(at, end), end);
    } else if (char === '`') template();
    else if (char === '}' && braces.pop() === true) template();
    else if (char === '/' && patternMayStand(tokens.at(-1))) {
      const end = endOfPattern(source, at) ?? fail('a regular expression');
      push('pattern', source.slice(at, end), end);
    } else {
      const number = matchAt(NUMBER);
      const word = number ?? matchAt(WORD);
      if (char === '{') braces.push(false);
      if (number !== undefined) push('number', number, at + number.length);
      else if (word !== undefined) push('word', word, at + word.length);
      else push('mark', pair === '?.' ? pair : char, at + (pair === '?.' ? 2 : 1));
    }
  }
  if (braces.length > 0) fail('a brace');
  return tokens;
}

function patternMayStand(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'word') return WORDS_BEFORE_PATTERN.has(before.text);
  return before.kind === 'mark' && ![')', ']', '}'].includes(before.text);
}

function endOfLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end === -1 ? source.length : end;
}

function endOfQuoted(source: string, from: number): number | undefined {
  for (let i = from + 1; i < source.length && source[i] !== '\n'; i++) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === source[from]) return i + 1;
  }
  return undefined;
}

function endOfPattern(source: string, from: number): number | undefined {
  let inClass = false;
  for (let i = from + 1; i < source.length && source[i] !== '\n'; i++) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === '[') inClass = true;
    else if (source[i] === ']') inClass = false;
    else if (source[i] === '/' && !inClass) return i + 1;
  }
  return undefined;
}
