// If this fails, a key can be made to sign a document that verification would refuse.
import { describe, expect, it } from 'vitest';
import { lintForSigning } from '../../../src/credentials/lint-credential.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { redeemLintToken } from '../../../src/platform/keys/signer.ts';
import { created, methodId, now, unsignedBadge } from '../standards/sample.ts';

const plan = { suite: 'eddsa-rdfc-2022', verificationMethod: methodId, created } as const;

async function findings(unsigned: JsonObject): Promise<readonly string[]> {
  try {
    await lintForSigning(unsigned, plan, now);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { slug, code, errors } = error;
    if (slug !== 'lint-failed' || code !== errors[0]?.code) return [`${slug} ${code}`];
    return errors.map(({ pointer, code: found }) => `${pointer} ${found}`);
  }
}

/** The sample badge with one member of an object inside changed. */
function changed(path: readonly string[], value: unknown): JsonObject {
  const badge = structuredClone(unsignedBadge()) as Record<string, unknown>;
  let inside = badge;
  for (const name of path.slice(0, -1)) inside = inside[name] as Record<string, unknown>;
  const name = path.at(-1) ?? '';
  if (value === undefined) delete inside[name];
  else inside[name] = value;
  return badge as JsonObject;
}

describe('lintForSigning', () => {
  it('hands out what is to be signed once, and for the named key only', async () => {
    const linted = await lintForSigning(unsignedBadge(), plan, now);
    const token = linted.token('sgk_1');
    expect(() => redeemLintToken(token, 'sgk_2')).toThrow('for another key');
    expect(redeemLintToken(token, 'sgk_1')).toHaveLength(64);
    expect(() => redeemLintToken(token, 'sgk_1')).toThrow('used before');
  });

  it.each([
    [
      'G-07 a badge without criteria',
      changed(['credentialSubject', 'achievement', 'criteria'], undefined),
      /criteria required$/,
    ],
    ['B-01 a word that no context defines', changed(['gpa'], '4.0'), /undefined_term$/],
    ['B-19 an id that is no URL', changed(['credentialSubject', 'achievement', 'id'], 'a/1'), /achievement\/id/],
    [
      'B-32 a language that is none',
      changed(['credentialSubject', 'achievement', 'inLanguage'], 'klingon!'),
      /language/,
    ],
    [
      'F-05 a badge that is over when it is signed',
      changed(['validUntil'], '2026-11-02T09:30:00Z'),
      /^\/validUntil validity_window$/,
    ],
    [
      'F-09 an address in the clear',
      changed(
        ['credentialSubject', 'identifier'],
        [{ type: 'IdentityObject', hashed: false, identityHash: 'a@b.example', identityType: 'emailAddress' }],
      ),
      /unsalted_identity$/,
    ],
    [
      'F-25 a link that runs something',
      changed(['credentialSubject', 'achievement', 'image', 'id'], 'javascript:alert(1)'),
      /uri_scheme$/,
    ],
  ])('refuses %s, and says where', async (_what, unsigned, expected) => {
    const told = await findings(unsigned);
    expect(told.length).toBeGreaterThan(0);
    expect(told.join('\n')).toMatch(new RegExp(expected.source, 'm'));
  });

  it('G-02 refuses a badge whose results are below what is required, whatever was decided before', async () => {
    const subject = unsignedBadge().credentialSubject as {
      result: { achievedLevel?: string; resultDescription: string }[];
    };
    const lower = subject.result.map((result) =>
      result.achievedLevel === undefined
        ? result
        : { ...result, achievedLevel: result.achievedLevel.replace('lvl_3', 'lvl_1') },
    );
    expect(await findings(changed(['credentialSubject', 'result'], lower))).toEqual([
      expect.stringMatching(/^\/credentialSubject\/result\/\d+\/achievedLevel result_below_required$/),
    ]);
  });
});
