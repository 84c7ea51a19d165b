// If this fails, a record, an endorsement, a status list, a presentation or a credential that is no badge is held to the
// rules of something else: good ones are called wrong, or wrong ones good.
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/kernel/json.ts';
import { limits } from '../../../../src/standards/checks/limits.ts';
import { schemaCheck, schemaFindings } from '../../../../src/standards/checks/schema.ts';
import { schemaWarnings } from '../../../../src/standards/checks/schema-warnings.ts';
import { embeddedCredentials, structureCheck } from '../../../../src/standards/checks/structure.ts';
import { dataModelOf, kindOf } from '../../../../src/standards/document-kind.ts';
import { unsignedBadge } from '../sample.ts';

const v1 = 'https://www.w3.org/2018/credentials/v1';
const v2 = 'https://www.w3.org/ns/credentials/v2';
const ob = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const issuer = 'did:web:issuer.example';

function found(document: JsonObject): string[] {
  return schemaFindings(document, kindOf(document), dataModelOf(document)).map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );
}
function gated(document: JsonObject): string {
  const { outcome, code, pointer = '' } = structureCheck(document);
  return outcome === 'pass' ? 'pass' : `${outcome}:${code} ${pointer}`;
}

const student: JsonObject = {
  '@context': [v2],
  type: ['VerifiableCredential', 'StudentCard'],
  issuer,
  credentialSubject: { id: 'did:key:z6MkSubject', degree: 'Physics' },
};
const studentOf2019: JsonObject = { ...student, '@context': [v1], issuanceDate: '2019-01-01T00:00:00Z' };
const { validFrom: begins = '', ...undated } = unsignedBadge();
const badgeOf2022: JsonObject = { ...undated, '@context': [v1, ob], issuanceDate: begins };
const endorsement: JsonObject = {
  '@context': [v2, ob],
  id: 'urn:x:endorsement',
  type: ['VerifiableCredential', 'EndorsementCredential'],
  name: 'Well taught',
  issuer,
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: { id: 'urn:x:achievement', type: ['EndorsementSubject'], endorsementComment: 'Good.' },
};
function record(credentials: readonly JsonValue[]): JsonObject {
  return {
    '@context': [v2, 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json', ob],
    id: 'urn:x:clr',
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Transcript',
    issuer,
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: { id: 'did:key:z6MkSubject', type: ['ClrSubject'], verifiableCredential: credentials },
  };
}
function presentation(credentials: JsonValue): JsonObject {
  return { '@context': [v2], type: ['VerifiablePresentation'], verifiableCredential: credentials };
}

describe('the schema check follows what a document says it is', () => {
  it('holds a credential that is no badge to the W3C data model alone', () => {
    expect(found(student)).toEqual([]);
    expect(found({ ...student, type: 'VerifiableCredential' })).toEqual([]);
    expect(found({ ...student, credentialSubject: [{ id: 'urn:x:1' }, { degree: 'x' }] })).toEqual([]);
    expect(found({ ...student, credentialSubject: [] })).toEqual(['too_few /credentialSubject']);
    expect(found({ ...student, credentialSubject: 'me' })).toEqual(['type /credentialSubject']);
    expect(found({ ...student, type: ['StudentCard'] })).toEqual(['value /type']);
    expect(found({ ...student, issuer: { name: 'x' } })).toEqual(['required /issuer/id']);
    expect(found({ ...student, issuer: 'Resume Builder' })).toEqual(['uri_scheme /issuer']);
    for (const member of ['credentialStatus', 'evidence', 'termsOfUse', 'refreshService']) {
      expect(found({ ...student, [member]: [{ id: 'urn:x:1' }] })).toEqual([`required /${member}/0/type`]);
    }
    expect(found({ ...student, credentialSchema: { type: 'JsonSchema' } })).toEqual(['required /credentialSchema/id']);
  });

  it('F-03 F-04 asks for existing dates, and in the newer data model for a zone', () => {
    expect(found({ ...student, validUntil: '2030-02-30T00:00:00Z' })).toEqual(['date_time /validUntil']);
    expect(found({ ...student, validUntil: '2030-01-01T00:00:00' })).toEqual(['date_time /validUntil']);
    expect(found({ ...studentOf2019, expirationDate: '2030-01-01T24:00:00Z' })).toEqual(['date_time /expirationDate']);
    expect(found({ ...studentOf2019, expirationDate: '2030-01-01T00:00:00' })).toEqual([]);
    expect(found({ ...badgeOf2022, expirationDate: '2030-01-01T00:00:00' })).toEqual(['date_time /expirationDate']);
  });

  it('knows the older data model: when it was issued, pictures as links, badges without an id', () => {
    expect(found(studentOf2019)).toEqual([]);
    expect(found({ ...student, '@context': [v1] })).toEqual(['required /issuanceDate']);
    expect(found(badgeOf2022)).toEqual([]);
    expect(found({ ...badgeOf2022, image: 'https://x.example/i.png', issuer })).toEqual([]);
    expect(found({ ...undated, '@context': [v1, ob], validFrom: begins })).toEqual(['required /issuanceDate']);
    const { id: _, ...anonymous } = badgeOf2022;
    expect(found(anonymous)).toEqual([]);
    expect(schemaCheck(badgeOf2022, 'open-badge', '1.1')).toMatchObject([{ outcome: 'pass' }]);
  });

  it('F-24 lets a name stand for the recipient, and in the older data model says that nobody is named', () => {
    const nobody = structuredClone(unsignedBadge().credentialSubject) as { [key: string]: JsonValue };
    delete nobody.identifier;
    expect(found({ ...unsignedBadge(), credentialSubject: nobody })).toEqual([
      'subject_unidentified /credentialSubject',
    ]);
    expect(found({ ...unsignedBadge(), credentialSubject: { ...nobody, name: 'Sam' } })).toEqual([]);
    expect(schemaWarnings({ ...badgeOf2022, credentialSubject: nobody })).toEqual(['schema:subject_unidentified']);
    expect(schemaWarnings(badgeOf2022)).toEqual([]);
  });

  it('judges records, and each credential inside by its own kind', () => {
    expect(found(record([unsignedBadge(), student, 'eyJ.x.y']))).toEqual([]);
    expect(found(record([]))).toEqual(['too_few /credentialSubject/verifiableCredential']);
    const { issuer: _, ...unsaid } = student;
    expect(found(record([unsaid]))).toEqual(['required /credentialSubject/verifiableCredential/0/issuer']);
    const late = { ...unsignedBadge(), validUntil: 'soon' };
    expect(found(record([late]))).toEqual(['date_time /credentialSubject/verifiableCredential/0/validUntil']);
    const { name: _name, ...nameless } = record([student]);
    expect(found(nameless)).toEqual(['required /name']);
  });

  it('asks of what stands as an endorsement that it is one', () => {
    expect(found(endorsement)).toEqual([]);
    expect(found({ ...unsignedBadge(), endorsement: [endorsement] })).toEqual([]);
    expect(found({ ...unsignedBadge(), endorsement: [student] })).toContain('value /endorsement/0/type');
  });

  it('judges presentations and opens no text inside them', () => {
    const envelope = { '@context': [v2], type: 'EnvelopedVerifiableCredential', id: 'data:application/vc+jwt,eyJ.x.y' };
    expect(found(presentation([student, envelope, 'eyJ.x.y']))).toEqual([]);
    expect(found(presentation(student))).toEqual([]);
    expect(found({ ...presentation([]), holder: { name: 'me' } })).toEqual(['required /holder/id']);
    expect(found({ ...presentation([]), id: 'javascript:alert(1)' })).toEqual(['uri_scheme /id']);
    const { issuer: _, ...unsaid } = student;
    expect(found(presentation([unsaid]))).toEqual(['required /verifiableCredential/0/issuer']);
  });

  it('judges status lists of both kinds', () => {
    const list = (type: string, subject: string, more: JsonObject = {}): JsonObject => ({
      '@context': [v2],
      id: 'https://issuer.example/list',
      type: ['VerifiableCredential', type],
      issuer,
      credentialSubject: { id: 'x', type: subject, statusPurpose: 'revocation', encodedList: 'uH4sI', ...more },
    });
    expect(found(list('BitstringStatusListCredential', 'BitstringStatusList'))).toEqual([]);
    expect(found(list('StatusList2021Credential', 'StatusList2021'))).toEqual([]);
    expect(found(list('BitstringStatusListCredential', 'Other'))).toEqual(['value /credentialSubject/type']);
    expect(found(list('BitstringStatusListCredential', 'BitstringStatusList', { ttl: 'soon' }))).toEqual([
      'type /credentialSubject/ttl',
    ]);
  });

  it('warns of rules that are not known here, and of none that our own schema stands for', () => {
    const type = '1EdTechJsonSchemaValidator2019';
    const id = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
    const warned = (credentialSchema: JsonValue): readonly string[] =>
      schemaWarnings({ ...unsignedBadge(), credentialSchema });
    expect(warned([{ id, type }])).toEqual([]);
    expect(warned([{ id: 'https://x.example/ob_v3p0_achievementcredential_schema.json', type }])).toHaveLength(1);
    expect(warned({ id, type: 'JsonSchema' })).toEqual(['schema:unknown_schema']);
    expect(schemaWarnings({ ...student, credentialSchema: { id, type } })).toEqual(['schema:unknown_schema']);
  });
});

describe('the structure gate follows what a document says it is', () => {
  it('lets names and descriptions have a language, where the data model has it and nowhere else', () => {
    const name = { '@value': 'Étudiant', '@language': 'fr', '@direction': 'ltr' };
    const description = [name, { '@value': 'x', '@direction': 'rtl' }, { '@value': 'x', '@language': 'en' }];
    expect(gated({ ...student, name, description })).toBe('pass');
    expect(found({ ...student, name, description })).toEqual([]);
    expect(gated({ ...student, title: name })).toBe('fail:alias_key /title/@value');
    expect(gated({ ...student, name: { ...name, '@id': 'urn:x:1' } })).toMatch(/^fail:alias_key/);
    expect(gated({ ...student, name: { '@value': 5, '@language': 'fr' } })).toMatch(/^fail:alias_key/);
    // To RDF it is the plain text, so whoever turned one into the other would not be noticed.
    expect(gated({ ...student, name: { '@value': 'x' } })).toBe('fail:alias_key /name/@value');
    expect(gated({ ...student, name: { '@language': 'fr' } })).toBe('fail:alias_key /name/@language');
    expect(gated({ ...unsignedBadge(), name })).toBe('fail:alias_key /name/@value');
  });

  it('B-03 B-04 fails aliases in any credential, and calls other spellings deep inside unclear, never good', () => {
    expect(gated({ ...student, 'https://www.w3.org/2018/credentials#validUntil': 'x' })).toMatch(/^fail:alias_key/);
    expect(gated({ ...student, '@nest': { validUntil: 'x' } })).toMatch(/^fail:alias_key/);
    expect(gated({ ...student, issuer: { id: issuer, location: { '@type': 'Place' } } })).toBe(
      'unknown:alias_key /issuer/location/@type',
    );
    expect(gated({ ...student, card: { '@context': [v2] } })).toBe('unknown:nested_context /card/@context');
    expect(gated({ ...student, '@type': 'x' })).toBe('fail:alias_key /@type');
    const wrongToo = { ...student, card: { '@context': [v2] }, name: null };
    expect(gated(wrongToo)).toBe('fail:null_value /name');
    expect(gated({ ...unsignedBadge(), card: { '@context': [v2] } })).toBe('fail:nested_context /card/@context');
  });

  it('leaves a context in a proof to the proof check, and values inside a context to the context check', () => {
    const proof = { type: 'DataIntegrityProof', '@context': [v2] };
    expect(gated({ ...unsignedBadge(), proof })).toBe('pass');
    expect(gated({ ...unsignedBadge(), proof: [proof] })).toBe('pass');
    expect(gated({ ...unsignedBadge(), proof: { ...proof, inner: { '@context': v2 } } })).toMatch(/^fail:nested/);
    expect(gated({ ...student, '@context': [v2, { degree: null, x: { '@id': 'urn:x:x' } }] })).toBe('pass');
  });

  it('counts credentials: so many in a record, fewer in a presentation', () => {
    const many = (count: number): JsonObject[] =>
      Array.from({ length: count }, (_, at) => ({ ...student, id: `urn:x:${at}` }));
    expect(gated(record(many(limits.embeddedCredentials)))).toBe('pass');
    expect(gated(record(many(limits.embeddedCredentials + 1)))).toMatch(/^fail:too_many_credentials/);
    expect(gated(presentation(many(limits.presentedCredentials)))).toBe('pass');
    expect(gated(presentation(many(limits.presentedCredentials + 1)))).toMatch(/^fail:too_many_credentials/);
    expect(embeddedCredentials(presentation(student))).toMatchObject([{ member: 'verifiableCredential' }]);
  });

  it('lets criteria lie at the id of their achievement, and lets nothing change places between the two', () => {
    const subject = unsignedBadge().credentialSubject as JsonObject;
    const achievement = subject.achievement as JsonObject;
    const id = achievement.id ?? '';
    const of = (criteria: JsonObject, more: JsonObject = {}): string =>
      gated({
        ...unsignedBadge(),
        credentialSubject: { ...subject, achievement: { ...achievement, ...more, criteria } },
      });
    expect(of({ id, narrative: 'Do it.' })).toBe('pass');
    expect(of({ id }, { narrative: 'Do it.' })).toMatch(/^fail:repeated_id/);
    expect(of({ id, narrative: 'Do it.', humanCode: 'X' })).toMatch(/^fail:repeated_id/);
  });

  it('lets a subject be the issuer itself, and lets nothing change places between the two', () => {
    const self = {
      ...endorsement,
      credentialSubject: { ...(endorsement.credentialSubject as JsonObject), id: issuer },
    };
    const profile = { id: issuer, type: ['Profile'], name: 'Us' };
    expect(gated({ ...self, issuer: profile })).toBe('pass');
    expect(gated({ ...self, issuer: { ...profile, endorsementComment: 'Good.' } })).toMatch(/^fail:repeated_id/);
    const named = { id: issuer, type: ['EndorsementSubject'], name: 'Us', url: 'https://x.example' };
    expect(gated({ ...self, issuer: profile, credentialSubject: named })).toMatch(/^fail:repeated_id/);
  });
});
