// If this fails, a small body that takes long to read is read in the thread that answers everybody, or an honest one is
// refused for what stands inside its texts.
import { expect, test } from 'vitest';
import { countValues } from '../../../src/http/count-values.ts';

const count = (text: string): number => countValues(Buffer.from(text));

test.each([
  ['{}', 1],
  ['{"a":1,"b":[1,2,{"c":3}]}', 6],
  [String.raw`{"a":"[[[,,,\"{{{,,,","b":1}`, 2],
  [String.raw`{"a":"\\","b":1}`, 2],
  ['"', 0],
  ['', 0],
])('%s has as much to read as it has', (text, values) => {
  expect(count(text)).toBe(values);
});

test('the text of a picture is one value', () => {
  expect(count(`{"image":"data:image/png;base64,${'QUJD'.repeat(100_000)}"}`)).toBe(1);
});

test('what nests deeper than the parser goes counts only as far as it goes', () => {
  expect(count('{"a":'.repeat(100_000))).toBe(65);
});

test('opening brackets in a text end nothing: what follows still counts', () => {
  expect(count(`["${'['.repeat(1_000)}"${',1'.repeat(60_000)}]`)).toBe(60_001);
});
