// If this fails, good credentials, presentations and status lists of other projects are called malformed, or malformed
// ones well formed. The documents lie outside the repository and are only read.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCredential } from '../../src/standards/checks/parse.ts';
import { schemaCheck } from '../../src/standards/checks/schema.ts';
import { structureCheck } from '../../src/standards/checks/structure.ts';
import { dataModelOf, kindOf } from '../../src/standards/document-kind.ts';

const shared = new URL('../../../shared/data/real/', import.meta.url);
const present = existsSync(new URL('expected.json', shared));
if (!present) console.warn('Skipped: the real credentials are not here.');

interface Entry {
  readonly file: string;
  readonly expected?: string;
  readonly expectedWithMap?: string;
  readonly policyDependent?: unknown;
  readonly ob3Schema?: string;
}

function entriesIn(...folders: readonly string[]): readonly (Entry & { readonly verdict: string })[] {
  const { entries } = JSON.parse(readFileSync(new URL('expected.json', shared), 'utf8')) as { entries: Entry[] };
  return entries
    .filter(({ file }) => folders.some((folder) => file.startsWith(`${folder}/`)))
    .map((entry) => ({ ...entry, verdict: entry.expectedWithMap ?? entry.expected ?? '' }));
}

/** What parse, structure and schema find, empty when nothing; `unknown:` before what may be meant honestly. */
function findings(file: string): string[] {
  const { results, document } = parseCredential(readFileSync(new URL(file, shared)));
  const all = [...results];
  if (document !== undefined && all.every(({ outcome }) => outcome === 'pass')) all.push(structureCheck(document));
  if (document !== undefined && all.every(({ outcome }) => outcome === 'pass')) {
    all.push(...schemaCheck(document, kindOf(document), dataModelOf(document)));
  }
  return all
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ outcome, check, code, pointer = '' }) => `${outcome}:${check}:${code} ${pointer}`);
}

/** Not resolvable and besides not what the data model says; each entry with what is wrong in it. */
const malformed: Readonly<Record<string, RegExp>> = {
  'credentials/credo-ts__attestedResource.test__9ebc0d.json': /not_a_credential/,
  'credentials/ssi__zcap_delegation__187986.json': /required \/type/,
  'credentials/ssi__lib__ca7b58.json': /required \/issuanceDate/,
  'credentials/vc-data-model__index__32abd4.json': /date_time \/issuanceDate/,
  'credentials/LearnCard__test.helpers__ff2627.json': /uri_scheme \/credentialSubject\/id/,
  'credentials/digital-credentials-public-validator__complete_v1__5a950c.json': /value .*identityType/,
};

describe.skipIf(!present)('structure and schema of real documents', () => {
  const folders = ['credentials', 'status-lists', 'presentations'];

  it('pass for everything that is valid', () => {
    const valid = entriesIn(...folders).filter((entry) => entry.verdict === 'valid' && !entry.policyDependent);
    expect(valid.length).toBeGreaterThan(70);
    const refused = valid.map(({ file }) => [file, ...findings(file)]).filter((row) => row.length > 1);
    expect(refused).toEqual([]);
  });

  it('fail only what is malformed among those whose issuer cannot be resolved', () => {
    const open = entriesIn(...folders).filter((entry) => entry.verdict === 'unresolvable' && !entry.policyDependent);
    const refused = open
      .map(({ file }) => ({ file, found: findings(file).filter((finding) => finding.startsWith('fail:')) }))
      .filter(({ file, found }) => found.length > 0 && !malformed[file]?.test(found.join('\n')));
    expect(refused).toEqual([]);
  });

  it('fail for what breaks the data model', () => {
    const broken = entriesIn(...folders, 'unsigned').filter(({ verdict }) => /data-model/.test(verdict));
    expect(broken.length).toBeGreaterThanOrEqual(7);
    const accepted = broken.filter(({ file, policyDependent }) => !policyDependent && findings(file).length === 0);
    // That it has no context is for the context check to say.
    expect(accepted.map(({ file }) => file)).toEqual(['unsigned/LearnCard__invalid_missing-context.json']);
  });

  it('fail for badges of the newer data model that the published schema fails, but for the open list of types', () => {
    const failed = entriesIn('credentials').filter(({ ob3Schema = '' }) => ob3Schema.startsWith('fail'));
    const accepted = failed.filter(
      ({ file, ob3Schema = '' }) => !/achievementType must be/.test(ob3Schema) && findings(file).length === 0,
    );
    // An achievement credential of a vocabulary of its own: no Open Badge, so the data model alone decides.
    expect(accepted.map(({ file }) => file)).toEqual(['credentials/ssi__verification_2__a9410a.json']);
  });

  it('refuse every text with selective disclosure', () => {
    const texts = entriesIn('sd-jwt');
    expect(texts.length).toBeGreaterThan(0);
    for (const { file } of texts) expect(findings(file), file).toEqual(['fail:parse:unsupported_format ']);
  });
});
