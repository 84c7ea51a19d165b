// If this fails, a picture that another program baked cannot be read here, or one without a badge is taken for one.
// The pictures are those of other projects; they lie outside the repository and are only read.
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bakePng } from '../../src/standards/bake/bake.ts';
import { extractBaked } from '../../src/standards/bake/extract.ts';
import { readPng } from '../../src/standards/bake/png-chunks.ts';
import { pictureOf } from '../../src/standards/bake/picture.ts';

const shared = new URL('../../../shared/data/real/', import.meta.url);
const present = existsSync(new URL('expected.json', shared));
if (!present) console.warn('Skipped: the real pictures are not here.');

interface Entry {
  readonly file: string;
  readonly payload?: { readonly chunk?: string; readonly element?: string };
  readonly payloadFiles?: readonly string[];
}

const bytesOf = (file: string): Buffer => readFileSync(new URL(file, shared));

function entries(): readonly Entry[] {
  const all = JSON.parse(bytesOf('expected.json').toString()) as { readonly entries: readonly Entry[] };
  return all.entries.filter(({ file }) => file.startsWith('baked/'));
}

/** The standard by the word that the collection's own scan found. */
function standardOf({ payload }: Entry): string | undefined {
  if (payload === undefined) return undefined;
  if (payload.element !== undefined) return payload.element === 'credential' ? 'ob3' : 'ob2';
  return payload.chunk?.startsWith('openbadgecredential') === true ? 'ob3' : 'ob2';
}

it.skipIf(!present)('every real picture gives up the badge that it holds, and only such a one', () => {
  const found = entries().map((entry) => {
    const baked = extractBaked(bytesOf(entry.file));
    return [entry.file, baked.ok ? baked.standard : baked.code];
  });
  expect(found).toEqual(entries().map((entry) => [entry.file, standardOf(entry) ?? 'no_badge_data']));
  expect(found.length).toBeGreaterThan(10);
});

it.skipIf(!present)('the text is that of the extracted file, where the collection has it', () => {
  const compared = entries().flatMap((entry) => {
    const baked = extractBaked(bytesOf(entry.file));
    const files = (entry.payloadFiles ?? []).filter((file) => existsSync(new URL(file, shared)));
    if (!baked.ok || files.length === 0) return [];
    const plain = (text: string): string => text.replaceAll(/\s+/g, '');
    return [files.some((file) => plain(bytesOf(file).toString()) === plain(baked.text))];
  });
  expect(compared.length).toBeGreaterThan(5);
  expect(compared.every((same) => same)).toBe(true);
});

function texts(png: Uint8Array): readonly Buffer[] {
  const chunks = readPng(png)?.chunks.filter(({ type }) => type === 'iTXt') ?? [];
  return chunks.map(({ content }) => Buffer.from(content));
}

it.skipIf(!present)('our baking writes the very chunk that others write', () => {
  const real = entries().filter(({ payload }) => payload?.chunk === 'openbadgecredential:iTXt');
  expect(real.length).toBeGreaterThan(2);
  for (const { file } of real) {
    const bytes = bytesOf(file);
    const baked = extractBaked(bytes);
    const picture = pictureOf(bytes);
    if (!baked.ok || picture === undefined) throw new Error(`${file} cannot be read.`);
    expect(texts(bakePng(picture, baked.text))).toEqual(texts(bytes));
  }
});
