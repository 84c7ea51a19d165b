// If this fails, the evidence files of the sample are no PDF files: a reader would find no object where the table says.
import { expect, test } from 'vitest';
import { textPdf } from '../../../../src/commands/sample/text-pdf.ts';

const long = Array.from(
  { length: 40 },
  (_, index) => `Paragraph ${index}. ${'All of it is read by somebody. '.repeat(8)}`,
);

test.each([
  ['a short text', ['One line.']],
  ['a text of several pages', long],
])('%s: every object stands where the table says, and the table where the end says', (_name, paragraphs) => {
  const file = Buffer.from(textPdf('A title', paragraphs)).toString('latin1');
  expect(file.startsWith('%PDF-1.4\n')).toBe(true);
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  expect(file.slice(table, table + 5)).toBe('xref\n');
  const offsets = [...file.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  expect(offsets.map((offset, index) => file.startsWith(`${index + 1} 0 obj\n`, offset))).toEqual(
    offsets.map(() => true),
  );
  expect(Number(/\/Size (\d+)/.exec(file)?.[1])).toBe(offsets.length + 1);
});

test('every stream is as long as it says, and a long text takes more than one page', () => {
  const file = Buffer.from(textPdf('A title', long)).toString('latin1');
  const streams = [...file.matchAll(/\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g)];
  expect(streams.length).toBeGreaterThan(1);
  expect(streams.map(([, length]) => Number(length))).toEqual(streams.map(([, , content = '']) => content.length));
  expect(file).toContain(`/Count ${streams.length} `);
});

test('parentheses and backslashes stay text, and what the font does not have becomes a question mark', () => {
  const file = Buffer.from(textPdf('A (title)', [String.raw`a\b ñ`])).toString('latin1');
  expect(file).toContain(String.raw`(A \(title\)) Tj`);
  expect(file).toContain(String.raw`(a\\b ?) Tj`);
});
