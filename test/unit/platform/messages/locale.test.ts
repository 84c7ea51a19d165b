// If this fails, people are answered in a language they did not ask for.
import { expect, test } from 'vitest';
import { negotiateLocale } from '../../../../src/platform/messages/locale.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['es', 'es'],
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['EN-us, es;q=0.9', 'en'],
  ['fr-CA, es;q=0.7, en;q=0.6', 'es'],
  ['fr, de', 'en'],
  ['*', 'en'],
  ['es;q=0', 'en'],
  ['en;q=0.3, es;q=0.8', 'es'],
  ['es;q=2', 'en'],
  ['es ; Q=0.5', 'es'],
  ['est', 'en'],
  [`${'x,'.repeat(50_000)}es`, 'en'],
])('Accept-Language %j is answered in %s', (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale);
});

test('what the person chose wins over the header, an unknown choice does not', () => {
  expect(negotiateLocale('en', 'es')).toBe('es');
  expect(negotiateLocale('es', 'en')).toBe('en');
  expect(negotiateLocale('es', '../../etc')).toBe('es');
  expect(negotiateLocale('es', '__proto__')).toBe('es');
});
