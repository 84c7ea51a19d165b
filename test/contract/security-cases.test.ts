// If this fails, an attack that the contract of security names has no test that would notice it.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const cases = join(root, '../shared/facts/security-cases.csv');
const isThere = existsSync(cases);
if (!isThere) console.warn(`${cases} is not here: whether every case has a test is not checked.`);

/** Categories whose subject is built: requests, documents, proofs, resolution, status, time and trust, files. */
const categories = 'ABCDEFK';

/** Cases whose subject does not exist yet, with what it will come with. Reviewed by hand; each must go when it exists. */
const subjectsToCome: Readonly<Record<string, string>> = {
  'D-26': 'no address of a picture or a webhook can be registered: pictures are uploaded; comes with webhooks',
  'K-14': 'evidence is never published; of pictures that are, what a camera wrote is left behind (images.test.ts)',
  'K-20': 'no address leads to a file of evidence without a key, and none is signed; comes with shares',
};

test.skipIf(!isThere)('every case of the categories that are built stands in the title of a test', () => {
  const told = idsInTitles();
  const missing = idsOfCases().filter((id) => !told.has(id) && !Object.hasOwn(subjectsToCome, id));
  expect(missing).toEqual([]);
});

test.skipIf(!isThere)('no case is excused that has a test, or that is none', () => {
  const told = idsInTitles();
  const known = new Set(idsOfCases());
  expect(Object.keys(subjectsToCome).filter((id) => told.has(id) || !known.has(id))).toEqual([]);
});

/** The second column, of rows that begin with a category. */
function idsOfCases(): readonly string[] {
  const ids = readFileSync(cases, 'utf8')
    .split('\n')
    .map((line) => /^(?:"[A-Z]\.[^"]*"|[A-Z]\.[^,]*),([A-Z]-\d{2}),/.exec(line)?.[1])
    .filter((id) => id !== undefined);
  // A file of another form would make this test say yes to anything.
  expect(ids.length).toBeGreaterThan(150);
  return ids.filter((id) => categories.includes(id.slice(0, 1)));
}

/** Ids in texts of test files: the title itself, or the row of a table that is put into one. Comments do not count. */
function idsInTitles(): ReadonlySet<string> {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.test.ts'),
  );
  const texts = files
    .filter((name) => name !== join('contract', 'security-cases.test.ts'))
    .flatMap((name) => withoutComments(readFileSync(join(root, 'test', name), 'utf8')).match(literals) ?? []);
  return new Set(texts.flatMap((text) => text.match(/\b[A-Z]-\d{2}\b/g) ?? []));
}

const literals = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g;

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '').replaceAll(/\s\/\/ .*$/gm, '');
}
