// If this fails, a badge that was changed, or that says one thing by two names, is shown as good.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { foreignBadge, foreignIssuer, unsignedForeignBadge, verifiedAt } from '../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../setup/foreign-badges.ts';
import { valueAt, withValue } from '../setup/pointer.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { reportOn, verdict, verdictOn } from '../setup/verdicts.ts';

let api: TestApp;
let issuer: ForeignIssuer;
let badge: JsonObject;
let expired: JsonObject;

beforeAll(async () => {
  api = await openTestApp({ clock: { now: () => verifiedAt } });
  issuer = await foreignIssuer('elsewhere');
  badge = await foreignBadge(issuer);
  expired = await foreignBadge(issuer, { validUntil: '2026-11-20T00:00:00Z' });
});
afterAll(() => api.close());

const creds = 'https://www.w3.org/2018/credentials#';
const ob = 'https://purl.imsglobal.org/spec/ob/v3p0/';

test('200 valid: the badges that everything here is done to', async () => {
  expect(await verdictOn(api, badge)).toBe('valid');
  expect(await verdictOn(api, expired)).toBe('invalid validity=fail:expired');
});

describe('200 invalid: a signed badge with', () => {
  const nested = (levels: number): JsonObject =>
    levels === 0 ? { name: 'top' } : { parentOrg: nested(levels - 1), type: ['Profile'] };
  const cases: readonly (readonly [string, (badge: JsonObject) => JsonObject, string])[] = [
    ['B-02 a claim that no context defines', (b) => withValue(b, '/gpa', '4.0'), 'proof=fail:data_loss'],
    [
      'B-07 @id and @type instead of id and type',
      (b) => ({ ...b, credentialSubject: aliased(b) }),
      'structure=fail:alias_key',
    ],
    ['B-10 a known word without a value', (b) => withValue(b, '/awardedDate', null), 'structure=fail:null_value'],
    [
      'B-11 a context inside that defines everything',
      contexts({ '@vocab': 'https://x.example/' }),
      'context=fail:inline_context',
    ],
    ['B-13 a context from elsewhere', contexts('https://canary.example/context'), 'context=fail:unknown_context'],
    [
      'B-15 one context two hundred times',
      contexts(...Array<string>(200).fill(`${ob}context-3.0.3.json`)),
      'context=fail:too_many_contexts',
    ],
    [
      'B-18 a context that is text',
      (b) => withValue(b, '/@context', `${ob}context-3.0.3.json`),
      'context=fail:not_array',
    ],
    ['B-18 a context that is an object', (b) => withValue(b, '/@context', {}), 'context=fail:not_array'],
    ['B-18 no contexts in the list', (b) => withValue(b, '/@context', []), 'context=fail:not_array'],
    ['B-18 no context', (b) => withValue(b, '/@context', undefined), 'context=fail:missing'],
    [
      'B-20 an id that is not absolute, and a claim beside it',
      (b) =>
        withValue(
          withValue(b, '/credentialSubject/achievement/id', 'a/1'),
          '/credentialSubject/achievement/name',
          'Other',
        ),
      'schema=fail:uri_scheme',
    ],
    ['B-21 two subjects', (b) => withValue(b, '/credentialSubject', [b.credentialSubject ?? {}]), 'schema=fail:type'],
    [
      'B-24 the context of another version',
      (b) => withValue(b, '/@context/1', `${ob}context-3.0.1.json`),
      'proof=fail:',
    ],
    [
      'B-27 five thousand pieces of evidence',
      (b) =>
        withValue(
          b,
          '/evidence',
          Array.from({ length: 5_000 }, () => ({ type: ['Evidence'] })),
        ),
      'structure=fail:too_many_nodes',
    ],
    [
      'B-30 forty organisations above each other',
      (b) => withValue(b, '/issuer/parentOrg', nested(40)),
      'structure=fail:too_deep',
    ],
    [
      'B-31 five thousand types',
      (b) => withValue(b, '/type', Array(5_000).fill('OpenBadgeCredential')),
      'structure=fail:array_too_long',
    ],
    ['another name', (b) => withValue(b, '/name', 'Reads any map'), 'proof=fail:signature'],
    [
      'another subject',
      (b) => withValue(b, '/credentialSubject/id', 'https://people.elsewhere.example/2'),
      'proof=fail:signature',
    ],
    [
      'a claim left out',
      (b) => withValue(b, '/credentialSubject/achievement/description', undefined),
      'schema=fail:required',
    ],
    ['F-03 a time without a zone', (b) => withValue(b, '/validUntil', '2030-01-01T00:00:00'), 'schema=fail:date_time'],
    [
      'F-04 a day that does not exist',
      (b) => withValue(b, '/validUntil', '2030-02-30T00:00:00Z'),
      'schema=fail:date_time',
    ],
    ['F-04 a leap second', (b) => withValue(b, '/validUntil', '2030-01-01T23:59:60Z'), 'schema=fail:date_time'],
    [
      'F-04 words around a time',
      (b) => withValue(b, '/validUntil', '2030-01-01T00:00:00Zjunk'),
      'schema=fail:date_time',
    ],
    [
      'F-24 a subject that is nobody',
      (b) => withValue(b, '/credentialSubject/id', undefined),
      'schema=fail:subject_unidentified',
    ],
    [
      'F-25 a picture that runs something',
      (b) => withValue(b, '/image', { id: 'javascript:alert(1)', type: 'Image' }),
      'schema=fail:uri_scheme',
    ],
    [
      'F-25 a picture that is a page',
      (b) => withValue(b, '/image', { id: 'data:text/html,<p>', type: 'Image' }),
      'schema=fail:uri_scheme',
    ],
    ['a key that is dangerous in code', (b) => withValue(b, '/constructor', {}), 'structure=fail:forbidden_key'],
    [
      'the same id again inside',
      (b) =>
        withValue(b, '/credentialSubject/achievement', {
          ...(b.credentialSubject as { achievement: JsonObject }).achievement,
          id: b.id ?? '',
          validUntil: '2099-01-01T00:00:00Z',
        }),
      'structure=fail:repeated_id',
    ],
  ];

  test.each(cases)('%s', async (_what, change, expected) => {
    const found = await verdictOn(api, change(badge));
    expect(found.startsWith(`invalid ${expected}`), found).toBe(true);
  });

  function aliased({ credentialSubject }: JsonObject): JsonValue {
    const { id, type, ...rest } = credentialSubject as Record<string, JsonValue>;
    return { ...rest, '@id': id ?? '', '@type': type ?? '' };
  }

  function contexts(...more: JsonValue[]): (badge: JsonObject) => JsonObject {
    return (b) => ({ ...b, '@context': [...(b['@context'] as JsonValue[]), ...more] });
  }
});

