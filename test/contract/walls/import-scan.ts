// Reads what one module reaches for: the modules it imports in any form, and the globals that give time, chance,
// network or environment.
import { tokensOf } from './source-tokens.ts';
import type { Token } from './source-tokens.ts';

export interface Import {
  readonly specifier: string;
  /** `import type` and `export type`: nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface GlobalUse {
  readonly name: 'time of day' | 'chance' | 'network' | 'environment' | 'web crypto' | 'computed module';
  readonly line: number;
}

export interface Module {
  /** Path below `src/`, with forward slashes. */
  readonly path: string;
  readonly imports: readonly Import[];
  readonly globals: readonly GlobalUse[];
}

/** @throws Error when the source cannot be read */
export function scanModule(path: string, source: string): Module {
  try {
    const tokens = tokensOf(source);
    return { path, imports: importsOf(tokens), globals: globalsOf(tokens) };
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Every import, re-export, `import('…')`, `require('…')` and resolving of a module's name. */
function importsOf(tokens: readonly Token[]): Import[] {
  const found: Import[] = [];
  tokens.forEach((token, i) => {
    const argument = tokens[callArgument(tokens, i) ?? -1];
    const called = argument?.kind === 'string' ? unquoted(argument) : undefined;
    const specifier = called ?? specifierOf(tokens, i);
    if (specifier === undefined) return;
    const typeOnly = tokens[i + 1]?.text === 'type' && tokens[i + 2]?.text !== 'from';
    found.push({ specifier, typeOnly, line: token.line });
  });
  return found;
}

const LOADING_CALLS = [['import'], ['import', '.', 'meta', '.', 'resolve'], ['require'], ['require', '.', 'resolve']];

/** Where the argument of a call stands that loads or resolves a module; undefined when there is no such call at `i`. */
function callArgument(tokens: readonly Token[], i: number): number | undefined {
  const isWord = tokens[i]?.kind === 'word' && !isMember(tokens, i) && !isNamedHere(tokens, i);
  if (!isWord) return undefined;
  const call = LOADING_CALLS.find((words) => [...words, '('].every((word, n) => tokens[i + n]?.text === word));
  return call === undefined ? undefined : i + call.length + 1;
}

/** The string of `import 'x'`, `import … from 'x'`, `export * from 'x'` and `export { … } from 'x'`. */
function specifierOf(tokens: readonly Token[], keyword: number): string | undefined {
  const word = tokens[keyword];
  if (word?.kind !== 'word' || !['import', 'export'].includes(word.text) || isMember(tokens, keyword)) return undefined;
  if (word.text === 'export') {
    const first = tokens[keyword + 1]?.text === 'type' ? keyword + 2 : keyword + 1;
    if (!['*', '{'].includes(tokens[first]?.text ?? '')) return undefined;
  }
  for (let i = keyword + 1; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind === 'string') {
      // A string name in braces, as in `export { x as 'a-b' }`, is no module.
      if (i === keyword + 1 || tokens[i - 1]?.text === 'from') return unquoted(token);
    } else if (token === undefined || (token.kind !== 'word' && !['{', '}', ',', '*'].includes(token.text))) {
      return undefined;
    } else if (tokens[i - 1]?.text === '}' && token.text !== 'from') return undefined;
  }
  return undefined;
}

function globalsOf(tokens: readonly Token[]): GlobalUse[] {
  const found: GlobalUse[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== 'word' || isMember(tokens, i)) return;
    const argument = callArgument(tokens, i);
    if (argument !== undefined && tokens[argument]?.kind !== 'string') {
      found.push({ name: 'computed module', line: token.line });
    }
    const name = globalAt(tokens, token.text === 'globalThis' ? i + 2 : i);
    if (name !== undefined) found.push({ name, line: token.line });
  });
  return found;
}

function globalAt(tokens: readonly Token[], i: number): GlobalUse['name'] | undefined {
  const follows = (...texts: readonly string[]): boolean =>
    texts.every((text, n) => tokens[i + 1 + n]?.text === text) ||
    // `process['env']` is `process.env`.
    (texts[0] === '.' && tokens[i + 1]?.text === '[' && nameAt(tokens, i + 2) === texts[1]);
  switch (nameAt(tokens, i)) {
    case 'Date': {
      const made = tokens[i - 1]?.text === 'new';
      if (made ? !follows('(') || follows('(', ')') : follows('(') || follows('.', 'now')) return 'time of day';
      return undefined;
    }
    case 'Math':
      return follows('.', 'random') ? 'chance' : undefined;
    case 'process':
      return follows('.', 'env') ? 'environment' : undefined;
    case 'crypto':
      return follows('.') || follows('?.') ? 'web crypto' : undefined;
    case 'fetch':
    case 'WebSocket':
    case 'EventSource':
      return isNamedHere(tokens, i) ? undefined : 'network';
    default:
      return undefined;
  }
}

/** Whether the word only names a property, a method, a member of a type or a parameter. */
function isNamedHere(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]?.text ?? '';
  const next = tokens[i + 1]?.text ?? '';
  if (['typeof', 'function'].includes(before)) return true;
  if ([':', '?'].includes(next)) return before !== '?';
  if (next !== '(' || !['{', '}', ';', ',', '*', 'async'].includes(before)) return false;
  const after = tokens[closing(tokens, i + 1) + 1]?.text ?? '';
  return ['{', ':'].includes(after);
}

/** The index of the bracket that closes the round one at `open`. */
function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.kind !== 'mark') continue;
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth === 0) return i;
  }
  return tokens.length;
}

function nameAt(tokens: readonly Token[], i: number): string | undefined {
  const token = tokens[i];
  return token?.kind === 'string' ? unquoted(token) : token?.text;
}

function unquoted(string: Token): string {
  return string.text.slice(1, -1);
}

function isMember(tokens: readonly Token[], i: number): boolean {
  // `...fetch` spreads; `x.fetch` is a member of x.
  if (tokens[i - 1]?.text === '?.') return true;
  return tokens[i - 1]?.text === '.' && tokens[i - 2]?.text !== '.';
}
