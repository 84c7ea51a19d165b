// If this fails, whoever verifies in a terminal does not learn what was shown at which level, what stands inside, or reads
// codes in place of sentences.
import { beforeAll, describe, expect, it } from 'vitest';
import { reportLines } from '../../../../src/commands/verify/report-lines.ts';
import type { JsonObject } from '../../../../src/kernel/json.ts';
import { translatorFor } from '../../../../src/platform/messages/translator.ts';
import type { VerificationReport } from '../../../../src/verification/report.ts';
import { foreignBadge, foreignIssuer, unsignedForeignBadge } from '../../../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../../../setup/foreign-badges.ts';
import { signShown, verifierOf } from '../../../setup/outside-documents.ts';

const t = translatorFor('en');
const verify = verifierOf();
const told = (report: VerificationReport): string => reportLines(report, [], t).join('\n');
let issuer: ForeignIssuer;

beforeAll(async () => {
  issuer = await foreignIssuer('elsewhere');
});

describe('the lines of a report', () => {
  it('tell each criterion with the level that was reached, and a value where there is no level', async () => {
    const subject = unsignedForeignBadge(issuer.did).credentialSubject as JsonObject;
    const descriptions = [
      {
        id: 'urn:maps',
        type: ['ResultDescription'],
        name: 'Reads a map',
        resultType: 'RubricCriterionLevel',
        rubricCriterionLevel: [
          { id: 'urn:maps:1', type: ['RubricCriterionLevel'], name: 'Not yet' },
          { id: 'urn:maps:2', type: ['RubricCriterionLevel'], name: 'Follows\u202ea creek' },
        ],
      },
      { id: 'urn:test', type: ['ResultDescription'], name: 'Test', resultType: 'Percent' },
    ];
    const badge = await foreignBadge(issuer, {
      credentialSubject: {
        ...subject,
        achievement: { ...(subject.achievement as JsonObject), resultDescription: descriptions },
        result: [
          { type: ['Result'], resultDescription: 'urn:maps', achievedLevel: 'urn:maps:2' },
          { type: ['Result'], resultDescription: 'urn:test', value: '92' },
        ],
      },
    });
    const report = await verify(JSON.stringify(badge));
    expect(report.outcome).toBe('valid');
    expect(told(report)).toContain(
      '  What was shown, and at which level:\n    Reads a map: Follows a creek\n    Test: 92\n',
    );
  });

  it('tell of everything inside how it was found, what is wrong first', async () => {
    const good = await foreignBadge(issuer);
    const bad = {
      ...(await foreignBadge(issuer, { id: 'https://badges.elsewhere.example/credentials/2' })),
      name: 'Flies',
    };
    const types = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'] };
    const held = { ...types, holder: issuer.did, verifiableCredential: [good, bad] };
    const lines = told(await verify(JSON.stringify(await signShown(held, issuer))));
    const [, inside = ''] = lines.split('Credentials inside\n');
    expect(inside.split('\n').slice(0, 2)).toEqual([
      `  x Reads a watershed map (${issuer.did}): Not valid /verifiableCredential/1`,
      `  + Reads a watershed map (${issuer.did}): Valid /verifiableCredential/0`,
    ]);
    expect(lines).toContain('\n! ');
    expect(lines).toContain(' [holder:other_subject]');
  });

  it('tell of an older badge what its site says, and not whose address it names', async () => {
    const at = (name: string): string => `https://school.example/${name}`;
    const assertion = {
      '@context': 'https://w3id.org/openbadges/v2',
      type: 'Assertion',
      id: at('assertions/1'),
      recipient: { type: 'email', hashed: false, identity: 'ana@elsewhere.example' },
      issuedOn: '2024-05-01T10:00:00Z',
      badge: at('badges/1'),
      verification: { type: 'hosted' },
    };
    const hosted = verifierOf({
      [at('assertions/1')]: assertion,
      [at('badges/1')]: { type: 'BadgeClass', id: at('badges/1'), name: 'Welding', issuer: at('issuer') },
      [at('issuer')]: { type: 'Issuer', id: at('issuer'), name: 'School' },
    });
    const lines = told(await hosted(JSON.stringify(assertion)));
    expect(lines).toContain(
      'What it claims\n  Issued by: School\n  Identified by: https://school.example/issuer\n  Awarded for: Welding\n',
    );
    expect(lines).not.toContain('ana@');
  });

  it('claim nothing where nothing could be read', async () => {
    expect(told(await verify('Hello'))).not.toContain('What it claims');
  });
});
