// Finds the sentence for a key in one language and fills in its values (ICU MessageFormat).
// Values are put in as they are: whoever writes HTML escapes the finished sentence.
import { IntlMessageFormat } from 'intl-messageformat';
import type { CheckOutcome } from '../../standards/checks/check-result.ts';
import type { ProblemSlug } from '../../kernel/problem.ts';
import type { CheckSentence } from './check-texts.ts';
import type { Locale } from './locale.ts';
import type { MessageKey, MessageTables } from './message-tables.ts';
import type { ProblemText } from './problem-texts.ts';
import { english } from './en/messages.ts';
import { spanish } from './es/messages.ts';

export type MessageValues = Readonly<Record<string, string | number>>;

export interface Translator {
  readonly locale: Locale;
  /** The sentence for a key. Throws when a value that the sentence needs is not given. */
  text(key: MessageKey, values?: MessageValues): string;
  /** A check in words. A code that has no sentence of its own is answered by its outcome, never with silence. */
  check(check: string, outcome: CheckOutcome, code: string): CheckInWords;
  problem(slug: ProblemSlug): ProblemText;
  /** A calendar day in UTC, from an ISO 8601 date or time. What is no date is given back as it came. */
  day(iso: string): string;
  /** A day and a time of day in UTC. */
  moment(iso: string): string;
  number(value: number): string;
  /** A language by its name in this one, from its BCP 47 tag; the tag itself where it has none. */
  language(tag: string): string;
  /** A size in bytes as people read it: `1.2 MB`. */
  size(bytes: number): string;
}

export interface CheckInWords extends CheckSentence {
  readonly name: string;
  /** The question that the check answers. */
  readonly asks: string;
}

export const messageTables: Readonly<Record<Locale, MessageTables>> = { en: english, es: spanish };

const translators: Readonly<Record<Locale, Translator>> = {
  en: createTranslator('en', english),
  es: createTranslator('es', spanish),
};

/** The translator of a language; there is one for each, so its parsed messages are shared. */
export function translatorFor(locale: Locale): Translator {
  return translators[locale];
}

function createTranslator(locale: Locale, tables: MessageTables): Translator {
  // Parsing a message takes ten times as long as filling it in.
  const parsed = new Map<string, IntlMessageFormat>();
  const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  const languages = new Intl.DisplayNames(locale, { type: 'language' });
  const numberFormat = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

  function text(key: MessageKey, values: MessageValues = {}): string {
    let message = parsed.get(key);
    if (message === undefined) {
      // `ignoreTag`: a `<` in a message is a character, not markup.
      message = new IntlMessageFormat(messageIn(tables, key), locale, undefined, { ignoreTag: true });
      parsed.set(key, message);
    }
    return String(message.format(values));
  }

  function check(name: string, outcome: CheckOutcome, code: string): CheckInWords {
    const title = own(tables.checks.names, name) ?? { name, asks: '' };
    const sentences = own(tables.checks.sentences, name);
    const sentence = sentences === undefined ? undefined : own(sentences, code);
    return { ...title, ...(sentence ?? tables.checks.outcomes[outcome]) };
  }

  return {
    locale,
    text,
    check,
    problem: (slug) => tables.problems[slug],
    day: (iso) => formatted(dayFormat, iso),
    moment: (iso) => formatted(momentFormat, iso),
    language: (tag) => languageName(languages, tag),
    number: (value) => numberFormat.format(value),
    size: (bytes) => readableSize(bytes, numberFormat),
  };
}

function messageIn(tables: MessageTables, key: MessageKey): string {
  const [room = '', name = ''] = key.split('.', 2);
  const message = own(own(tables.rooms, room) ?? {}, name);
  if (message === undefined) throw new Error(`There is no message ${key}`);
  return message;
}

/** An own property by a name that may come from a stranger's document. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function formatted(format: Intl.DateTimeFormat, iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : format.format(date);
}

function languageName(names: Intl.DisplayNames, tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    // Not a language tag at all (RangeError): whoever wrote it meant something by it.
    return tag;
  }
}

function readableSize(bytes: number, format: Intl.NumberFormat): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${format.format(size)} ${units[unit]}`;
}
