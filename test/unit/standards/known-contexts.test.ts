// If this fails, a list of contexts is believed that a stranger could have changed without breaking the signature, or the
// lists of honest issuers are refused.
import { describe, expect, it } from 'vitest';
import { isJsonArray, isJsonObject } from '../../../src/kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { contextCheck } from '../../../src/standards/checks/context.ts';
import { allowedContextUrls, contextDocument } from '../../../src/standards/contexts.ts';
import { knownContextsProblem } from '../../../src/standards/known-contexts.ts';
import { unusedVocabulary } from '../../../src/standards/unused-vocabulary.ts';
import { unsignedBadge } from './sample.ts';

const v1 = 'https://www.w3.org/2018/credentials/v1';
const v2 = 'https://www.w3.org/ns/credentials/v2';
const badges = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const badges1 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json';
const records = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';
const extensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
const ed25519 = 'https://w3id.org/security/suites/ed25519-2020/v1';
const integrity = 'https://w3id.org/security/data-integrity/v2';
const status = 'https://www.w3.org/ns/credentials/status/v1';
const citizenship = 'https://w3id.org/citizenship/v2';
const examples = 'https://www.w3.org/ns/credentials/examples/v2';
const undefinedTerms = 'https://www.w3.org/ns/credentials/undefined-terms/v2';
const examples1 = 'https://www.w3.org/2018/credentials/examples/v1';

describe('the contexts of others', () => {
  it('are accepted as real issuers list them', () => {
    expect(knownContextsProblem([v2, badges, ed25519, extensions], 'open-badge')).toBeUndefined();
    expect(knownContextsProblem([v1, badges1, status, ed25519, integrity], 'open-badge')).toBeUndefined();
    expect(knownContextsProblem([v1, badges, extensions], 'endorsement')).toBeUndefined();
    expect(knownContextsProblem([v2, records, badges, extensions], 'clr')).toBeUndefined();
    expect(
      knownContextsProblem([v1, ed25519, 'https://w3id.org/vc/status-list/2021/v1'], 'status-list'),
    ).toBeUndefined();
    expect(knownContextsProblem([v2, citizenship], 'credential')).toBeUndefined();
    expect(knownContextsProblem([v1], 'presentation')).toBeUndefined();
    expect(knownContextsProblem([v2, { mood: 'https://words.example/#mood' }], 'credential')).toBeUndefined();
  });

  it('lack nothing of what the kind of document needs', () => {
    const missing = { code: 'missing' };
    expect(knownContextsProblem(undefined, 'credential')).toEqual(missing);
    expect(knownContextsProblem([v2], 'open-badge')).toMatchObject(missing);
    expect(knownContextsProblem([v2, badges], 'clr')).toMatchObject(missing);
    expect(knownContextsProblem([v2, ed25519], 'endorsement')).toMatchObject(missing);
    expect(knownContextsProblem([badges], 'open-badge')).toMatchObject(missing);
  });

  it('B-13 are known, and meant for credentials', () => {
    const canary = 'https://canary.example/context.json';
    expect(knownContextsProblem([v2, badges, canary], 'open-badge')).toEqual({
      code: 'unknown_context',
      index: 2,
      url: canary,
    });
    const others = ['security/multikey/v1', 'security/v1', 'security/v2', 'did/v1', 'openbadges/v2'];
    for (const url of [...others.map((path) => `https://w3id.org/${path}`), 'https://www.w3.org/ns/did/v1']) {
      expect(knownContextsProblem([v2, badges, url], 'open-badge')).toEqual({ code: 'unknown_context', index: 2, url });
    }
  });

  it('B-15 are each named once, and few', () => {
    const many = [v2, ...Array.from({ length: 200 }, () => badges)];
    expect(knownContextsProblem(many, 'open-badge')).toEqual({ code: 'too_many_contexts' });
    expect(contextCheck({ ...unsignedBadge(), '@context': many })).toMatchObject({ code: 'too_many_contexts' });
    expect(knownContextsProblem([v2, badges, badges], 'open-badge')).toMatchObject({
      code: 'too_many_contexts',
      index: 2,
    });
  });

  it('B-18 are a list', () => {
    for (const written of [v2, {}, { '@vocab': 'https://x.example/' }, [], 7]) {
      expect(knownContextsProblem(written, 'open-badge')).toEqual({ code: 'not_array' });
    }
    expect(knownContextsProblem([[v2, badges]], 'open-badge')).toEqual({ code: 'inline_context', index: 0 });
    expect(knownContextsProblem([v2, badges, null], 'open-badge')).toEqual({ code: 'inline_context', index: 2 });
  });

  it('begin with that of one data model, and name one version of a vocabulary', () => {
    const order = { code: 'wrong_order' };
    expect(knownContextsProblem([badges, v2], 'open-badge')).toMatchObject(order);
    expect(knownContextsProblem([{ a: 'https://x.example/a' }, v2], 'credential')).toMatchObject(order);
    expect(knownContextsProblem([v2, v1], 'credential')).toMatchObject(order);
    expect(knownContextsProblem([v2, badges, badges1], 'open-badge')).toEqual({ code: 'wrong_order', index: 2 });
  });

  it('B-11 may hold an object, but none that reaches for every word', () => {
    const badge = unsignedBadge();
    const list = badge['@context'] as JsonValue[];
    const check = contextCheck({ ...badge, '@context': [...list, { '@vocab': 'https://x.example/' }] });
    expect(check).toMatchObject({ outcome: 'fail', code: 'inline_context' });
  });
});

