// If this fails, a holder can hide an expiry or a revocation under another name, or a small document can stop the service.
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/kernel/json.ts';
import { checkCodes } from '../../../../src/standards/checks/check-codes.ts';
import { contextCheck } from '../../../../src/standards/checks/context.ts';
import { documentChecks } from '../../../../src/standards/checks/document-checks.ts';
import { limits } from '../../../../src/standards/checks/limits.ts';
import { parseCredential } from '../../../../src/standards/checks/parse.ts';
import { embeddedCredentials, structureCheck } from '../../../../src/standards/checks/structure.ts';
import { signedBadge, unsignedBadge } from '../sample.ts';

type Changeable = { [key: string]: JsonValue };

function changed(change: (badge: Changeable) => void): JsonObject {
  const badge: Changeable = structuredClone(unsignedBadge());
  change(badge);
  return badge;
}
function renamed(badge: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(badge).map(([key, value]) => [key === from ? to : key, value]));
}
function code(document: JsonObject): string {
  const result = structureCheck(document);
  return result.outcome === 'pass' ? 'pass' : `${result.code} ${result.pointer}`;
}
const subjectOf = (badge: Changeable): Changeable => badge.credentialSubject as Changeable;

describe('the structure gate', () => {
  it('lets our own badges through, signed and unsigned', async () => {
    expect(code(unsignedBadge())).toBe('pass');
    expect(code(await signedBadge('Ed25519Signature2020'))).toBe('pass');
  });

  it('B-03 B-05 refuses an expiry or a status under its full name', async () => {
    const until = renamed(await signedBadge(), 'validUntil', 'https://www.w3.org/2018/credentials#validUntil');
    expect(code(until)).toBe('alias_key /https:~1~1www.w3.org~12018~1credentials#validUntil');
    const status = renamed(
      await signedBadge(),
      'credentialStatus',
      'https://www.w3.org/2018/credentials#credentialStatus',
    );
    expect(code(status)).toMatch(/^alias_key /);
  });

  it('B-04 B-07 refuses keywords', async () => {
    const { validUntil, ...rest } = await signedBadge();
    expect(code({ ...rest, '@nest': { validUntil: validUntil ?? '' } })).toBe('alias_key /@nest');
    expect(code(changed((badge) => (badge.credentialSubject = renamed(subjectOf(badge), 'type', '@type'))))).toBe(
      'alias_key /credentialSubject/@type',
    );
    expect(code({ ...rest, '@id': 'urn:x:1' })).toBe('alias_key /@id');
    expect(code(changed((badge) => (subjectOf(badge)['@context'] = { name: 'https://schema.org/label' })))).toBe(
      'nested_context /credentialSubject/@context',
    );
  });

  it('refuses a claim about the credential that stands in an object of the same id inside it', async () => {
    const signed = await signedBadge();
    const withReference = { ...signed, refreshService: { id: signed.id ?? '', type: '1EdTechCredentialRefresh' } };
    expect(code(withReference)).toBe('pass');
    const { validUntil, ...rest } = signed;
    const achievement = structuredClone(subjectOf(rest).achievement) as Changeable;
    achievement.related = [
      { id: signed.id ?? '', type: ['Related', 'VerifiableCredential'], validUntil: validUntil ?? '' },
    ];
    const moved = { ...rest, credentialSubject: { ...subjectOf(rest), achievement } };
    expect(code(moved)).toBe('repeated_id /credentialSubject/achievement/related/0');
  });

  it('B-10 refuses null anywhere', () => {
    expect(code(changed((badge) => (badge.awardedDate = null)))).toBe('null_value /awardedDate');
    expect(code(changed((badge) => (subjectOf(badge).result = [null])))).toBe('null_value /credentialSubject/result/0');
  });

  it('A-16 refuses text that is not well-formed, and the parser says the same of bytes', () => {
    for (const name of ['\ud800 a', '\udbff a', 'a\u0000']) {
      expect(code(changed((badge) => (badge.name = name)))).toBe('invalid_unicode /name');
    }
    for (const escape of ['\\ud800', '\\udbff']) {
      const text = JSON.stringify(unsignedBadge()).replace('"Teaching a mixed-age class"', `"${escape} a"`);
      expect(parseCredential(text).results).toEqual([
        { check: 'parse', outcome: 'pass', code: 'ok' },
        { check: 'structure', outcome: 'fail', code: 'invalid_unicode', pointer: '/name' },
      ]);
    }
  });

  it('refuses keys that are dangerous in code, and numbers that are not exact', () => {
    expect(code(JSON.parse('{"id":"urn:x:1","a":{"__proto__":{"x":1}}}') as JsonObject)).toBe(
      'forbidden_key /a/__proto__',
    );
    expect(code(JSON.parse('{"constructor":"x"}') as JsonObject)).toBe('forbidden_key /constructor');
    expect(code({ prototype: 'x' })).toBe('forbidden_key /prototype');
    expect(code({ n: 2 ** 53 })).toBe('unsafe_integer /n');
    expect(code({ n: Number.POSITIVE_INFINITY })).toBe('number_out_of_range /n');
  });

  it('B-27 B-31 tells too many objects from a list that is too long', () => {
    const nodes = Array.from({ length: 5000 }, (_, at) => ({ type: ['Evidence'], name: `Page ${at}` }));
    expect(code(changed((badge) => (badge.evidence = nodes)))).toMatch(/^too_many_nodes /);
    const types = Array.from({ length: 5000 }, (_, at) => `T${at}`);
    expect(code(changed((badge) => (badge.type = types)))).toBe('array_too_long /type');
    expect(code(changed((badge) => (badge.evidence = nodes.slice(0, 1024))))).toBe('pass');
  });

  it('B-30 refuses nesting beyond the limit, also when it comes as text', () => {
    let profile: Changeable = { id: 'urn:x:0', type: ['Profile'] };
    for (let depth = 0; depth < 100; depth++) profile = { id: `urn:x:${depth}`, type: ['Profile'], parentOrg: profile };
    const badge = changed((draft) => (draft.issuer = profile));
    expect(code(badge)).toMatch(/^too_deep /);
    const { document } = parseCredential(JSON.stringify(badge));
    expect(document && structureCheck(document)).toMatchObject({ outcome: 'fail', code: 'too_deep' });
  });

  it('refuses text that is too long and documents that are too large', () => {
    expect(code({ id: 'x'.repeat(limits.stringBytes + 1) })).toBe('string_too_long /id');
    expect(code({ id: 'é'.repeat(limits.stringBytes / 2 + 1) })).toBe('string_too_long /id');
    const large = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`k${at}`, 'x'.repeat(limits.stringBytes)]));
    expect(code(large)).toMatch(/^too_large/);
    expect(parseCredential(' '.repeat(limits.totalBytes + 1)).results).toMatchObject([
      { check: 'parse', code: 'too_large' },
    ]);
  });

  it('gates credentials inside a credential on their own, at any depth', () => {
    const inner = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id: 'urn:x:2',
      type: ['VerifiableCredential', 'EndorsementCredential'],
    };
    const outer = changed((badge) => (badge.endorsement = [{ ...inner, endorsement: [inner] }]));
    expect(code(outer)).toBe('pass');
    expect(embeddedCredentials(outer).map(({ pointer }) => pointer)).toEqual([
      '/endorsement/0',
      '/endorsement/0/endorsement/0',
    ]);
    const bad = changed((badge) => (badge.endorsement = [{ ...inner, awardedDate: null }]));
    expect(code(bad)).toBe('null_value /endorsement/0/awardedDate');
    const many = changed(
      (badge) => (badge.endorsement = Array.from({ length: 65 }, (_, at) => ({ ...inner, id: `urn:x:${at}` }))),
    );
    expect(code(many)).toMatch(/^too_many_endorsements/);
    const contexts = unsignedBadge()['@context'] as JsonValue[];
    const inline = { ...inner, '@context': [...contexts, { '@vocab': 'https://x.example/' }] };
    expect(code(changed((badge) => (badge.endorsement = [inline])))).toBe('pass');
    expect(contextCheck(inline)).toMatchObject({ outcome: 'fail', code: 'inline_context' });
  });
});

