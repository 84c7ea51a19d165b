// If this fails, whoever holds a credential can change its JSON where RDF makes no difference: the signature still holds, and
// those who read the JSON are told something else than was signed.
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/kernel/json.ts';
import { structureCheck } from '../../../../src/standards/checks/structure.ts';
import { signedBadge, unsignedBadge } from '../sample.ts';

function code(document: JsonObject): string {
  const result = structureCheck(document);
  return result.outcome === 'pass' ? 'pass' : `${result.code} ${result.pointer}`;
}
const badge = unsignedBadge();
const withResults = (result: JsonValue): JsonObject => ({
  ...badge,
  credentialSubject: { ...(badge.credentialSubject as JsonObject), result },
});

describe('the structure gate refuses what a signature over RDF would not miss', () => {
  // A set holds an item once, so whoever repeats one could make one result, one proof or one badge look like several.
  it('an item that is given again, in whatever order its members stand', () => {
    expect(code({ ...badge, type: ['VerifiableCredential', 'X', 'X'] })).toBe('repeated_item /type');
    const result = { type: ['Result'], value: '5' };
    const reordered = { value: '5', type: ['Result'] };
    expect(code(withResults([result, { ...result, value: '6' }]))).toBe('pass');
    expect(code(withResults([result, reordered]))).toBe('repeated_item /credentialSubject/result');
    const deep = { ...result, alignment: [{ targetName: 'A', targetUrl: 'urn:x:1' }] };
    const deepReordered = { alignment: [{ targetUrl: 'urn:x:1', targetName: 'A' }], ...reordered };
    expect(code(withResults([deep, deepReordered]))).toMatch(/^repeated_item/);
    expect(code({ n: [1, '1', true, 'true', 2] })).toBe('pass');
    expect(code({ n: [0.5, 0.5] })).toBe('repeated_item /n');
  });

  it('a proof that is given twice', async () => {
    const signed = await signedBadge();
    const [proof = null] = signed.proof as JsonValue[];
    expect(code({ ...signed, proof: [proof, structuredClone(proof)] })).toBe('repeated_item /proof');
  });

  // It says nothing to RDF, so a member could be added or emptied behind the signature: “none” and “nothing said” would be one.
  it('a list of nothing, except of credentials, where it says that there are none', () => {
    expect(code({ ...badge, evidence: [] })).toBe('empty_array /evidence');
    expect(code(withResults([]))).toBe('empty_array /credentialSubject/result');
    expect(code({ type: ['VerifiablePresentation'], verifiableCredential: [] })).toBe('pass');
  });

  // To RDF the items of the inner list are those of the outer one, so readers of the JSON would see other lists.
  it('a list in a list, also one of nothing', () => {
    expect(code({ evidence: [['urn:x:1'], 'urn:x:2'] })).toBe('nested_array /evidence');
    expect(code({ evidence: [[]] })).toBe('nested_array /evidence');
    expect(code({ verifiableCredential: [[]] })).toBe('nested_array /verifiableCredential');
  });

  // RDF has sixteen digits of a number (JSON-LD 1.1 API §8.6), so the digits behind them could be any.
  it('more digits than sixteen in a number, and nothing that has no more', () => {
    expect(code(JSON.parse('{"n":0.12345678901234567}') as JsonObject)).toBe('too_precise /n');
    expect(code({ n: 0.1 + 0.2 })).toBe('too_precise /n');
    expect(code({ n: [1.5 * (1 + Number.EPSILON)] })).toBe('too_precise /n/0');
    const exact = [0.1, 0.5, 1.25, -1e-7, 2 ** 53 - 1, 0.123456789012345, 0.1234567890123456, 5e-324];
    expect(code({ n: exact })).toBe('pass');
  });

  // The rules of a badge go by its name, the signature goes by the IRI: under the IRI the rules would be passed over.
  it('the IRI of a kind in place of its name, in full or shortened, and no IRI of another type', () => {
    const typed = (type: JsonValue): string => code({ ...badge, type });
    for (const iri of [
      'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential',
      'https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementCredential',
      'https://purl.imsglobal.org/spec/vc/ob/vocab.html#EndorsementCredential',
      'https://purl.imsglobal.org/spec/vc/clr/vocab.html#ClrCredential',
      'https://www.w3.org/2018/credentials#VerifiablePresentation',
      'https://www.w3.org/ns/credentials/status#BitstringStatusListCredential',
      'ob:OpenBadgeCredential',
    ]) {
      expect(typed(['VerifiableCredential', iri])).toBe('alias_key /type');
      expect(typed(iri)).toBe('alias_key /type');
    }
    expect(typed(['VerifiableCredential', 'OpenBadgeCredential', 'https://words.example/#Ticket'])).toBe('pass');
  });

  it('says first what is dangerous, then what is needless', () => {
    expect(code({ a: [], b: null })).toBe('null_value /b');
    const long = Array.from({ length: 5000 }, () => 'x');
    expect(code({ a: [], long })).toBe('array_too_long /long');
  });
});