describe('a context that gives a meaning to every word', () => {
  const credential: JsonObject = {
    '@context': [v2, examples],
    type: ['VerifiableCredential'],
    issuer: 'did:key:z6Mk',
    credentialSubject: { id: 'did:example:1' },
  };

  it('is told apart when nothing needs it', async () => {
    expect(await unusedVocabulary(credential)).toBe(1);
    expect(await unusedVocabulary({ ...credential, '@context': [v2] })).toBeUndefined();
    const badge = unsignedBadge();
    expect(
      await unusedVocabulary({ ...badge, '@context': [...(badge['@context'] as JsonValue[]), undefinedTerms] }),
    ).toBe(2);
  });

  it('is accepted where a word or a type has no other meaning', async () => {
    expect(
      await unusedVocabulary({ ...credential, type: ['VerifiableCredential', 'AlumniCredential'] }),
    ).toBeUndefined();
    const alumni = { ...credential, credentialSubject: { id: 'did:example:1', alumniOf: 'The School' } };
    expect(await unusedVocabulary(alumni)).toBeUndefined();
    expect(await unusedVocabulary({ ...alumni, '@context': [v2, undefinedTerms, examples] })).toBe(1);
  });

  it('is not needed for what only a proof says', async () => {
    expect(await unusedVocabulary({ ...credential, proof: { type: 'DataIntegrityProof', mood: 'bright' } })).toBe(1);
  });
});

describe('second names', () => {
  it('for id are no use: a document that has one is refused', () => {
    const renamed: JsonObject = {
      '@context': [v1, examples1],
      type: ['VerifiableCredential'],
      credentialSubject: { uid: 'did:example:1' },
    };
    expect(contextCheck(renamed)).toMatchObject({ outcome: 'fail', code: 'unknown_context', pointer: '/@context/1' });
    expect(contextCheck({ ...renamed, credentialSubject: { id: 'did:example:1' } })).toMatchObject({ outcome: 'pass' });
  });

  it('exist in no context of credentials for anything that verification reads', () => {
    const read = ['id', 'type', 'issuer', 'credentialSubject', 'credentialStatus', 'credentialSchema', 'validFrom'];
    read.push('validUntil', 'issuanceDate', 'expirationDate', 'proof', 'evidence', 'holder', 'verifiableCredential');
    read.push('statusPurpose', 'statusListIndex', 'statusListCredential', 'encodedList', 'refreshService', 'expires');
    read.push('created', 'challenge', 'domain', 'proofPurpose', 'proofValue', 'verificationMethod', 'endorsement');
    const urls = allowedContextUrls.filter(
      (url) => url === examples1 || knownContextsProblem([v2, url], 'credential')?.code !== 'unknown_context',
    );
    const named = new Map<string, Set<string>>();
    for (const url of urls) collect(contextDocument(url) ?? {}, new Map(), named);
    const second = [...named].flatMap(([iri, terms]) =>
      terms.size > 1 && read.some((term) => terms.has(term)) ? [`${iri} ${[...terms].toSorted().join(' ')}`] : [],
    );
    expect(second).toEqual(['@id id uid']);
  });
});

/** Every term by what it means, with prefixes resolved as the context around it has them. */
function collect(value: JsonValue, prefixes: ReadonlyMap<string, string>, named: Map<string, Set<string>>): void {
  if (isJsonArray(value)) return value.forEach((part) => collect(part, prefixes, named));
  if (!isJsonObject(value)) return;
  const inside = new Map(prefixes);
  const meaningOf = (definition: JsonValue): JsonValue | undefined =>
    isJsonObject(definition) ? definition['@id'] : definition;
  for (const [term, definition] of Object.entries(value)) {
    const meaning = meaningOf(definition);
    if (typeof meaning === 'string') inside.set(term, meaning);
  }
  for (const [term, definition] of Object.entries(value)) {
    const meaning = meaningOf(definition);
    if (typeof meaning === 'string' && !term.startsWith('@')) {
      const iri = resolved(meaning, inside);
      named.set(iri, (named.get(iri) ?? new Set()).add(term));
    }
    collect(definition, inside, named);
  }
}

function resolved(iri: string, prefixes: ReadonlyMap<string, string>): string {
  const [prefix = '', ...rest] = iri.split(':');
  const whole = prefixes.get(prefix);
  return whole === undefined || rest.length === 0 || rest[0]?.startsWith('//') ? iri : whole + rest.join(':');
}
