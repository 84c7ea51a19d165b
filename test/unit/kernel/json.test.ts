// If this fails, a document can say one thing to us and another to the next reader, or take the process down.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseJson } from '../../../src/kernel/json.ts';
import type { JsonErrorCode, JsonValue } from '../../../src/kernel/json.ts';

function refusal(input: Uint8Array | string): { code: JsonErrorCode; pointer: string; slug: string } | undefined {
  const result = parseJson(input);
  if (result.ok) return undefined;
  const { code, pointer, slug } = result.error;
  return { code, pointer, slug };
}

describe('parseJson', () => {
  it('A-01 A-02 refuses a key that appears twice, also when one spelling is escaped', () => {
    expect(refusal('{"a":1,"b":2,"a":3}')).toEqual({ code: 'duplicate_key', pointer: '/a', slug: 'malformed-json' });
    expect(refusal('[{"x":{"a":1,"\\u0061":2}}]')).toMatchObject({ code: 'duplicate_key', pointer: '/0/x/a' });
  });

  it('A-04 refuses __proto__ anywhere, however it is spelled, and pollutes nothing', () => {
    for (const text of [
      '{"__proto__":{"polluted":1}}',
      '{"a":[{"\\u005f_proto__":1}]}',
      '{"a":{"_\\u005fproto_\\u005f":{}}}',
    ]) {
      expect(refusal(text)).toMatchObject({ code: 'forbidden_key', slug: 'malformed-json' });
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('A-06 refuses prototype inside constructor and nothing else of the name', () => {
    expect(refusal('{"constructor":{"prototype":{"isAdmin":true}}}')).toMatchObject({ code: 'forbidden_key' });
    expect(refusal('{"c\\u006fnstructor":{"x":1,"prototype":2}}')).toMatchObject({ code: 'forbidden_key' });
    expect(parseJson('{"constructor":"Gaudí","prototype":true}').ok).toBe(true);
  });

  it('A-09 accepts 64 levels and refuses 65', () => {
    expect(parseJson('['.repeat(64) + ']'.repeat(64)).ok).toBe(true);
    expect(refusal('['.repeat(65) + ']'.repeat(65))).toMatchObject({ code: 'too_deep', slug: 'malformed-json' });
    expect(parseJson('['.repeat(65) + ']'.repeat(65), { maxDepth: 70 }).ok).toBe(true);
  });

  it('A-10 answers 150 000 nested objects or arrays without reading them all and without a RangeError', () => {
    expect(refusal('{"a":'.repeat(150_000))).toMatchObject({ code: 'too_deep' });
    expect(refusal('['.repeat(150_000))).toMatchObject({ code: 'too_deep' });
    // Even without a limit that bites, depth is held on a list of our own.
    const deep = parseJson('['.repeat(150_000) + ']'.repeat(150_000), { maxDepth: 1_000_000 });
    expect(deep.ok).toBe(true);
  });

  it('A-14 refuses bytes that are not UTF-8 instead of replacing them, and a byte order mark', () => {
    expect(refusal(Uint8Array.from([0x22, 0xff, 0xfe, 0x22]))).toMatchObject({
      code: 'invalid_utf8',
      slug: 'malformed-json',
    });
    expect(refusal(Uint8Array.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toMatchObject({ code: 'invalid_utf8' });
    expect(refusal(Uint8Array.from([0xef, 0xbb, 0xbf, 0x31]))).toMatchObject({ code: 'syntax' });
    expect(parseJson(new TextEncoder().encode('"ř"'))).toEqual({ ok: true, value: 'ř' });
  });

  it('A-15 A-16 refuses lone surrogates in values and keys, escaped or raw, and accepts pairs', () => {
    for (const text of ['{"n":"\\ud800 a"}', '{"n":"\\udbff a"}', '{"n":"\ud800"}', '{"n":"\\ude00\\ud83d"}']) {
      expect(refusal(text)).toEqual({ code: 'invalid_unicode', pointer: '/n', slug: 'validation-failed' });
    }
    expect(refusal('{"\\ud800":1}')).toMatchObject({ code: 'invalid_unicode', pointer: '' });
    expect(parseJson('"\\ud83d\\ude00"')).toEqual({ ok: true, value: '😀' });
  });

  it('A-17 refuses NUL in any text', () => {
    expect(refusal('{"name":"a\\u0000b"}')).toEqual({
      code: 'invalid_unicode',
      pointer: '/name',
      slug: 'validation-failed',
    });
    expect(refusal('"a\u0000b"')).toMatchObject({ code: 'syntax' });
  });

  it('A-18 A-19 refuses numbers that would overflow or be rounded, with the place', () => {
    expect(refusal('{"score":1e400}')).toEqual({
      code: 'number_out_of_range',
      pointer: '/score',
      slug: 'validation-failed',
    });
    expect(refusal('{"c":[0,9007199254740993]}')).toEqual({
      code: 'unsafe_integer',
      pointer: '/c/1',
      slug: 'validation-failed',
    });
    expect(refusal('-9007199254740992')).toMatchObject({ code: 'unsafe_integer' });
    expect(parseJson('9007199254740991')).toEqual({ ok: true, value: 9007199254740991 });
    expect(refusal('{"score":NaN}')).toMatchObject({ code: 'syntax', pointer: '/score' });
  });

  it('points to members whose names need escaping', () => {
    expect(refusal('{"a/b":{"c~d":[1e999]}}')).toMatchObject({ pointer: '/a~1b/c~0d/0' });
  });

  it('never throws and accepts only what JSON.parse accepts, whatever the text', () => {
    const fragments = [...Array.from('{}[],:"\\u01-.e \na'), 'true', 'null', '\\u00', 'é'];
    const jsonLike = fc.array(fc.constantFrom(...fragments), { maxLength: 24 }).map((parts) => parts.join(''));
    const agrees = (text: string): boolean => {
      const ours = parseJson(text);
      const native = nativeParse(text);
      if (ours.ok) return native !== undefined && isDeepStrictEqual(ours.value, native.value);
      return ours.error.code !== 'syntax' || native === undefined;
    };
    const anyText = fc.oneof(jsonLike, fc.string({ unit: 'binary', maxLength: 60 }));
    expect(() => fc.assert(fc.property(anyText, agrees), { numRuns: 3000 })).not.toThrow();
  });

  it('never throws on arbitrary bytes', () => {
    const answers = (bytes: Uint8Array): boolean => typeof parseJson(bytes).ok === 'boolean';
    expect(() => fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), answers))).not.toThrow();
  });

  it('agrees with JSON.parse on every well-formed value, however it is laid out', () => {
    const agrees = (value: unknown, indent: number | string | undefined): boolean => {
      const text = JSON.stringify(value, undefined, indent);
      const ours = parseJson(text);
      if (ours.ok) return isDeepStrictEqual(ours.value, JSON.parse(text));
      return ['forbidden_key', 'unsafe_integer', 'invalid_unicode'].includes(ours.error.code);
    };
    const property = fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 1, '\t'), agrees);
    expect(() => fc.assert(property, { numRuns: 1000 })).not.toThrow();
  });
});

