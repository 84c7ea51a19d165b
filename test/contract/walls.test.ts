// If this fails, a module imports upwards, sideways or in a circle, or reaches for something that belongs in another
// room: the house of the README's map no longer stands.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scanModule } from './walls/import-scan.ts';
import { violationsOf } from './walls/violations.ts';

const sourceFolder = join(import.meta.dirname, '../../src');
/** A scan that finds fewer modules than this has not seen the house. */
const LEAST_MODULES = 200;

function readHouse() {
  return readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .toSorted()
    .map((path) => scanModule(path, readFileSync(join(sourceFolder, path), 'utf8')));
}

describe('the direction rule', () => {
  it('holds in every module of src', () => {
    const modules = readHouse();
    const imports = modules.reduce((sum, module) => sum + module.imports.length, 0);
    console.log(`walls: ${modules.length} modules, ${imports} imports`);
    expect(modules.length).toBeGreaterThanOrEqual(LEAST_MODULES);
    expect(imports).toBeGreaterThan(modules.length);
    expect(violationsOf(modules)).toEqual([]);
  });
});

/** A house of a few files in memory, with the one at `path` holding `source`. */
function violationsWith(path: string, source: string): string[] {
  const files: Record<string, string> = {
    'kernel/id.ts': '',
    'kernel/clock.ts': '',
    'config.ts': '',
    'standards/clr.ts': '',
    'platform/db/database.ts': '',
    'platform/audit/audit.ts': '',
    'platform/blobs/blob-store.ts': '',
    'platform/keys/signer.ts': '',
    'catalog/institutions/institution.ts': '',
    'catalog/institutions/institution-table.ts': '',
    'catalog/rubrics/rubric.ts': '',
    'catalog/issuers/issuer.ts': '',
    'access/member.ts': '',
    'verification/report.ts': '',
    'earning/recipients/recipient.ts': '',
    'earning/decisions/decision.ts': '',
    'credentials/credential.ts': '',
    'services.ts': '',
    'http/server.ts': '',
    'tasks/issue-credential.ts': '',
    'commands/serve.ts': '',
    'app.ts': '',
    'main.ts': '',
    [path]: source,
  };
  return violationsOf(Object.entries(files).map(([file, text]) => scanModule(file, text)));
}

