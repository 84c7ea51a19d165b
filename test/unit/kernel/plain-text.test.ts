// If this fails, a name in a badge can turn our own words round, or write on the terminal of whoever looks at it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainLine, plainText, visibleJson } from '../../../src/kernel/plain-text.ts';

const TURNING = ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'];
const MARKS = ['\u200e', '\u200f', '\u061c', '\u200b', '\u2060', '\ufeff'];

describe('text of strangers', () => {
  it.each([...TURNING, ...MARKS])('loses %j', (character) => {
    expect(plainText(`State ${character}University`)).toBe('State University');
  });

  it.each(['\u0007', '\u001b', '\u009b', '\r', '\u2028', '\u2029'])('has a blank for %j', (character) => {
    expect(plainText(`a${character}b`)).toBe('a b');
  });

  it.each([
    'می\u200cخواهم',
    '👩\u200d🎓',
    'क्\u200dष',
    'two\nlines\tand a tab',
    'שלום',
    '🏴\u{e0067}\u{e0062}\u{e007f}',
  ])('keeps %j as it is', (text) => {
    expect(plainText(text)).toBe(text);
  });
});

describe('a line for the terminal', () => {
  it('is one line of characters that are seen, whatever came', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainLine(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  it('ends where it becomes too long, never inside a character', () => {
    expect(plainLine('abcdef', 3)).toBe('abc…');
    expect(plainLine('ab👩cd', 3)).toBe('ab…');
  });
});

describe('JSON for the terminal', () => {
  it('means the same as before, and holds no unseen character', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = visibleJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
    expect(visibleJson(['\u009b\u202e\u{e0001}'])).toBe('[\n  "\\u009b\\u202e\\udb40\\udc01"\n]');
  });
});
