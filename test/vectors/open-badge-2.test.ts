// If this fails, an older badge that the official validator refutes passes here, or one that holds does not.
// The documents are those of other projects; they lie outside the repository and are only read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { HostedDocument } from '../../src/standards/open-badge-2/hosted-documents.ts';
import { judgeOpenBadge2 } from '../../src/standards/open-badge-2/judge.ts';
import { looksLikeOpenBadge2 } from '../../src/standards/open-badge-2/recognise.ts';

const shared = new URL('../../../shared/data/real/', import.meta.url);
const present = existsSync(new URL('expected.json', shared));
if (!present) console.warn('Skipped: the real older badges are not here.');

interface Entry {
  readonly file: string;
  readonly kind?: string;
  readonly official1EdTech?: string;
  readonly expectedWithMap?: string;
}

const textOf = (file: string): string => readFileSync(new URL(file, shared), 'utf8');
const now = new Date('2026-11-23T00:00:00Z');

function entries(): readonly Entry[] {
  return (JSON.parse(textOf('expected.json')) as { readonly entries: readonly Entry[] }).entries;
}

/** The collection names a document after the last step of its address, with a shortened project name in front. */
function hosted(url: string, own: string, text: string): HostedDocument {
  const name = `__${
    url
      .split('/')
      .at(-1)
      ?.replace(/\.json$/, '') ?? ''
  }.json`;
  const file = readdirSync(new URL('ob2/', shared)).find((candidate) => candidate.endsWith(name));
  if (file !== undefined) return { state: 'found', bytes: textOf(`ob2/${file}`) };
  // The collection does not have the published copies of assertions; each is what was handed in.
  return url === own ? { state: 'found', bytes: text } : { state: 'absent' };
}

async function verdict(file: string): Promise<string> {
  const text = textOf(file).trim();
  const own = text.startsWith('{') ? (JSON.parse(text) as { readonly id?: string }).id : undefined;
  const documents = new Map<string, HostedDocument>();
  for (let round = 0; round < 8; round += 1) {
    const judgement = await judgeOpenBadge2(text, documents, now);
    if (judgement.state !== 'needs') return `${judgement.state}:${judgement.code}`;
    for (const url of judgement.urls) documents.set(url, hosted(url, own ?? '', text));
  }
  throw new Error('The judgement never ends.');
}

/** Rules of the official validator about things that no judgement here rests on. */
const notJudged = ['assertion-with-data-image', 'assertion-with-extension-node-invalid'];

it.skipIf(!present)('hosted assertions are judged as the official validator judges them', async () => {
  const assertions = entries().filter(
    ({ file }) =>
      file.startsWith('ob2/') &&
      looksLikeOpenBadge2(textOf(file)) &&
      !notJudged.some((name) => file.endsWith(`__${name}.json`)),
  );
  const found = await Promise.all(
    assertions.map(async ({ file }) => [file, (await verdict(file)).startsWith('refuted')]),
  );
  const official = assertions.map(({ file, official1EdTech }) => [file, official1EdTech?.startsWith('assertInvalid')]);
  expect(found).toEqual(official);
  expect(found.length).toBeGreaterThan(10);
});

it.skipIf(!present)('signed assertions are verified with the keys that their issuers list', async () => {
  const signed = entries().filter(({ kind }) => kind?.startsWith('ob2-assertion') === true);
  const found = await Promise.all(signed.map(async ({ file }) => [file, await verdict(file)]));
  const expected = signed.map(({ file, expectedWithMap }) => [
    file,
    expectedWithMap === 'valid' ? 'verified:signed' : 'refuted:revoked',
  ]);
  expect(found).toEqual(expected);
  expect(found.length).toBe(3);
});
