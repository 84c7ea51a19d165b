// If this fails, graphs are canonicalized differently than RDFC-1.0 says, so that good signatures of others fail; or a graph
// made to exhaust the algorithm is not stopped by its work limit. The suite is that of the W3C; it is only read.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { describe, expect, it } from 'vitest';
import { safeModeProblem } from '../../src/standards/safe-mode.ts';

/** What the suites and the JSON-LD processor canonicalize with. */
const { canonize } = createRequire(import.meta.url)('rdf-canonize') as {
  canonize(quads: string, options: object): Promise<string>;
};

const suite = new URL('../../../shared/data/real/rdf-canon/', import.meta.url);
const isPresent = existsSync(new URL('manifest.jsonld', suite));
if (!isPresent) console.warn('Skipped: the test suite of RDFC-1.0 is not here.');

interface Entry {
  readonly id: string;
  readonly type: 'rdfc:RDFC10EvalTest' | 'rdfc:RDFC10MapTest' | 'rdfc:RDFC10NegativeEvalTest';
  readonly name: string;
  readonly action: string;
  readonly result?: string;
  readonly hashAlgorithm?: string;
}

function read(path: string): string {
  return readFileSync(new URL(path.replace('/', '__'), suite), 'utf8');
}

const entries = !isPresent ? [] : (JSON.parse(read('manifest.jsonld')) as { entries: Entry[] }).entries;

/** As the proof suites call it: nothing but the algorithm, the work limit is the library's own. */
const asInProofs = {
  algorithm: 'RDFC-1.0',
  inputFormat: 'application/n-quads',
  format: 'application/n-quads',
} as const;

async function canonical({ action, hashAlgorithm }: Entry, limit: object = {}): Promise<string> {
  const hash = hashAlgorithm === undefined ? {} : { messageDigestAlgorithm: hashAlgorithm };
  return canonize(read(action), { ...asInProofs, ...hash, ...limit });
}

/** Graphs in which many unnamed nodes look alike: no credential needs them, and the work limit stops them. */
const beyondTheLimit = new Set(
  [21, 22, 23, 24, 25, 26, 27, 28, 29, 44, 45, 46, 64, 65, 66, 67, 68, 69].map(
    (number) => `#test${String(number).padStart(3, '0')}c`,
  ),
);
const expected = entries.filter(({ type }) => type === 'rdfc:RDFC10EvalTest');
const within = expected.filter(({ id }) => !beyondTheLimit.has(id));
const beyond = expected.filter(({ id }) => beyondTheLimit.has(id));
const endless = entries.filter(({ type }) => type === 'rdfc:RDFC10NegativeEvalTest');

/** Node time of the processor itself, not of what else the machine does meanwhile. */
async function processorSeconds(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

describe.skipIf(!isPresent)('RDFC-1.0, the suite of the W3C', () => {
  it('is all here', () => {
    expect([within.length, beyond.length, endless.length]).toEqual([46, 18, 1]);
    expect(beyond.length).toBe(beyondTheLimit.size);
  });

  it.each(within)('$id $name has the canonical form of the standard', async (entry) => {
    expect(await canonical(entry)).toBe(read(entry.result ?? ''));
  });

  it.each(beyond)('$id $name has it too, once the work limit is lifted for it', async (entry) => {
    expect(await canonical(entry, { maxWorkFactor: 3 })).toBe(read(entry.result ?? ''));
  });

  it.each([...beyond, ...endless])('B-28 $id $name is stopped by the work limit', async (entry) => {
    let found: unknown;
    const spent = await processorSeconds(async () => {
      found = await canonical(entry).catch((error: unknown) => safeModeProblem(error, {}));
    });
    expect(found).toEqual({ code: 'complexity_limit' });
    expect(spent).toBeLessThan(2);
  });

  it('the signature suite itself sets no other limit', async () => {
    const [clique] = endless;
    const nodes = Array.from({ length: 10 }, (_, index) => `_:n${index}`);
    const graph = nodes.map((id) => ({ '@id': id, 'urn:near': nodes.map((other) => ({ '@id': other })) }));
    expect(clique).toBeDefined();
    await expect(
      cryptosuite.canonize(
        { '@graph': graph },
        { documentLoader: async (url: string) => Promise.reject(new Error(url)) },
      ),
    ).rejects.toThrow('Maximum deep iterations');
  });
});
