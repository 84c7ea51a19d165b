// If this fails, there is a change that someone could make to a signed credential without being noticed.
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { isJsonObject, parseJson } from '../../src/kernel/json.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { verifyCredential } from '../../src/verification/verify-credential.ts';
import { verifiedAt } from '../setup/foreign-badges.ts';
import { changed, choices } from './mutations.ts';
import { isSame, saysTheSame } from './same-statements.ts';
import { ecdsaBadge, edwardsBadge, jcsBadge, jwtBadge, plainCredential } from './signed-documents.ts';

// Every document here is signed by a name that is its own key, so there is nothing to be read from anywhere.
const verify = verifyCredential({
  source: { read: () => Promise.resolve({ state: 'unreachable', code: 'unreachable' }), isOwn: () => false },
  clock: { now: () => verifiedAt },
});
const outcomeOf = async (input: string | Uint8Array): Promise<string> => (await verify(input)).outcome;

/** Not valid, unless nothing was changed that matters. */
async function expectRefused(other: string, isHarmless: boolean): Promise<void> {
  const outcome = isHarmless ? 'the same' : await outcomeOf(other);
  expect(outcome).not.toBe('valid');
}

const expectProperty = fc.assert;
/** The same runs every time; a failure tells the change, its seed and its path. */
const runs = (numRuns: number) => ({ numRuns, seed: 20_261_125, endOnFailure: false });

type IsHarmless = (one: JsonObject, other: JsonObject) => boolean | Promise<boolean>;
const documents: readonly [string, () => Promise<JsonObject>, IsHarmless][] = [
  ['eddsa-rdfc-2022', () => edwardsBadge('eddsa-rdfc-2022'), saysTheSame],
  ['Ed25519Signature2020', () => edwardsBadge('Ed25519Signature2020'), saysTheSame],
  ['ecdsa-rdfc-2019', ecdsaBadge, saysTheSame],
  ['eddsa-rdfc-2022, and no badge', plainCredential, saysTheSame],
  // Signed over its JSON: here even the order of a set is bound.
  ['eddsa-jcs-2022', jcsBadge, isSame],
];

describe.each(documents)('a document signed with %s', (_suite, make, isHarmless) => {
  let document: JsonObject;
  let text: string;
  beforeAll(async () => {
    document = await make();
    text = JSON.stringify(document);
    expect(await outcomeOf(text)).toBe('valid');
  });

  test('is not valid after one change of a member, a value, an item, the proof or the contexts', async () => {
    await expectProperty(
      fc.asyncProperty(choices, async (choice) => {
        const other = changed(document, choice);
        await expectRefused(JSON.stringify(other), await isHarmless(document, other));
      }),
      runs(250),
    );
  });

  test('is not valid after one change of a character, unless the text still says the same', async () => {
    await expectProperty(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(...edits), characters, async (at, edit, character) => {
        const other = edit(text, at, character);
        const read = readable(other);
        await expectRefused(other, isJsonObject(read) && (await isHarmless(document, read)));
      }),
      runs(150),
    );
  });

  test('stays valid whatever the order of its members and the white space around them', async () => {
    await expectProperty(
      fc.asyncProperty(fc.integer(), fc.constantFrom(0, 1, 2, '\t'), async (seed, space) => {
        const other = JSON.stringify(shuffled(document, seed), null, space);
        expect(await outcomeOf(`\n ${other}\r\n`)).toBe('valid');
      }),
      runs(8),
    );
  });
});

test('a badge is judged as a badge however its type is written', async () => {
  const badge = await edwardsBadge('eddsa-rdfc-2022');
  for (const alias of [
    'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential',
    'ob:OpenBadgeCredential',
  ]) {
    expect(await outcomeOf(JSON.stringify({ ...badge, type: ['VerifiableCredential', alias] }))).not.toBe('valid');
  }
});

describe.each(['ES256', 'ES384', 'EdDSA', 'RS256'] as const)('a JWT signed with %s', (alg) => {
  let jwt: string;
  beforeAll(async () => {
    jwt = await jwtBadge(alg);
    expect(await outcomeOf(`${jwt}\n`)).toBe('valid');
  });

  test('is not valid after one change of a character', async () => {
    await expectProperty(
      fc.asyncProperty(fc.nat(jwt.length - 1), fc.constantFrom(...edits), characters, async (at, edit, character) => {
        const other = edit(jwt, at, character);
        await expectRefused(other, other.trim() === jwt);
      }),
      runs(150),
    );
  });

  test('is not valid with another header or another payload under the same signature', async () => {
    const [header = '', payload = '', signature = ''] = jwt.split('.');
    await expectProperty(
      fc.asyncProperty(choices, fc.boolean(), async (choice, inHeader) => {
        const encoded = inHeader ? header : payload;
        const other = encode(changed(decode(encoded), choice));
        const forged = inHeader ? `${other}.${payload}.${signature}` : `${header}.${other}.${signature}`;
        await expectRefused(forged, forged === jwt);
      }),
      runs(150),
    );
  });
});

type Edit = (text: string, at: number, character: string) => string;
const edits: readonly Edit[] = [
  (text, at, character) => text.slice(0, at) + character + text.slice(at + 1),
  (text, at, character) => text.slice(0, at) + character + text.slice(at),
  (text, at) => text.slice(0, at) + text.slice(at + 1),
  (text, at) => text.slice(0, at) + text.slice(at, at + 1) + text.slice(at),
  (text, at) => text.slice(0, at),
  // One bit of one byte.
  (text, at) => text.slice(0, at) + String.fromCodePoint(text.charCodeAt(at) ^ 1) + text.slice(at + 1),
];
const characters = fc.constantFrom(...Array.from('aAzZ019 -_.=+/\\"{}[]:,#\u0000\u00e9\u200b\ud800'));

function readable(text: string): JsonValue | undefined {
  const read = parseJson(text, { maxDepth: 256 });
  return read.ok ? read.value : undefined;
}

function decode(part: string): JsonObject {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as JsonObject;
}
function encode(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The members of every object in an order that a number decides. */
function shuffled(value: JsonValue, seed: number): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => shuffled(item, seed));
  if (!isJsonObject(value)) return value;
  const weight = (name: string): number =>
    Array.from(name).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, seed);
  const members = Object.entries(value).toSorted(([one], [other]) => weight(one) - weight(other));
  return Object.fromEntries(members.map(([name, member]) => [name, shuffled(member, seed)]));
}