describe('the order of checks', () => {
  const row = async (document: JsonObject): Promise<string> =>
    (await documentChecks(document)).map(({ outcome, code: why }) => `${outcome}:${why}`).join(' ');
  const skipped = 'not_evaluated:earlier_check_failed';

  it('stops at the first step that does not pass', async () => {
    expect(await row(unsignedBadge())).toBe('pass:ok pass:ok pass:ok');
    expect(await row(changed((badge) => (badge.name = null)))).toBe(`fail:null_value ${skipped} ${skipped}`);
    expect(await row(changed((badge) => (badge.credentialSubject = 'me')))).toBe(`pass:ok fail:type ${skipped}`);
  });

  it('B-11 B-13 B-15 B-18 leaves contexts to the context check, whatever stands there', async () => {
    const context = async (value: JsonValue | undefined): Promise<string> => {
      const { '@context': _context, ...badge } = unsignedBadge();
      const answer = await row(value === undefined ? badge : { ...badge, '@context': value });
      return answer.replace('pass:ok pass:ok ', '');
    };
    const own = unsignedBadge()['@context'] as string[];
    expect(await context(undefined)).toBe('fail:missing');
    expect(await context([])).toBe('fail:not_array');
    expect(await context('https://www.w3.org/ns/credentials/v2')).toBe('fail:not_array');
    expect(await context({ '@vocab': 'https://x.example/' })).toBe('fail:not_array');
    expect(await context([...own, { '@vocab': 'https://x.example/' }])).toBe('fail:inline_context');
    expect(await context([...own, 'https://canary.example/c'])).toBe('fail:unknown_context');
    expect(await context(Array.from({ length: 200 }, () => own[1] ?? ''))).toBe('fail:too_many_contexts');
  });

  it('tells a document that is no credential at all', () => {
    for (const text of ['{"a":1}', '{}']) {
      expect(parseCredential(text).results).toMatchObject([
        { check: 'parse', outcome: 'fail', code: 'not_a_credential' },
      ]);
    }
    for (const text of ['[]', '5', 'null', '"x"'])
      expect(parseCredential(text).results).toMatchObject([{ code: 'not_object' }]);
    expect(parseCredential('not json').results).toMatchObject([{ code: 'syntax' }]);
    expect(parseCredential('{"a":1,"a":2}').results).toMatchObject([{ code: 'duplicate_key', pointer: '/a' }]);
  });

  it('names every answer once', () => {
    expect(new Set(checkCodes).size).toBe(checkCodes.length);
    expect(checkCodes).toContain('structure:alias_key');
  });
});
