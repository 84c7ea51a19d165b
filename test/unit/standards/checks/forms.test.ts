// If this fails, a stranger's text can make the reader throw, or be read beyond its limits, or as something it is not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../../src/kernel/json.ts';
import { openEnvelope } from '../../../../src/standards/checks/envelope.ts';
import { limits } from '../../../../src/standards/checks/limits.ts';
import { parseCredential } from '../../../../src/standards/checks/parse.ts';
import { schemaFindings } from '../../../../src/standards/checks/schema.ts';
import { embeddedCredentials, structureCheck } from '../../../../src/standards/checks/structure.ts';
import { walk } from '../../../../src/standards/checks/walk.ts';
import { dataModelOf, kindOf } from '../../../../src/standards/document-kind.ts';
import { unsignedBadge } from '../sample.ts';

const encoded = (value: JsonValue): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (payload: JsonObject): string => `${encoded({ alg: 'ES256', kid: 'did:x:1#k' })}.${encoded(payload)}.AAAA`;
const code = (input: Uint8Array | string): string => parseCredential(input).results[0]?.code ?? '';

describe('the forms that are read', () => {
  it('tells JSON from a JWT, and of a JWT gives the document and all claims', () => {
    expect(parseCredential(JSON.stringify(unsignedBadge()))).toMatchObject({ form: 'json', document: unsignedBadge() });
    const claims = { ...unsignedBadge(), iat: 1 };
    expect(parseCredential(jwt(claims))).toMatchObject({ form: 'jwt', envelope: { kind: 'jwt', payload: claims } });
  });

  it('reads a presentation in a JWT; a member of it that says nothing is left out', () => {
    const vp = { '@context': ['https://www.w3.org/2018/credentials/v1'], type: ['VerifiablePresentation'] };
    const read = parseCredential(jwt({ iss: 'did:x:1', vp: { ...vp, cnf: null } }));
    expect(read.document).toEqual({ ...vp, holder: 'did:x:1' });
    expect(read.document && kindOf(read.document)).toBe('presentation');
    expect(code('{"type":"VerifiablePresentation"}')).toBe('ok');
  });

  it('refuses selective disclosure and half a text, and says which', () => {
    const text = jwt(unsignedBadge());
    expect(code(`${text}~WyJzYWx0Il0~`)).toBe('unsupported_format');
    expect(code(`${text}~`)).toBe('unsupported_format');
    expect(code(text.split('.')[0] ?? '')).toBe('syntax');
    expect(code(text.split('.').slice(0, 2).join('.'))).toBe('syntax');
  });

  it('reads eight megabytes of a learner record, and half of one of anything else', () => {
    const filler = 'x'.repeat(limits.totalBytes);
    const of = (type: string): string => JSON.stringify({ type: ['VerifiableCredential', type], name: filler });
    expect(code(of('ClrCredential'))).toBe('ok');
    expect(code(of('OpenBadgeCredential'))).toBe('too_large');
    expect(code(JSON.stringify({ ...unsignedBadge(), name: filler, tag: ['ClrCredential'] }))).toBe('too_large');
    expect(code(new Uint8Array(limits.recordBytes + 1))).toBe('too_large');
  });

  it('takes the text out of an envelope and out of nothing else', () => {
    const envelope = (id: string): JsonObject => ({ type: ['EnvelopedVerifiableCredential'], id });
    for (const type of ['application/vc+jwt', 'application/jwt', 'application/vp+jwt']) {
      expect(openEnvelope(envelope(`data:${type},a.b.c`))).toEqual({ ok: true, text: 'a.b.c', mediaType: type });
    }
    expect(openEnvelope(envelope('data:application/vc+sd-jwt,a.b.c~d'))).toEqual({
      ok: false,
      code: 'unsupported_format',
    });
    for (const id of ['https://x.example/', 'data:application/vc+jwt', 'data:application/jwt;base64,YQ==']) {
      expect(openEnvelope(envelope(id))).toEqual({ ok: false, code: 'encoding' });
    }
    expect(openEnvelope(unsignedBadge())).toBeUndefined();
  });
});

/** Members that decide what a document is, and values that are awkward anywhere. */
const awkward = fc.letrec((tie) => ({
  key: fc.oneof(
    fc.constantFrom('@context', 'id', 'type', 'proof', 'issuer', 'credentialSubject', 'verifiableCredential'),
    fc.constantFrom('endorsement', 'holder', 'validFrom', 'name', '@value', 'criteria', 'constructor', 'a:b'),
    fc.string({ maxLength: 8 }),
  ),
  leaf: fc.oneof(
    fc.constantFrom(
      'VerifiableCredential',
      'OpenBadgeCredential',
      'ClrCredential',
      'VerifiablePresentation',
      'urn:x:1',
    ),
    fc.constantFrom('EndorsementCredential', 'StatusList2021Credential', 'EnvelopedVerifiableCredential'),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  ),
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 5 }),
    tie('object'),
  ),
  object: fc.dictionary(tie('key') as fc.Arbitrary<string>, tie('value'), { maxKeys: 8 }),
}));

describe('whatever is handed in', () => {
  it('the parser answers, for bytes and for texts, whole or in a JWT', () => {
    const inputs = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.json(),
      fc.json().map((text) => `e30.${Buffer.from(text).toString('base64url')}.AAAA`),
    );
    fc.assert(
      fc.property(inputs, (input) => {
        const { results, document } = parseCredential(input);
        expect(results[0]).toMatchObject({ check: 'parse' });
        expect(document !== undefined || results.some(({ outcome }) => outcome === 'fail')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('the gate and the schemas answer, and what passes the gate keeps its limits', () => {
    fc.assert(
      fc.property(awkward.object, (value) => {
        const document = value as JsonObject;
        if (structureCheck(document).outcome !== 'pass') return;
        expect(embeddedCredentials(document).length).toBeLessThanOrEqual(limits.embeddedCredentials);
        for (const { pointer, value: inner } of walk(document)) {
          if (pointer.includes('/@context')) continue;
          expect(inner).not.toBeNull();
          expect(pointer).not.toMatch(/\/(?:constructor|@id)$/);
        }
        expect(schemaFindings(document, kindOf(document), dataModelOf(document)).length).toBeLessThanOrEqual(50);
      }),
      { numRuns: 1000 },
    );
  });
});
