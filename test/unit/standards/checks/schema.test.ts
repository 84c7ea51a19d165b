// If this fails, a badge that says nothing clear, or something dangerous, counts as well formed.
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/kernel/json.ts';
import { achievementIssuerCheck } from '../../../../src/standards/checks/achievement-issuer.ts';
import { lintCredential, lintPassed } from '../../../../src/standards/checks/lint.ts';
import { schemaCheck, schemaFindings } from '../../../../src/standards/checks/schema.ts';
import { validityCheck } from '../../../../src/standards/checks/validity.ts';
import { input, now, unsignedBadge } from '../sample.ts';

type Changeable = { [key: string]: JsonValue };

/** The badge with the value at a path replaced, or removed when undefined. */
function at(path: string, value: JsonValue | undefined, badge: JsonObject = unsignedBadge()): JsonObject {
  const copy: Changeable = structuredClone(badge);
  const tokens = path.split('/').slice(1);
  const last = tokens.pop() ?? '';
  let parent = copy;
  for (const token of tokens) parent = parent[token] as Changeable;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
function found(document: JsonObject): string[] {
  return schemaFindings(document).map(({ code, pointer }) => `${code} ${pointer}`);
}
const achievement = '/credentialSubject/achievement';

describe('the schema check', () => {
  it('asks for the members of the model, each with its place', () => {
    expect(found(unsignedBadge())).toEqual([]);
    for (const path of [
      '/id',
      '/validFrom',
      '/issuer',
      achievement,
      `${achievement}/name`,
      `${achievement}/criteria`,
      '/evidence/0/type',
    ]) {
      expect(found(at(path, undefined))).toEqual([`required ${path}`]);
    }
  });

  it('B-21 refuses a list of subjects, single values where the model has a set, and text where it has an object', () => {
    const subject = unsignedBadge().credentialSubject ?? null;
    expect(found(at('/credentialSubject', [subject]))).toEqual(['type /credentialSubject']);
    expect(found(at('/evidence', { type: ['Evidence'] }))).toEqual(['type /evidence']);
    expect(found(at(`${achievement}/image`, 'https://x.example/i.png'))).toEqual([`type ${achievement}/image`]);
    expect(found(at(`${achievement}/creditsAvailable`, '5'))).toEqual([`type ${achievement}/creditsAvailable`]);
    expect(found(at('/proof', 'z123'))).toEqual(['type /proof']);
  });

  it('accepts one type as text or list, and proof as object or list, as the schemas of 2025 do', () => {
    expect(found(at(`${achievement}/type`, 'Achievement'))).toEqual([]);
    expect(found(at('/proof', { type: 'DataIntegrityProof' }))).toEqual([]);
    expect(found(at('/proof', [{ type: 'DataIntegrityProof' }]))).toEqual([]);
    expect(found(at('/issuer', 'did:web:issuer.example'))).toEqual([]);
    expect(found(at(`${achievement}/type`, 'Profile'))).toEqual([`value ${achievement}/type`]);
    expect(found(at('/type', ['VerifiableCredential']))).toEqual(['value /type']);
  });

  it('keeps closed classes closed and open ones open', () => {
    expect(found(at(`${achievement}/image/name`, 'x'))).toEqual([`closed_object ${achievement}/image/name`]);
    expect(found(at('/credentialSubject/identifier/0/extra', 'x'))).toEqual([
      'closed_object /credentialSubject/identifier/0/extra',
    ]);
    expect(found(at(`${achievement}/ceterms`, 'x'))).toEqual([]);
  });

  it('knows the enumerations and their extensions', () => {
    expect(found(at(`${achievement}/achievementType`, 'ext:Workshop-1.0_a'))).toEqual([]);
    // Issuers use words of their own here; what we sign is held to the list by lint.
    expect(found(at(`${achievement}/achievementType`, 'A word of their own'))).toEqual([]);
    expect(found(at('/credentialSubject/identifier/0/identityType', 'email'))).toEqual([
      'value /credentialSubject/identifier/0/identityType',
    ]);
    expect(found(at('/credentialSubject/result/0/status', 'Passed'))).toEqual([
      'value /credentialSubject/result/0/status',
    ]);
  });

  it('F-03 F-04 refuses times without zone and times that do not exist', () => {
    const wrong = [
      '2030-01-01T00:00:00',
      '2030-02-30T00:00:00Z',
      '2030-01-01T24:00:00Z',
      '2030-01-01T23:59:60Z',
      'junk 2030-01-01T00:00:00Z',
      '2030-01-01T00:00:00Zjunk',
      '2030-13-01T00:00:00Z',
      '2030-01-01',
      '2030-01-01T00:00:00+15:00',
      '2030-1-1T00:00:00Z',
    ];
    for (const value of wrong) expect(found(at('/validUntil', value))).toEqual(['date_time /validUntil']);
    for (const value of ['2028-02-29T00:00:00Z', '2030-01-01T00:00:00.123+14:00', '2030-01-01T00:00:00-05:30']) {
      expect(found(at('/validUntil', value))).toEqual([]);
    }
    expect(found(at('/credentialSubject/activityStartDate', '2026'))).toEqual([
      'date_time /credentialSubject/activityStartDate',
    ]);
  });

  it('F-24 refuses a subject without id and identifier, and criteria that say nothing', () => {
    const nobody = at('/credentialSubject/identifier', undefined);
    expect(schemaCheck(nobody)).toMatchObject([
      {
        check: 'schema',
        outcome: 'fail',
        code: 'subject_unidentified',
        pointer: '/credentialSubject',
      },
    ]);
    expect(found(at('/credentialSubject/identifier', []))).toEqual(['subject_unidentified /credentialSubject']);
    expect(found(at(`${achievement}/criteria`, {}))).toEqual([`required ${achievement}/criteria/narrative`]);
  });

  it('F-25 refuses links that could run something and ids that are not absolute', () => {
    const wrong = [
      'javascript:alert(1)',
      'JavaScript:alert(1)',
      'data:text/html,<script>',
      'data:image/png',
      'vbscript:x',
      'file:///etc',
      'a/1',
      '//x.example',
      'https://',
      'https://x.example/ y',
      ' https://x.example',
      'https://x.example/<',
    ];
    for (const value of wrong)
      expect(found(at(`${achievement}/image/id`, value))).toEqual([`uri_scheme ${achievement}/image/id`]);
    for (const value of [
      'data:image/png;base64,iVBORw0KGgo=',
      'urn:uuid:1',
      'did:web:x.example',
      'http://x.example/ř',
    ]) {
      expect(found(at(`${achievement}/image/id`, value))).toEqual([]);
    }
    expect(found(at('/issuer/url', 'javascript:x'))).toEqual(['uri_scheme /issuer/url']);
  });

  it('B-32 refuses languages that are not tags', () => {
    for (const value of ['not a language', 'english-', 'e', '', 'en_US', 'x'.repeat(70)]) {
      expect(found(at(`${achievement}/inLanguage`, value))).toEqual([`language_tag ${achievement}/inLanguage`]);
    }
    for (const value of ['en', 'en-US', 'cs', 'zh-Hant-TW', 'sl-rozaj-biske', 'de-DE-u-co-phonebk']) {
      expect(found(at(`${achievement}/inLanguage`, value))).toEqual([]);
    }
  });

  it('refuses results that refer to nothing and levels that are not there', () => {
    const description = '/credentialSubject/result/0/resultDescription';
    expect(found(at(description, 'urn:x:elsewhere'))).toEqual([`unknown_result_description ${description}`]);
    const level = '/credentialSubject/result/0/achievedLevel';
    expect(found(at(level, 'urn:x:elsewhere'))).toEqual([`unknown_level ${level}`]);
    const required = `${achievement}/resultDescription/0/requiredLevel`;
    expect(found(at(required, 'urn:x:elsewhere'))).toEqual([`unknown_level ${required}`]);
    const twin = `${achievement}/resultDescription/0/rubricCriterionLevel/1/id`;
    expect(found(at(twin, `${input.achievement.id}#crit_1/lvl_1`))).toContain(
      `duplicate_id ${achievement}/resultDescription`,
    );
  });
});

describe('lint', () => {
  const lint = async (document: JsonObject): Promise<string[]> =>
    (await lintCredential(document, now))
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ check, code, pointer }) => `${check}:${code} ${pointer}`);

  it('passes what we mean to sign, and only then', async () => {
    expect(lintPassed(await lintCredential(unsignedBadge(), now))).toBe(true);
    expect(lintPassed([])).toBe(false);
    expect(lintPassed(await lintCredential({}, now))).toBe(false);
  });

  it('F-05 refuses a badge that is over before it begins, or already', async () => {
    expect(await lint(at('/validUntil', '2026-11-02T09:29:59Z'))).toEqual(['lint:validity_window /validUntil']);
    expect(await lint(at('/validFrom', '2030-01-01T00:00:00Z'))).toEqual(['lint:validity_window /validUntil']);
    expect(await lint(at('/validUntil', undefined))).toEqual([]);
  });

  it('F-09 refuses identifiers without salt, with too little, or in the clear', async () => {
    const place = '/credentialSubject/identifier/0';
    for (const [path, value] of [
      ['salt', undefined],
      ['salt', 'Kosher'],
      ['hashed', false],
    ] as const) {
      expect(await lint(at(`${place}/${path}`, value))).toEqual([`lint:unsalted_identity ${place}`]);
    }
  });

  it('refuses to sign anything but a pass', async () => {
    const below = unsignedBadge('eddsa-rdfc-2022', {
      marks: [
        { criterionId: 'crit_1', levelId: 'lvl_1' },
        { criterionId: 'crit_2', levelId: 'lvl_1' },
      ],
    });
    expect(await lint(below)).toEqual(['lint:result_below_required /credentialSubject/result/0/achievedLevel']);
    const missing = unsignedBadge('eddsa-rdfc-2022', { marks: [{ criterionId: 'crit_1', levelId: 'lvl_2' }] });
    expect(await lint(missing)).toEqual([`lint:result_missing ${achievement}/resultDescription/1`]);
    expect(await lint(at('/credentialSubject/result/2/status', 'Failed'))).toEqual([
      'lint:result_below_required /credentialSubject/result/2/status',
    ]);
    expect(await lint(at('/credentialSubject/result', undefined))).toHaveLength(3);
    expect(await lint(at('/credentialSubject/result/0/resultDescription', undefined))).toContain(
      'lint:result_description_missing /credentialSubject/result/0',
    );
    const swapped = at('/credentialSubject/result/0/achievedLevel', `${input.achievement.id}#crit_2/lvl_1`);
    expect(await lint(swapped)).toEqual(['lint:result_below_required /credentialSubject/result/0/achievedLevel']);
  });

  it('names every place that is wrong and stops before later steps', async () => {
    const wrong = at('/issuer/url', 'javascript:x', at('/validUntil', 'soon'));
    expect(await lint(wrong)).toEqual(['schema:date_time /validUntil', 'schema:uri_scheme /issuer/url']);
    expect((await lintCredential(wrong, now)).at(-1)).toMatchObject({ check: 'lint', outcome: 'not_evaluated' });
  });

  it('is stricter than verification: known kinds of achievement, an identified recipient, the present data model', async () => {
    expect(await lint(at(`${achievement}/achievementType`, 'A word of their own'))).toEqual([
      `lint:achievement_type ${achievement}/achievementType`,
    ]);
    expect(await lint(at(`${achievement}/achievementType`, 'x ext:Workshop'))).toHaveLength(1);
    const named = at('/credentialSubject/name', 'Sam', at('/credentialSubject/identifier', undefined));
    expect(await lint(named)).toEqual(['lint:subject_unidentified /credentialSubject']);
    const own = unsignedBadge()['@context'] as string[];
    const older = at('/@context', ['https://www.w3.org/2018/credentials/v1', ...own.slice(1)]);
    expect(lintPassed(await lintCredential(older, now))).toBe(false);
  });
});

