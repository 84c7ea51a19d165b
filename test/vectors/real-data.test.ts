// If this fails, a real credential is judged otherwise than it should be, or an altered copy of one was called valid.
import { describe, expect, it } from 'vitest';
import { defaultFolder, hasCorpus, openCorpus } from '../real-data/corpus.ts';
import { runAll } from '../real-data/run-all.ts';
import { stricterRules } from '../real-data/stricter.ts';

const present = hasCorpus(defaultFolder);
if (!present) console.warn('real-data: skipped, the folder of real credentials is not beside this one');

describe.skipIf(!present)('the collection of real credentials', () => {
  it('is judged as expected, or more strictly by a rule of the contract, and no altered copy is called valid', async () => {
    const result = await runAll(openCorpus(defaultFolder));
    for (const line of result.lines) console.log(line);
    expect(result.right).toBeGreaterThan(300);
    expect(result.lines.filter((line) => line.startsWith('WRONG') || line.startsWith('ACCEPTED'))).toEqual([]);
    expect(result).toMatchObject({ wrong: 0, accepted: 0 });
    expect(stricterRules.length).toBeLessThanOrEqual(8);
    // A rule that excuses nothing has no business in the list.
    for (const { findings } of stricterRules) {
      const used = result.lines.filter((line) => line.startsWith('stricter'));
      expect(
        findings.some((finding) => used.some((line) => line.includes(` ${finding} `))),
        findings.join(),
      ).toBe(true);
    }
  }, 300_000);
});