describe('200 invalid: an end or a status cannot be put out of sight', () => {
  test.each([
    [
      'B-03 under its full name',
      (b: JsonObject) => ({ ...b, [`${creds}validUntil`]: { '@type': 'x', '@value': b.validUntil } }),
    ],
    ['B-04 in a nest', (b: JsonObject) => ({ ...b, '@nest': { validUntil: b.validUntil } })],
    ['in a graph', (b: JsonObject) => ({ ...b, '@graph': [{ validUntil: b.validUntil }] })],
    ['in what is included', (b: JsonObject) => ({ ...b, '@included': [{ validUntil: b.validUntil }] })],
    ['under a short name', (b: JsonObject) => ({ ...b, 'cred:validUntil': b.validUntil })],
  ])('%s', async (_what, hide) => {
    const { validUntil: _hidden, ...hidden } = hide(expired) as Record<string, JsonValue>;
    expect(await verdictOn(api, hidden)).toBe('invalid structure=fail:alias_key');
  });

  test('B-05 of its status', async () => {
    const credentialStatus = {
      id: 'https://lists.elsewhere.example/1#5',
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '5',
      statusListCredential: 'https://lists.elsewhere.example/1',
    };
    const withStatus = await foreignBadge(issuer, { credentialStatus });
    expect(await verdictOn(api, withStatus)).toBe('indeterminate status=unknown:retrieval');
    const { credentialStatus: entry, ...rest } = withStatus as Record<string, JsonValue>;
    expect(await verdictOn(api, { ...rest, [`${creds}credentialStatus`]: entry ?? {} })).toBe(
      'invalid structure=fail:alias_key',
    );
    expect(await verdictOn(api, rest)).toBe('invalid proof=fail:signature');
  });
});

test.each([
  ['F-01 sixty seconds after its end', { validUntil: '2026-11-25T13:06:28Z' }, 'valid'],
  ['F-01 sixty-one seconds after its end', { validUntil: '2026-11-25T13:06:27Z' }, 'invalid validity=fail:expired'],
  ['F-02 sixty seconds before its beginning', { validFrom: '2026-11-25T13:08:28Z' }, 'valid'],
  [
    'F-02 sixty-one seconds before its beginning',
    { validFrom: '2026-11-25T13:08:29Z' },
    'invalid validity=fail:not_yet_valid',
  ],
  ['in another zone', { validUntil: '2026-11-25T08:06:27-05:00' }, 'invalid validity=fail:expired'],
])('200 %s', async (_what, dates, expected) => {
  expect(await verdictOn(api, await foreignBadge(issuer, dates))).toBe(expected);
});

test('200 F-11 the achievement of somebody else is told beside the verdict and does not change it', async () => {
  const { credentialSubject } = unsignedForeignBadge(issuer.did) as { credentialSubject: { achievement: JsonObject } };
  const creator = { id: 'https://creators.example/1', type: ['Profile'], name: 'Harvard University' };
  const achievement = { ...credentialSubject.achievement, creator };
  const made = await foreignBadge(issuer, { credentialSubject: { ...credentialSubject, achievement } });
  const report = await reportOn(api, made);
  expect(report.outcome).toBe('valid');
  const [check] = report.checks.filter(({ check: name }) => name === 'achievement_issuer');
  expect(check).toMatchObject({ outcome: 'unknown', code: 'third_party_creator' });
});

test('B-12 200 invalid: a context inside that renames a word so that the signature still fits', async () => {
  const contexts = valueAt(badge, '/@context') as JsonValue[];
  const renaming = withValue(badge, '/@context', [...contexts, { label: 'https://schema.org/name' }]);
  const renamed = withValue(withValue(renaming, '/name', undefined), '/label', valueAt(badge, '/name'));
  expect(await verdictOn(api, renamed)).toBe('invalid context=fail:inline_context');
  // One that gives no known meaning another name is read without its words, and never called valid.
  expect(await verdictOn(api, renaming)).toBe('indeterminate context=unknown:recompacted');
});

test('200 a badge whose contexts are those of the older data model must have the members of that model', async () => {
  const older = withValue(badge, '/@context/0', 'https://www.w3.org/2018/credentials/v1');
  const report = await reportOn(api, older);
  expect(report.dataModel).toBe('1.1');
  expect(verdict(report)).toBe('invalid schema=fail:required');
});
