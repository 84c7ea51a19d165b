// If this fails, a check or a value reaches people without words, or a hostile name breaks the page.
import { expect, test } from 'vitest';
import { translatorFor } from '../../../../src/platform/messages/translator.ts';

const en = translatorFor('en');
const es = translatorFor('es');

test('plural forms follow the language', () => {
  expect(en.text('achievement.months', { months: 1 })).toBe('1 month');
  expect(en.text('achievement.months', { months: 3 })).toBe('3 months');
  expect(es.text('achievement.months', { months: 1 })).toBe('1 mes');
  expect(en.text('verify.count', { passed: 8, failed: 0, unknown: 0 })).toBe('8 checks passed.');
  expect(en.text('verify.count', { passed: 0, failed: 1, unknown: 2 })).toBe(
    'No check passed, 1 failed, 2 could not be done.',
  );
});

test('a value is put in as it is: markup in it stays text for the template to escape', () => {
  expect(en.text('badge.awardedTo', { name: '<b>{x}</b>' })).toBe('Awarded to <b>{x}</b>');
});

test('a message whose value is missing is an error, not half a sentence', () => {
  expect(() => en.text('badge.awardedTo')).toThrow(/name/);
});

test('a code without a sentence is answered by its outcome', () => {
  expect(en.check('proof', 'fail', 'brand_new').says).toBe('This was established to be wrong.');
  expect(en.check('issuer_trust', 'unknown', 'x').says).toBe('This could not be established.');
});

test.each(['__proto__', 'constructor', 'toString'])(
  'the name %s from a document finds nothing but the fallback',
  (name) => {
    expect(en.check(name, 'unknown', name)).toMatchObject({ name, asks: '', says: 'This could not be established.' });
    expect(en.check('proof', 'unknown', name).says).toBe('This could not be established.');
  },
);

test('dates are UTC days in the language; what is no date stays as it came', () => {
  expect(en.day('2026-05-14T23:59:00Z')).toBe('May 14, 2026');
  expect(es.day('2026-05-14T23:59:00Z')).toBe('14 de mayo de 2026');
  expect(en.day('2026-05-14T23:30:00-05:00')).toBe('May 15, 2026');
  expect(en.day('soon')).toBe('soon');
});

test('sizes and languages are told as people read them', () => {
  expect([0, 999, 1_000, 1_284_112, 5e9].map((bytes) => en.size(bytes))).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '1.3 MB',
    '5 GB',
  ]);
  expect(es.size(1_284_112)).toBe('1,3 MB');
  expect(es.language('en')).toBe('inglés');
  expect(en.language('not a tag')).toBe('not a tag');
});
