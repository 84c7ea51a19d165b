// If this fails, someone who was never involved cannot check a badge, or is told something else than what was found.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { createGuardedFetch } from '../../src/platform/outgoing/guarded-fetch.ts';
import { proofSuites } from '../../src/standards/data-integrity.ts';
import { issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { foreignBadge, foreignIssuer, verifiedAt } from '../setup/foreign-badges.ts';
import { withValue } from '../setup/pointer.ts';
import { expectProblem } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import { openTestApp, testOrigin } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { everyCheck, expectReport, reportOn, verdict, verdictOn, verdictOnBytes } from '../setup/verdicts.ts';

let api: TestApp;
/** With the fetch that a deployment has, instead of one that reaches nobody. */
let guarded: TestApp;
let school: School;
let badge: IssuedCredential;
let foreign: JsonObject;

beforeAll(async () => {
  const clock = { now: () => verifiedAt };
  api = await openTestApp({ clock });
  guarded = await openTestApp({ clock, fetch: createGuardedFetch({ publicOrigin: testOrigin }) });
  school = await makeSchool(api);
  badge = await issue(school, reportBody((await publishAchievement(school)).id));
  foreign = await foreignBadge(await foreignIssuer('elsewhere'));
});
afterAll(async () => {
  await api.close();
  await guarded.close();
});

const verify = (body: object, headers = {}) => api.anonymous.post('/v1/verifications', body, headers);
const raw = (body: string, type: string) =>
  api.anonymous.send('POST', '/v1/verifications', body, { 'content-type': type });

describe('200 valid', () => {
  test('anyone may ask, without a key, and nothing is written down', async () => {
    const rows = await rowsOf(api.database);
    const report = await reportOn(api, badge.document);
    expect(report).toMatchObject({ outcome: 'valid', warnings: [], verifiedAt: verifiedAt.toISOString() });
    expect(report.credential).toEqual(badge.document);
    expect(report.checks.map(({ check }) => check)).toEqual(everyCheck);
    expect(await rowsOf(api.database)).toEqual(rows);
  });

  test.each(['', '?lang=es', '#top'])('a badge of this deployment by its URL%s', async (more) => {
    expect(verdict(expectReport(await verify({ url: `${badge.url}${more}` })))).toBe('valid');
  });

  test('A-28 the credential as the body itself, as an object or as text, with white space around it', async () => {
    const text = JSON.stringify(badge.document);
    const types = ['application/vc', 'application/ld+json', 'application/vc+ld+json', 'application/vc; charset=utf-8'];
    for (const type of types) {
      expect(await verdictOnBytes(api, text, type)).toBe('valid');
      expect(await verdictOnBytes(api, JSON.stringify(badge.document, null, 2), type)).toBe('valid');
    }
    expect(await verdictOn(api, text)).toBe('valid');
    expect(await verdictOn(api, `\n ${text}\n`)).toBe('valid');
  });

  test.each(proofSuites)('a badge of an issuer elsewhere, signed with %s by other software', async (suite) => {
    const issuer = await foreignIssuer(`elsewhere ${suite}`);
    const made = await foreignBadge(issuer, {}, { suite });
    const report = await reportOn(api, made);
    expect(verdict(report)).toBe('valid');
    const told = (name: string) => report.checks.find(({ check }) => check === name);
    expect(told('status')).toMatchObject({ outcome: 'not_applicable', code: 'no_entry' });
    expect(told('issuer_key')?.detail).toMatchObject({ issuer: issuer.did, source: 'did:key' });
    expect(told('proof')?.detail).toMatchObject({ suite });
  });
});

describe('what is said in words', () => {
  test('200 in the language that is asked for, and in English for every other', async () => {
    const forged = withValue(badge.document, '/name', 'Another');
    const sentence = async (language?: string): Promise<string | undefined> => {
      const headers = language === undefined ? {} : { 'accept-language': language };
      const report = expectReport(await verify({ credential: forged }, headers));
      expect(verdict(report)).toBe('invalid proof=fail:signature');
      return report.checks.find(({ check }) => check === 'proof')?.message;
    };
    const english = await sentence();
    const spanish = await sentence('es-MX,es;q=0.9,en;q=0.5');
    expect(english).toMatch(/sign/i);
    expect(spanish).toMatch(/firma/i);
    expect(await sentence('fr')).toBe(english);
    expect(await sentence('en;q=0.1, es;q=0.9')).toBe(spanish);
    expect(await sentence('*, \u0000;;q=x')).toBe(english);
  });
});

describe('400 what cannot be read at all', () => {
  test('A-02 a key twice in a raw credential', async () => {
    const { credentialSubject } = badge.document;
    const twice = `{"credentialSubject":{},${JSON.stringify({ ...badge.document, credentialSubject }).slice(1)}`;
    expectProblem(await raw(twice, 'application/vc'), 'malformed-json', { code: 'duplicate_key' });
    expect(await verdictOn(api, twice)).toBe('invalid parse=fail:duplicate_key');
  });

  test('neither credential nor url, both, or something else', async () => {
    for (const body of [{}, { credential: badge.document, url: badge.url }]) {
      expectProblem(await verify(body), 'validation-failed', { errors: [' one_of'] });
    }
    const credentials = [{ url: badge.url }, { credential: badge.document, url: badge.url }];
    expectProblem(await verify({ credentials }), 'validation-failed', { errors: ['/credentials/1 one_of'] });
    expectProblem(await verify({ credentials: [] }), 'validation-failed', { errors: ['/credentials too_short'] });
    const many = Array.from({ length: 101 }, () => ({ url: badge.url }));
    expectProblem(await verify({ credentials: many }), 'validation-failed', { errors: ['/credentials too_long'] });
    expectProblem(await verify({ ...badge.document }), 'validation-failed');
    for (const credential of [5, true, []]) expectProblem(await verify({ credential }), 'validation-failed');
    expectProblem(await verify({ credential: '' }), 'validation-failed');
    expectProblem(await raw('[]', 'application/vc'), 'validation-failed');
  });

  test('422 a URL that gives nothing says why, and no private address is ever asked', async () => {
    let connections = 0;
    const canary = createServer(() => (connections += 1)).listen(0, '127.0.0.1');
    await once(canary, 'listening');
    const { port } = canary.address() as AddressInfo;
    for (const [url, code] of [
      [`http://127.0.0.1:${port}/credentials/1`, 'unsupported'],
      [`https://127.0.0.1:${port}/credentials/1`, 'host_forbidden'],
      ['https://127.0.0.1/credentials/1', 'host_forbidden'],
      ['https://localhost/credentials/1', 'host_forbidden'],
      [`${testOrigin}.evil.example/credentials/${badge.id}`, 'unsupported'],
      [`${testOrigin}/credentials/cred_${'0'.repeat(22)}`, 'not_found'],
      [`${testOrigin}/`, 'not_found'],
    ] as const) {
      expectProblem(await guarded.anonymous.post('/v1/verifications', { url }), 'nothing-to-verify', {
        code,
        errors: [`/url ${code}`],
      });
    }
    const account = `${testOrigin}@127.0.0.1:${port}/`;
    expectProblem(await verify({ url: account }), 'validation-failed', { errors: ['/url format'] });
    expectProblem(await verify({ url: 'javascript:alert(1)' }), 'validation-failed');
    const at = (path: string) => `https://127.0.0.1:${port}/${path}`;
    const pointing = {
      image: { id: at('image'), type: 'Image' },
      credentialSchema: [{ id: at('schema'), type: 'JsonSchema' }],
      evidence: [{ id: at('evidence'), type: ['Evidence'] }],
      credentialStatus: {
        id: at('list#5'),
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '5',
        statusListCredential: at('list'),
      },
    };
    const signed = await foreignBadge(await foreignIssuer('elsewhere'), pointing);
    expect(await verdictOn(guarded, signed)).toBe('indeterminate status=unknown:retrieval');
    expect(await verdictOn(guarded, withValue(signed, '/name', 'D-24 with a bad signature'))).toBe(
      'invalid proof=fail:signature',
    );
    expect(connections).toBe(0);
    canary.close();
  });

  test('413 more than a megabyte; 415 C-38 a form of credential that is not read here', async () => {
    expectProblem(await raw(`"${'x'.repeat(1_048_576)}"`, 'application/json'), 'payload-too-large');
    for (const type of ['application/vc+sd-jwt', 'application/vc+cose', 'application/problem+json', 'text/html']) {
      expectProblem(await raw('{}', type), 'unsupported-media-type');
    }
    // As text only a JWT is read, and as a picture only a picture.
    expectProblem(await raw(JSON.stringify(badge.document), 'text/plain'), 'unsupported-media-type');
    expectProblem(await raw('{}', 'image/png'), 'unsupported-media-type', { code: 'content_mismatch' });
  });
});

describe('200 invalid: what is readable and no credential', () => {
  test.each([
    ['{"a":1}', 'parse=fail:not_a_credential'],
    ['not JSON', 'parse=fail:syntax'],
    ['[1]', 'parse=fail:not_object'],
    ['{"@context":[],"__proto__":{}}', 'parse=fail:forbidden_key'],
    ['{"a":1}x', 'parse=fail:syntax'],
    ['a.b', 'parse=fail:syntax'],
    ['a.b.c', 'parse=fail:encoding'],
  ])('%s', async (text, expected) => {
    expect(await verdictOn(api, text)).toBe(`invalid ${expected}`);
  });

  test('B-30 nesting that would take long to walk is refused before it is walked', async () => {
    const deep = (levels: number): string => `${'{"parentOrg":'.repeat(levels)}{}${'}'.repeat(levels)}`;
    const text = (levels: number): string => JSON.stringify(foreign).replace('{', `{"deep":${deep(levels)},`);
    expect(await verdictOn(api, text(100))).toBe('invalid structure=fail:too_deep');
    expect(await verdictOn(api, text(1_000))).toBe('invalid parse=fail:too_deep');
    expectProblem(await raw(text(100), 'application/vc'), 'malformed-json', { code: 'too_deep' });
  });

  test('a credential above the size that is read', async () => {
    const large = { ...foreign, name: 'x'.repeat(600_000) };
    expect(await verdictOn(api, large)).toBe('invalid parse=fail:too_large');
    expect(await verdictOn(api, { ...foreign, name: 'x'.repeat(66_000) })).toBe(
      'invalid structure=fail:string_too_long',
    );
  });

  test('A-16 a half character, whichever of the two', async () => {
    for (const half of ['\\ud800', '\\udbff']) {
      const text = JSON.stringify({ ...foreign, name: 'HALF a' }).replace('HALF', half);
      expect(await verdictOn(api, text)).toBe('invalid structure=fail:invalid_unicode');
      expect(await verdictOnBytes(api, text, 'application/vc')).toBe('invalid structure=fail:invalid_unicode');
    }
  });

  test('400 a half character beside the credential is a mistake in the request', async () => {
    const body = (more: string) => `{"url":"${badge.url}",${more}}`;
    for (const [more, pointer] of [
      ['"domain":"\\ud800"', '/domain'],
      ['"recipient":{"id":"\\ud800"}', '/recipient/id'],
      ['"credentials":[{"credential":{"name":"\\ud800"}}]', '/credentials/0/credential/name'],
    ]) {
      expectProblem(await raw(body(more ?? ''), 'application/json'), 'validation-failed', {
        code: 'invalid_unicode',
        errors: [`${pointer} invalid_unicode`],
      });
    }
  });
});
