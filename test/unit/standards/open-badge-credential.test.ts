// If this fails, a badge no longer says what was required and reached, or wallets and other verifiers refuse it.
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2019 } from 'ajv/dist/2019.js';
import ajvFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { walk } from '../../../src/standards/checks/walk.ts';
import { contextsFor, proofSuites } from '../../../src/standards/data-integrity.ts';
import { openBadgeCredential } from '../../../src/standards/open-badge-credential.ts';
import { input, sign, signedBadge, unsignedBadge } from './sample.ts';

const shared = new URL('../../../../shared/data/schemas/', import.meta.url);
const officialSchemas = [
  'ob_v3p0/ob_v3p0_achievementcredential_schema.json',
  'derived/ob_v3p0_achievementcredential_vcdm2_tolerant.json',
];
const schemasArePresent = officialSchemas.every((file) => existsSync(new URL(file, shared)));
if (!schemasArePresent) console.warn('Skipped: the published Open Badges schemas are not here.');

const achievementId = input.achievement.id;
const subject = unsignedBadge().credentialSubject as JsonObject & { achievement: JsonObject; result: JsonObject[] };

describe('the badge builder', () => {
  it('writes members in the order a person would read them, without nulls and empty lists', () => {
    expect(Object.keys(unsignedBadge())).toEqual([
      '@context',
      'id',
      'type',
      'name',
      'description',
      'issuer',
      'validFrom',
      'validUntil',
      'awardedDate',
      'credentialSubject',
      'evidence',
      'credentialStatus',
    ]);
    const values = [...walk(unsignedBadge('eddsa-rdfc-2022', { evidence: [], marks: [] }))].map(({ value }) => value);
    expect(values.some((value) => value === null || (Array.isArray(value) && value.length === 0))).toBe(false);
  });

  it('puts the rubric inside: every level from low to high, the required one, the reached one', () => {
    expect(subject.achievement.resultDescription).toEqual([
      {
        id: `${achievementId}#crit_1`,
        type: ['ResultDescription'],
        name: 'Plan',
        resultType: 'RubricCriterionLevel',
        requiredLevel: `${achievementId}#crit_1/lvl_2`,
        rubricCriterionLevel: [
          {
            id: `${achievementId}#crit_1/lvl_1`,
            type: ['RubricCriterionLevel'],
            name: 'Begins',
            description: 'One task for all.',
            level: '1',
            points: '1',
          },
          {
            id: `${achievementId}#crit_1/lvl_2`,
            type: ['RubricCriterionLevel'],
            name: 'Plans',
            description: 'Tasks for two groups.',
            level: '2',
            points: '2',
          },
          {
            id: `${achievementId}#crit_1/lvl_3`,
            type: ['RubricCriterionLevel'],
            name: 'Adapts',
            description: 'Adapts tasks to each age.',
            level: '3',
            points: '3',
          },
        ],
        alignment: [
          {
            type: ['Alignment'],
            targetName: 'Plan',
            targetUrl: 'https://frameworks.example/items/2',
            targetType: 'CFRubricCriterion',
          },
        ],
      },
      {
        id: `${achievementId}#crit_2`,
        type: ['ResultDescription'],
        name: 'Teach',
        resultType: 'RubricCriterionLevel',
        requiredLevel: `${achievementId}#crit_2/lvl_1`,
        rubricCriterionLevel: [
          {
            id: `${achievementId}#crit_2/lvl_0`,
            type: ['RubricCriterionLevel'],
            name: 'Reads aloud',
            level: '1',
            points: '0',
          },
          {
            id: `${achievementId}#crit_2/lvl_1`,
            type: ['RubricCriterionLevel'],
            name: 'Leads',
            level: '2',
            points: '1.5',
          },
        ],
      },
      { id: `${achievementId}#outcome`, type: ['ResultDescription'], name: 'Outcome', resultType: 'Status' },
    ]);
    expect(subject.result).toEqual([
      {
        type: ['Result'],
        resultDescription: `${achievementId}#crit_1`,
        achievedLevel: `${achievementId}#crit_1/lvl_3`,
        value: 'Adapts',
      },
      {
        type: ['Result'],
        resultDescription: `${achievementId}#crit_2`,
        achievedLevel: `${achievementId}#crit_2/lvl_1`,
        value: 'Leads',
      },
      { type: ['Result'], resultDescription: `${achievementId}#outcome`, status: 'Completed' },
    ]);
  });

  it('commits to evidence files by their digest', () => {
    // SHA-256 of "abc" (FIPS 180-4), in the form of Subresource Integrity.
    expect((unsignedBadge().evidence as JsonObject[])[0]).toMatchObject({
      mediaType: 'application/pdf',
      digestSRI: 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=',
    });
  });

  it('names who assessed, and says of an issuer that is also the creator only once who it is', () => {
    expect(subject.source).toMatchObject({ name: 'Prairie Assessors' });
    expect(subject.achievement.creator).toEqual({ id: input.issuer.id, type: ['Profile'] });
    const otherName = openBadgeCredential({
      ...input,
      contexts: [],
      assessedBy: { id: input.issuer.id, name: 'Another name' },
    });
    expect((otherName.credentialSubject as JsonObject).source).toEqual({
      id: input.issuer.id,
      type: ['Profile'],
      name: 'Another name',
    });
  });

  it('writes one status entry as an object and several as a list', () => {
    expect(unsignedBadge().credentialStatus).toMatchObject({
      type: 'BitstringStatusListEntry',
      statusListIndex: '94567',
    });
    const [entry] = input.status ?? [];
    const both = unsignedBadge('eddsa-rdfc-2022', {
      status: [entry, { ...entry, listUrl: 'https://x.example/2', statusPurpose: 'suspension' }] as never,
    });
    expect(both.credentialStatus).toMatchObject([{ statusPurpose: 'revocation' }, { statusPurpose: 'suspension' }]);
  });

  it('carries a recipient known by DID and a minimal achievement', async () => {
    const minimal = openBadgeCredential({
      contexts: contextsFor('eddsa-rdfc-2022'),
      id: 'urn:uuid:2f6f2c4e-5f0c-4d3e-9a53-0f5a1f8c2b11',
      name: 'Attendance',
      issuer: { id: input.issuer.id },
      validFrom: input.validFrom,
      recipient: { id: 'did:example:learner' },
      achievement: {
        id: 'urn:uuid:1',
        name: 'Attendance',
        description: 'Was there.',
        criteria: { narrative: 'Be there.' },
      },
    });
    expect(minimal.credentialSubject).toMatchObject({ id: 'did:example:learner', result: [{ status: 'Completed' }] });
    expect(await sign(minimal)).toHaveProperty('proof');
  });

  it('does the same every time', () => {
    expect(JSON.stringify(unsignedBadge())).toBe(JSON.stringify(unsignedBadge()));
  });

  it.skipIf(!schemasArePresent).each(officialSchemas)('passes %s when signed', async (file) => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    ajvFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(new URL(file, shared), 'utf8')) as object);
    for (const suite of proofSuites) {
      validate(await signedBadge(suite));
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});

describe.each([
  ['eddsa-rdfc-2022', 'signed-credential.json'],
  ['Ed25519Signature2020', 'signed-credential-ed25519-2020.json'],
] as const)('a badge signed with %s under a fixed clock and key', (suite, file) => {
  it(`is test/golden/${file}, byte for byte but for the line breaks of that file`, async () => {
    const golden = readFileSync(new URL(`../../golden/${file}`, import.meta.url), 'utf8');
    expect(JSON.stringify(await signedBadge(suite))).toBe(JSON.stringify(JSON.parse(golden)));
  });
});
