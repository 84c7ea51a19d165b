// A folder of real credentials with the verdicts that are expected of a verifier: what lies in it, and how it is read.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '../../src/verification/report.ts';
import { isJsonObject, parseJson } from '../../src/kernel/json.ts';
import type { JsonObject } from '../../src/kernel/json.ts';

/** One entry of expected.json, as far as it is looked at. */
export interface Expectation {
  readonly file: string;
  readonly kind: string;
  readonly proof: string;
  readonly expected: string;
  /** The verdict when the documents of resolver-map.json can be had. */
  readonly expectedWithMap?: string;
  readonly policyDependent?: readonly string[];
  readonly didMethods?: string;
  readonly keyFrom?: string;
  /** Path of the altered copies, from the folder. */
  readonly tampered?: string;
}

export interface AlteredCopy {
  readonly variant: string;
  readonly class: 'must-reject' | 'should-reject' | 'must-accept' | 'must-accept-if-set' | 'must-reject-if-chain';
  readonly expected: string;
  /** JSON, or the text of a JWT. */
  readonly doc: JsonObject | string;
}

export interface ResolverMap {
  readonly didDocuments: readonly { readonly id: string; readonly document: JsonObject }[];
  readonly ob2Keys: Readonly<Record<string, string>>;
  readonly statusLists: readonly { readonly key: string; readonly file: string }[];
}

export interface Corpus {
  readonly folder: string;
  /** The moment at which everything is judged. */
  readonly asOf: Date;
  readonly entries: readonly Expectation[];
  readonly map: ResolverMap;
  /** What Open Badges 2.0 assertions rest on, by id: classes, issuers, keys, revocation lists; not the assertions themselves. */
  readonly openBadges2: ReadonlyMap<string, string>;
  bytes(file: string): Uint8Array;
  alteredCopies(file: string): readonly AlteredCopy[];
}

/** Where the folder lies when nobody names another. */
export const defaultFolder = join(import.meta.dirname, '../../../shared/data/real');

export function hasCorpus(folder: string): boolean {
  return existsSync(join(folder, 'expected.json'));
}

export function openCorpus(folder: string): Corpus {
  const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const { asOf, entries } = json('expected.json') as { asOf: string; entries: readonly Expectation[] };
  const empty: ResolverMap = { didDocuments: [], ob2Keys: {}, statusLists: [] };
  const map = existsSync(join(folder, 'resolver-map.json')) ? (json('resolver-map.json') as ResolverMap) : empty;
  return {
    folder,
    asOf: new Date(asOf),
    entries,
    map,
    openBadges2: openBadges2In(join(folder, 'ob2')),
    bytes: (file) => readFileSync(join(folder, file)),
    alteredCopies: (file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as AlteredCopy),
  };
}

/** The verdict that is asked for; undefined where the folder leaves it open or judges by other rules. */
export function wantedOf({ expected, expectedWithMap }: Expectation): Outcome | undefined {
  const [word = ''] = (expectedWithMap ?? expected).split(':');
  const outcomes: Readonly<Record<string, Outcome>> = {
    valid: 'valid',
    invalid: 'invalid',
    unresolvable: 'indeterminate',
  };
  return Object.hasOwn(outcomes, word) ? outcomes[word] : undefined;
}

function openBadges2In(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of existsSync(folder) ? readdirSync(folder).toSorted() : []) {
    const text = readFileSync(join(folder, name), 'utf8');
    const read = parseJson(text);
    const document = read.ok && isJsonObject(read.value) ? read.value : {};
    const { id } = document;
    // Whatever is given to somebody is an assertion, also one that does not say so.
    if ('recipient' in document || 'badge' in document) continue;
    if (typeof id === 'string' && !found.has(id)) found.set(id, text);
  }
  return found;
}
