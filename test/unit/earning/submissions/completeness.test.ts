// If this fails, incomplete work reaches an assessor, or a learner is told of the wrong gap.
import { describe, expect, it } from 'vitest';
import type { EvidenceRequirement } from '../../../../src/catalog/achievements/achievement.ts';
import { countWords, gapsInAttestation, gapsInEvidence } from '../../../../src/earning/submissions/completeness.ts';

const words = (least?: number, most?: number): EvidenceRequirement => ({
  id: 'words',
  name: 'In words',
  kind: 'text',
  required: true,
  ...(least !== undefined && { leastWords: least }),
  ...(most !== undefined && { mostWords: most }),
});
const answer = (text: string | null, requirementId = 'words') => ({ requirementId, text });
const codes = (requirements: EvidenceRequirement[], answers: ReturnType<typeof answer>[]) =>
  gapsInEvidence(requirements, answers).map(({ pointer, code }) => `${pointer} ${code}`);

describe('gapsInEvidence', () => {
  it.each([
    ['one two', 3, undefined, ['/evidence/words too_few_words']],
    ['one two three', 3, undefined, []],
    ['one two three', undefined, 3, []],
    ['one two three four', undefined, 3, ['/evidence/words too_many_words']],
    ['one two three', 3, 3, []],
    ['— … !', 1, undefined, ['/evidence/words too_few_words']],
    ['anything', undefined, undefined, []],
  ] as const)('%j between %s and %s words: %j', (text, least, most, expected) => {
    expect(codes([words(least, most)], [answer(text)])).toEqual(expected);
  });

  it('asks for what is required, lets go what is not, and judges every piece that is there', () => {
    const link: EvidenceRequirement = { id: 'link', name: 'Link', kind: 'link', required: true };
    const optional = { ...words(2), id: 'more', required: false };
    expect(codes([words(), link, optional], [])).toEqual(['/evidence/words missing', '/evidence/link missing']);
    expect(codes([words(), link, optional], [answer('x'), answer(null, 'link')])).toEqual([]);
    expect(codes([optional], [answer('one', 'more'), answer('one two', 'more'), answer('one', 'more')])).toEqual([
      '/evidence/more too_few_words',
      '/evidence/more too_few_words',
    ]);
    expect(codes([], [answer('of another requirement', 'gone')])).toEqual([]);
  });

  it('says in numbers what is wrong', () => {
    expect(gapsInEvidence([words(3)], [answer('one')])[0]?.detail).toBe(
      'In words has 1 words; at least 3 are asked for.',
    );
  });
});

describe('countWords', () => {
  it.each([
    ['', 0],
    ['   \n\t', 0],
    ['The creek’s water-level rose 3.5 cm', 7],
    ["don't don’t", 2],
    ['niño peña', 2],
    ['e\u0301cole', 1],
    ['- - —', 0],
    ['a,b;c', 3],
    ['Ñandú 東京 школа', 3],
  ])('%j has %d', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

describe('gapsInAttestation', () => {
  it('wants both declarations', () => {
    const told = (ownWork: boolean, privacyOfOthers: boolean) =>
      gapsInAttestation({ ownWork, privacyOfOthers }).map(({ pointer }) => pointer);
    expect(told(true, true)).toEqual([]);
    expect(told(false, true)).toEqual(['/attestation/ownWork']);
    expect(told(true, false)).toEqual(['/attestation/privacyOfOthers']);
    expect(told(false, false)).toEqual(['/attestation/ownWork', '/attestation/privacyOfOthers']);
  });
});
