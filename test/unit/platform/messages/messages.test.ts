// If this fails, somebody reads a page with a hole in it: a sentence that one language lacks, or a code without words.
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { problems } from '../../../../src/kernel/problem.ts';
import type { ProblemSlug } from '../../../../src/kernel/problem.ts';
import { locales } from '../../../../src/platform/messages/locale.ts';
import { messageTables } from '../../../../src/platform/messages/translator.ts';
import { checkCodes } from '../../../../src/standards/checks/check-codes.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Every room of a language as `room.key` → message. */
function messagesOf(locale: (typeof locales)[number]): Map<string, string> {
  const rooms: Record<string, Record<string, string>> = messageTables[locale].rooms;
  return new Map(
    Object.entries(rooms).flatMap(([room, messages]) =>
      Object.entries(messages).map(([key, message]) => [`${room}.${key}`, message] as const),
    ),
  );
}

function placeholders(message: string, locale: string): string[] {
  const found = new Set<string>();
  const walk = (elements: readonly Element[]): void => {
    for (const element of elements) {
      // Type 0 is literal text; the enumeration behind it is no value at run time.
      const type: number = element.type;
      if (type !== 0 && 'value' in element && typeof element.value === 'string') found.add(element.value);
      if ('options' in element) for (const option of Object.values(element.options)) walk(option.value);
    }
  };
  walk(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst());
  found.delete('');
  return [...found].filter((name) => /^[a-z]\w*$/i.test(name)).toSorted();
}

test('English and Spanish have the same keys, none of them empty', () => {
  const english = messagesOf('en');
  const spanish = messagesOf('es');
  expect([...spanish.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  expect(english.size).toBeGreaterThan(150);
  expect([...english, ...spanish].filter(([, message]) => message.trim() === '')).toEqual([]);
});

test('every message can be parsed and asks for the same values in both languages', () => {
  const spanish = messagesOf('es');
  for (const [key, message] of messagesOf('en')) {
    expect(placeholders(spanish.get(key) ?? '', 'es'), key).toEqual(placeholders(message, 'en'));
  }
  expect(placeholders('{count, plural, one {{met} of #} other {none}}', 'en')).toEqual(['count', 'met']);
});

test.each(locales)('%s has a sentence for every code of every check', (locale) => {
  const sentences: Record<string, Record<string, { says: string; next?: string }>> = messageTables[locale].checks
    .sentences;
  const missing = checkCodes.filter((pair) => {
    const [check = '', code = ''] = pair.split(':');
    return !(sentences[check]?.[code]?.says ?? '').endsWith('.');
  });
  expect(missing).toEqual([]);
  expect(checkCodes.length).toBeGreaterThan(100);
});

test('both languages tell the reader what to do for the same codes', () => {
  const withNext = (locale: 'en' | 'es'): string[] =>
    Object.entries(messageTables[locale].checks.sentences).flatMap(([check, codes]) =>
      Object.entries(codes as Record<string, { next?: string }>).flatMap(([code, sentence]) =>
        sentence.next === undefined ? [] : [`${check}:${code}`],
      ),
    );
  expect(withNext('es').toSorted()).toEqual(withNext('en').toSorted());
});

test('every problem type is explained in both languages, in English under its own title', () => {
  for (const slug of Object.keys(problems) as ProblemSlug[]) {
    expect(messageTables.en.problems[slug].title).toBe(problems[slug].title);
    for (const locale of locales) {
      const { title, explains, toDo } = messageTables[locale].problems[slug];
      expect(
        [title, explains, toDo].filter((text) => text.length < 10),
        `${locale} ${slug}`,
      ).toEqual([]);
    }
  }
});
