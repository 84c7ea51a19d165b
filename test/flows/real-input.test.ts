// If this fails, Waymark loses something of what institutions already have: a rubric, a framework, or files that people
// made with their own tools do not come out in the signed badge as they went in.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../setup/built-program.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import {
  essayRubric,
  essayRubricFile,
  essayRubricTexts,
  frameworkFile,
  onetAlignment,
} from '../setup/ctdl-essay-rubric.ts';
import { fillDataFolder } from '../setup/databases.ts';
import { browserPath, earnEssayBadge, printEssay } from '../setup/essay-badge.ts';
import type { EssayFiles } from '../setup/essay-badge.ts';
import { operatorKeyLine, startAsNewcomer } from '../setup/first-start.ts';
import type { Start } from '../setup/first-start.ts';
import { freePort } from '../setup/free-port.ts';
import { httpCaller } from '../setup/http-caller.ts';
import { fetchFrom, outsideProblem } from '../setup/outside-verifier.ts';
import type { Document } from '../setup/outside-verifier.ts';

const hasBrowser = existsSync(browserPath);
const hasRealFiles = existsSync(essayRubricFile) && existsSync(frameworkFile);

if (!hasBrowser) {
  const message = `No browser at ${browserPath} to print a PDF and take a JPEG with. Install chromium or set CHROMIUM_PATH.`;
  if (process.env['CI'] === 'true') throw new Error(message);
  console.warn(message);
}
if (!hasRealFiles) console.warn('The real rubric and framework files are not on this machine: they are NOT tried.');

interface Level {
  readonly name: string;
  readonly description: string;
}
interface Badge extends Document {
  readonly credentialSubject: {
    readonly achievement: {
      readonly alignment: readonly Document[];
      readonly resultDescription: readonly {
        readonly id: string;
        readonly name: string;
        readonly requiredLevel?: string;
        readonly rubricCriterionLevel?: readonly (Level & { readonly id: string; readonly points: string })[];
      }[];
    };
    readonly result: readonly { readonly resultDescription: string; readonly achievedLevel?: string }[];
  };
  readonly evidence: readonly { readonly name: string; readonly mediaType?: string; readonly digestSRI?: string }[];
}

describe.skipIf(!hasBrowser || !hasRealFiles)('a real rubric, a real competency and real files', () => {
  let folder = '';
  let program: BuiltProgram;
  let server: Start;
  let files: EssayFiles;
  let badge: Badge;
  let outcome = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-real-'));
    [program, files] = await Promise.all([buildProgram(), printEssay()]);
    await fillDataFolder(folder);
    server = startAsNewcomer(program, await freePort(), folder, { WAYMARK_SAMPLE: 'off' });
    const url = await earnEssayBadge(server.origin, await server.said(operatorKeyLine), files);
    badge = (await fetchFrom(server.origin)(url)) as Badge;
    const report = await httpCaller(server.origin).post('/v1/verifications', { credential: badge });
    outcome = report.json<{ outcome: string }>().outcome;
  }, 180_000);

  afterAll(async () => {
    await server?.stop();
    program?.remove();
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  test('end in a badge that verifies, here and with another implementation', async () => {
    expect(outcome).toBe('valid');
    expect(await outsideProblem(badge, fetchFrom(server.origin))).toBeUndefined();
  });

  test('every level of the rubric file stands in the badge, under its criterion, with its name and its words', () => {
    const described = badge.credentialSubject.achievement.resultDescription;
    const inBadge = described.flatMap(({ name, rubricCriterionLevel = [] }) =>
      rubricCriterionLevel.map((level) => [name, level.name, level.description, Number(level.points)]),
    );
    const inFile = essayRubric().criteria.flatMap(({ name, levels }) =>
      levels.map((level) => [name, level.name, level.description, level.points]),
    );
    expect(inFile).toHaveLength(16);
    expect(inAnyOrder(inBadge)).toEqual(inAnyOrder(inFile));
    expect(inAnyOrder(inBadge.map((level) => level[2]))).toEqual(inAnyOrder(essayRubricTexts()));
  });

  test('the badge says which level was reached and which was required in each criterion', () => {
    const { achievement, result } = badge.credentialSubject;
    const reached = achievement.resultDescription.flatMap(({ id, name, requiredLevel, rubricCriterionLevel = [] }) => {
      if (rubricCriterionLevel.length === 0) return [];
      const { achievedLevel } = result.find(({ resultDescription }) => resultDescription === id) ?? {};
      const nameOf = (levelId?: string) => rubricCriterionLevel.find((level) => level.id === levelId)?.name;
      return [[name, nameOf(achievedLevel), nameOf(requiredLevel)]];
    });
    expect(inAnyOrder(reached)).toEqual(
      inAnyOrder([
        ['Organization', 'Satisfactory', 'Satisfactory'],
        ['Overall impression', 'Proficient', 'Satisfactory'],
        ['State a position', 'Excellent', 'Satisfactory'],
        ['Support hypothesis', 'Proficient', 'Satisfactory'],
      ]),
    );
  });

  test('the competency stands in the badge as the framework has it', () => {
    expect(badge.credentialSubject.achievement.alignment).toEqual([
      { type: ['Alignment'], ...onetAlignment('English Language') },
    ]);
  });

  test('the digests in the badge are those of the very files', () => {
    const told = badge.evidence.map(({ name, mediaType, digestSRI }) => [name, mediaType, digestSRI]);
    expect(inAnyOrder(told)).toEqual(
      inAnyOrder([
        ['Draft by hand', 'image/jpeg', sri(files.jpeg)],
        ['Essay', 'application/pdf', sri(files.pdf)],
      ]),
    );
  });
});

function sri(content: Buffer): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

/** JSON-LD does not keep the order of these sets, so neither do the tests. */
function inAnyOrder(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}