describe('validity', () => {
  const result = (validFrom: string, validUntil: string): string => validityCheck({ validFrom, validUntil }, now).code;

  it('F-01 F-02 allows a minute for clocks that differ and no more', () => {
    expect(result('2026-11-02T09:30:00Z', '2026-11-02T09:29:00Z')).toBe('ok');
    expect(result('2026-11-02T09:30:00Z', '2026-11-02T09:28:59Z')).toBe('expired');
    expect(result('2026-11-02T09:31:00Z', '2027-01-01T00:00:00Z')).toBe('ok');
    expect(result('2026-11-02T09:31:01Z', '2027-01-01T00:00:00Z')).toBe('not_yet_valid');
    expect(validityCheck({}, now).outcome).toBe('pass');
  });

  it('F-01 F-02 judges the names of both data models when a document mixes them', () => {
    const of = (document: JsonObject): string => validityCheck(document, now).code;
    expect(of({ issuanceDate: '2026-11-02T09:31:01Z' })).toBe('not_yet_valid');
    expect(of({ expirationDate: '2026-11-02T09:28:59Z' })).toBe('expired');
    expect(of({ validUntil: '2030-01-01T00:00:00Z', expirationDate: '2020-01-01T00:00:00Z' })).toBe('expired');
    expect(of({ validFrom: '2020-01-01T00:00:00Z', issuanceDate: '2030-01-01T00:00:00Z' })).toBe('not_yet_valid');
  });

  it('F-03 counts a time without zone only where it holds in every zone', () => {
    const of = (document: JsonObject): string => validityCheck(document, now).code;
    expect(of({ issuanceDate: '2026-11-01T21:29:59' })).toBe('ok');
    expect(of({ issuanceDate: '2026-11-01T21:32:00' })).toBe('not_yet_valid');
    expect(of({ expirationDate: '2026-11-02T23:31:00' })).toBe('ok');
    expect(of({ expirationDate: '2026-11-02T23:28:00' })).toBe('expired');
  });

  it('C-30 ends with the JWT when that ends before the credential', () => {
    const seconds = now.getTime() / 1000;
    const badge = { validUntil: '2030-01-01T00:00:00Z' };
    expect(validityCheck(badge, now, { expires: seconds - 61 })).toMatchObject({ outcome: 'fail', code: 'expired' });
    expect(validityCheck(badge, now, { expires: seconds - 60 }).outcome).toBe('pass');
    expect(validityCheck(badge, now, { notBefore: seconds + 61 })).toMatchObject({ code: 'not_yet_valid' });
  });
});

describe('achievement issuer', () => {
  it('F-11 is unknown for the achievement of another creator', () => {
    expect(achievementIssuerCheck(unsignedBadge()).outcome).toBe('pass');
    expect(achievementIssuerCheck(at(`${achievement}/creator`, undefined)).outcome).toBe('pass');
    const other = at(`${achievement}/creator/id`, 'did:web:other.example');
    expect(achievementIssuerCheck(other)).toMatchObject({ outcome: 'unknown', code: 'third_party_creator' });
  });
});