function nativeParse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

describe('canonicalJson', () => {
  it('sorts members by UTF-16 code units and writes numbers as RFC 8785 does', () => {
    const value = {
      '\u20ac': 'Euro',
      '\r': 'CR',
      '\ufb33': 'dagesh',
      '1': 'one',
      '\u{1f600}': 'smile',
      '\u0080': 'ctl',
      ö: 'o',
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":"CR","1":"one","\u0080":"ctl","ö":"o","€":"Euro","😀":"smile","\ufb33":"dagesh"}',
    );
    const numbers = [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001, -0];
    expect(canonicalJson(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
  });

  it('gives the same text for the same value, whatever the order of members, and reads back', () => {
    const property = fc.property(
      fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 2 })),
      (dictionary) => {
        const object = dictionary as Record<string, JsonValue>;
        fc.pre(!Object.hasOwn(object, '__proto__'));
        const text = canonicalJson(object);
        const reversed = Object.fromEntries(Object.entries(object).toReversed());
        return canonicalJson(reversed) === text && canonicalJson(JSON.parse(text) as JsonValue) === text;
      },
    );
    expect(() => fc.assert(property)).not.toThrow();
  });

  it('refuses what has no canonical form', () => {
    expect(() => canonicalJson(['\ud800'])).toThrow(TypeError);
    expect(() => canonicalJson({ n: Number.POSITIVE_INFINITY })).toThrow(TypeError);
  });
});