describe('the direction rule bites', () => {
  it.each([
    ['an import of a higher floor', 'kernel/id.ts', `import { a } from '../standards/clr.ts';`, 'higher floor'],
    ['a type-only import', 'kernel/id.ts', `import type { A } from '../standards/clr.ts';`, 'higher floor'],
    ['an inline type import', 'kernel/id.ts', `let a: import('../standards/clr.ts').A;`, 'higher floor'],
    ['a dynamic import', 'kernel/id.ts', `await import("../standards/clr.ts");`, 'higher floor'],
    ['an import for its effect', 'kernel/id.ts', `import '../standards/clr.ts'`, 'higher floor'],
    ['a re-export', 'kernel/id.ts', `export { a as b } from '../standards/clr.ts';`, 'higher floor'],
    ['a re-export of all', 'kernel/id.ts', `export * as clr from '../standards/clr.ts';`, 'higher floor'],
    ['a re-exported type', 'kernel/id.ts', `export type { A } from '../standards/clr.ts';`, 'higher floor'],
    [
      'an import over lines',
      'kernel/id.ts',
      `import {\n  a, // one\n  type B,\n} from '../standards/clr.ts';`,
      'higher',
    ],
    ['an import after the string "."', 'kernel/id.ts', `const a = '.'\nimport b from '../standards/clr.ts'`, 'higher'],
    ['an import inside a template', 'kernel/id.ts', "`${await import('../standards/clr.ts')}`", 'higher floor'],
    ['a domain room importing a door', 'credentials/credential.ts', `import '../http/server.ts'`, 'higher floor'],
    ['a stage importing the next', 'earning/decisions/decision.ts', `import '../../credentials/credential.ts'`, 'high'],
    ['a stage importing the wiring', 'earning/decisions/decision.ts', `import '../../services.ts'`, 'higher floor'],
    ['access and verification', 'access/member.ts', `import '../verification/report.ts'`, 'neighbour'],
    ['one door importing another', 'tasks/issue-credential.ts', `import '../http/server.ts'`, 'neighbour'],
    ['a command importing app', 'commands/serve.ts', `import '../app.ts'`, 'higher floor'],
    ['a service reading the settings', 'services.ts', `import '../src/config.ts'`, 'is not a module'],
    ['the wiring reading the settings', 'services.ts', `import type { Config } from './config.ts'`, 'app.ts, main.ts'],
    ['a later folder of earning', 'earning/recipients/recipient.ts', `import '../decisions/decision.ts'`, 'later'],
    ['a neighbour in catalog', 'catalog/issuers/issuer.ts', `import '../rubrics/rubric.ts'`, 'neighbour inside'],
    ['the database importing the audit', 'platform/db/database.ts', `import '../audit/audit.ts'`, 'later inside'],
    ['a driver beside another', 'platform/blobs/blob-store.ts', `import '../keys/signer.ts'`, 'neighbour inside'],
    ['a folder that has no place', 'platform/util/a.ts', `import '../db/database.ts'`, 'no place in the order'],
    ['a room that has no place', 'helpers/a.ts', '', 'no place in the table'],
    ['a file that is not there', 'kernel/id.ts', `import './gone.ts'`, 'is not a module'],
    [
      'a file outside src',
      'kernel/id.ts',
      `import a from '../../package.json' with { type: 'json' };`,
      'is not a module',
    ],
    ['a module importing itself', 'kernel/id.ts', `import './id.ts'`, 'a circle: kernel/id.ts → kernel/id.ts'],
  ])('on %s', (_what, path, source, sentence) => {
    const found = violationsWith(path, source);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(sentence);
  });

  it('on a circle over three files of one folder', () => {
    const circle = [
      scanModule('kernel/a.ts', `import './b.ts';`),
      scanModule('kernel/b.ts', `import type { C } from './c.ts';`),
      scanModule('kernel/c.ts', `export * from './a.ts';`),
    ];
    expect(violationsOf(circle)).toEqual(['a circle: kernel/a.ts → kernel/b.ts → kernel/c.ts → kernel/a.ts']);
  });

  it.each([
    ['fastify', 'catalog/rubrics/rubric.ts', `import type { FastifyReply } from 'fastify';`],
    ['a plugin of fastify', 'app.ts', `import etag from '@fastify/etag';`],
    ['process.env', 'app.ts', `const a = process.env.HOST;`],
    ["process['env']", 'app.ts', `const a = process['env'];`],
    ['globalThis.process.env', 'app.ts', `const a = globalThis.process.env;`],
    ['the present time', 'credentials/credential.ts', `const a = new Date();`],
    ['the present time without brackets', 'credentials/credential.ts', `const a = new Date;`],
    ['the present time as text', 'credentials/credential.ts', `const a = Date();`],
    ['the present time in milliseconds', 'credentials/credential.ts', 'const a = `${Date.now()}`;'],
    ['Math.random', 'credentials/credential.ts', `const a = Math.random();`],
    ['node:crypto', 'credentials/credential.ts', `import { createHash } from 'node:crypto';`],
    ['crypto without its prefix', 'platform/audit/audit.ts', `import { createHash } from 'crypto';`],
    ['web crypto', 'kernel/id.ts', `const a = crypto.randomUUID();`],
    ['a query outside a store', 'catalog/rubrics/rubric.ts', `import { eq } from 'drizzle-orm';`],
    ['a driver outside the database room', 'platform/audit/audit.ts', `import pg from 'pg';`],
    [
      'a table outside a store',
      'catalog/institutions/institution.ts',
      `import { institutions } from './institution-table.ts';`,
    ],
    ['a signature library', 'credentials/credential.ts', `import * as vc from '@digitalbazaar/vc';`],
    ['JSON-LD', 'verification/report.ts', `import jsonld from 'jsonld';`],
    ['a resolved package', 'verification/report.ts', `require.resolve('jsonld')`],
    ['fetch', 'verification/report.ts', `const a = await fetch('https://example.org/');`],
    ['fetch handed on', 'verification/report.ts', `load(fetch)`],
    ['fetch in a choice', 'verification/report.ts', `const a = own ? read(b) : fetch(b);`],
    ['fetch in the middle of a choice', 'verification/report.ts', `const a = own ? fetch(b) : c;`],
    ['globalThis.fetch', 'verification/report.ts', `globalThis.fetch(a);`],
    ['an HTTP client', 'verification/report.ts', `import { request } from 'node:https';`],
    ['a socket', 'platform/db/database.ts', `import { connect } from 'node:net';`],
    ['a computed import', 'verification/report.ts', 'await import(`../${name}.ts`);'],
    ['a computed package', 'platform/db/database.ts', `require(name)`],
    ['import.meta.resolve', 'verification/report.ts', `import.meta.resolve('jsonld')`],
    ['the file system', 'credentials/credential.ts', `import { readFile } from 'node:fs/promises';`],
  ])('on %s in the wrong room', (_what, path, source) => {
    const found = violationsWith(path, source);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/reaches for .* only$/);
  });
});

describe('the direction rule lets pass', () => {
  it.each([
    ['an import of a lower floor', 'main.ts', `import './app.ts'; import type { Config } from './config.ts';`],
    ['an import of the own folder', 'kernel/id.ts', `import { systemClock } from './clock.ts';`],
    ['an earlier folder', 'earning/decisions/decision.ts', `import '../recipients/recipient.ts';`],
    [
      'a given moment',
      'credentials/credential.ts',
      `const a = (now: Date) => new Date(now.getTime() + Date.UTC(1970));`,
    ],
    [
      'the type of a table',
      'catalog/institutions/institution.ts',
      `import type { institutions } from './institution-table.ts';`,
    ],
    ['a port named fetch', 'verification/report.ts', `interface A { fetch(url: string): Promise<B>; } a.fetch('x');`],
    ['a method named import', 'catalog/rubrics/rubric.ts', `const a = { import(file: string) { return file; } };`],
    [
      'words in comments, strings, templates and patterns',
      'credentials/credential.ts',
      [
        `// import '../http/server.ts'`,
        `/* new Date() */ const a = "import('../http/server.ts')";`,
        'const b = `fetch(${a.length}) Math.random() ${`import "../http/server.ts"`}`;',
        `const c = /["'\`]new Date()[/'"]/.test(a) ? 4 / 2 / 1 : 0;`,
      ].join('\n'),
    ],
    ['what only looks like an import', 'kernel/id.ts', `const a = { from: 'x', import: '../http/server.ts' };`],
    ['a named export', 'kernel/id.ts', `const a = 1;\nexport { a };\nexport const from = '../http/server.ts';`],
  ])('%s', (_what, path, source) => {
    expect(violationsWith(path, source)).toEqual([]);
  });

  it.each([
    ['a string without end', `const a = 'x\n';`, 'a string has no end'],
    ['a comment without end', `/* const a = 1;`, 'a comment has no end'],
    ['a template without end', 'const a = `x ${1} ', 'a template has no end'],
  ])('nothing it cannot read: %s stops the scan', (_what, source, sentence) => {
    expect(() => scanModule('kernel/id.ts', source)).toThrow(sentence);
  });
});
