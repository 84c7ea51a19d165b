// If this fails, a stranger's bytes bring the reading of credentials down, or are read as something they do not say.
import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { canonicalJson, parseJson } from '../../src/kernel/json.ts';
import type { JsonValue } from '../../src/kernel/json.ts';
import { bakePng, bakeSvg } from '../../src/standards/bake/bake.ts';
import { pngChunk } from '../../src/standards/bake/png-chunks.ts';
import { limits } from '../../src/standards/checks/limits.ts';
import { directJudge } from '../../src/verification/direct-judge.ts';
import type { Reading } from '../../src/verification/judge.ts';
import { edwardsBadge, jwtBadge } from './signed-documents.ts';

const expectProperty = fc.assert;
const runs = (numRuns: number) => ({ numRuns, seed: 20_261_125 });

/** Whatever comes in, an answer comes out: it says what is wrong, or it holds a document within the limits. */
async function expectAnswer(input: string | Uint8Array): Promise<Reading> {
  const reading = await directJudge.read(input);
  const failed = reading.results.some(({ outcome }) => outcome === 'fail');
  const found = reading.read !== undefined || reading.openBadge2 !== undefined;
  expect(failed || found).toBe(true);
  expect(depthOf(reading.read?.document ?? {})).toBeLessThanOrEqual(limits.parseDepth);
  return reading;
}

function depthOf(value: JsonValue): number {
  let depth = 0;
  for (let open: JsonValue[] = [value]; open.length > 0; depth += 1) {
    open = open.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return depth;
}

describe('reading never throws', () => {
  test('for any bytes, and any bytes that begin as something known', async () => {
    const beginnings = [
      '',
      '{',
      '[',
      '"',
      'eyJ',
      'e30.e30.',
      '<svg ',
      '<?xml ',
      '\u0089PNG\r\n\u001a\n',
      '\ufeff{',
      '{"@context":',
    ];
    const bytes = fc
      .tuple(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 300 }))
      .map(([beginning, rest]) => Buffer.concat([Buffer.from(beginning, 'latin1'), rest]));
    await expectProperty(fc.asyncProperty(bytes, expectAnswerOnly), runs(400));
  });

  test('for any JSON, also where a credential should stand', async () => {
    const type = fc.constantFrom(
      'VerifiableCredential',
      'OpenBadgeCredential',
      'ClrCredential',
      'VerifiablePresentation',
    );
    const shaped = fc.record({
      '@context': fc.jsonValue(),
      type: fc.array(type),
      proof: fc.jsonValue(),
      issuer: fc.jsonValue(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          shaped.map((value) => JSON.stringify(value)),
        ),
        expectAnswerOnly,
      ),
      runs(400),
    );
  });

  test('for any compact JWT, whatever is in its parts', async () => {
    const part = fc.oneof(fc.json(), fc.string()).map((text) => Buffer.from(text).toString('base64url'));
    const jwt = fc.array(part, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('.'));
    await expectProperty(fc.asyncProperty(jwt, expectAnswerOnly), runs(300));
  });

  test('for a baked picture with any bytes of it changed; and what comes out is what went in, or is refused', async () => {
    const badge = await edwardsBadge('eddsa-rdfc-2022');
    const text = JSON.stringify(badge);
    const jwt = await jwtBadge('ES256');
    const png = bakePng(plainPng, text);
    const pictures = [png, bakeSvg(plainSvg, text), bakePng(plainPng, jwt), bakeSvg(plainSvg, jwt)];
    const change = fc.tuple(fc.constantFrom(...pictures), fc.nat(), fc.integer({ min: 1, max: 255 }), fc.nat(3));
    await fc.assert(
      fc.asyncProperty(change, async ([picture, at, bits, cut]) => {
        const other = Buffer.from(picture);
        const place = at % other.length;
        other[place] = (other[place] ?? 0) ^ bits;
        await expectAnswer(cut === 0 ? other.subarray(0, place) : other);
      }),
      runs(300),
    );
    const whole = await expectAnswer(png);
    expect(canonicalJson(whole.read?.document ?? {})).toBe(canonicalJson(badge));
  });
});

// No clock here: each of these would take minutes, or all memory, if reading were more than a walk along the bytes. The time
// that the runner gives a test is the ceiling.
describe('reading stays within its budget', () => {
  const MB = 1_048_576;
  test.each<readonly [string, () => string]>([
    ['8 MB of opening brackets', () => '['.repeat(8 * MB)],
    ['a million objects inside each other', () => '{"a":'.repeat(MB)],
    ['8 MB of backslashes in a text', () => `{"@context":"${String.raw`\\`.repeat(4 * MB - 16)}"}`],
    ['8 MB of digits', () => `{"@context":${'9'.repeat(8 * MB - 32)}}`],
    [
      'half a million members',
      () => `{"@context":[]${Array.from({ length: 40_000 }, (_, i) => `,"k${i}":1`).join('')}}`,
    ],
    ['half a megabyte of empty arrays', () => `{"@context":[${'[],'.repeat(170_000)}[]]}`],
    ['half a megabyte of dots', () => '.'.repeat(MB / 2)],
    ['a JWT of half a megabyte in its header', () => `${'A'.repeat(MB / 2)}.e30.e30`],
    ['half a megabyte of white space', () => `${' '.repeat(MB / 2)}{`],
    ['an SVG of a hundred thousand elements', () => `<svg xmlns="http://www.w3.org/2000/svg">${'<a>'.repeat(100_000)}`],
    ['an SVG with a comment that never ends', () => `<svg><!--${'-'.repeat(MB)}`],
    [
      'a learner record by name, 9 MB of it',
      () => `{"@context":[],"type":["ClrCredential"],"a":"${'x'.repeat(9 * MB)}"}`,
    ],
  ])('%s', async (_what, make) => {
    const reading = await expectAnswer(make());
    expect(reading.results.some(({ outcome }) => outcome === 'fail')).toBe(true);
  });

  test('a value is as deep as it may be, and no deeper', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), (levels, maxDepth) => {
        expect(parseJson(nested(levels), { maxDepth }).ok).toBe(levels <= maxDepth);
      }),
      runs(200),
    );
  });

  test('what is read is what JSON says, or it is refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const read = parseJson(text);
        expect(read.ok ? JSON.stringify(read.value) : 'refused').toBe(
          read.ok ? JSON.stringify(JSON.parse(text)) : 'refused',
        );
      }),
      runs(500),
    );
  });
});

async function expectAnswerOnly(input: string | Uint8Array): Promise<void> {
  await expectAnswer(input);
}

const plainPng = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  pngChunk('IDAT', deflateSync(Buffer.from([0, 0]))),
  pngChunk('IEND', Buffer.alloc(0)),
]);
const plainSvg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9"><rect/></svg>');
