// If this fails, a key that only lies on the issuer's host passes for the issuer's, or one that it does publish is not found.
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json.ts';
import type { DocumentSource } from '../../../src/verification/document-source.ts';
import { resolveController } from '../../../src/verification/resolve-controller.ts';

const issuer = 'https://college.example/issuers/1';
const keyUrl = 'https://college.example/keys/1';
const jwksUrl = 'https://college.example/.well-known/jwks.json';
const key = { id: keyUrl, type: 'Multikey', controller: issuer, publicKeyMultibase: 'z6MkExample' };

function shelf(documents: Readonly<Record<string, JsonObject>>): DocumentSource & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    isOwn: () => false,
    read: async (url) => {
      asked.push(url);
      const document = documents[url];
      return document === undefined
        ? { state: 'absent' }
        : { state: 'found', bytes: JSON.stringify(document), ageSeconds: 7, source: 'college.example' };
    },
  };
}

describe('an https profile', () => {
  it('is read once when its keys are in it', async () => {
    const profile = { id: issuer, verificationMethod: [key], assertionMethod: [keyUrl] };
    const source = shelf({ [issuer]: profile });
    expect(await resolveController(issuer, source)).toEqual({
      ok: true,
      document: profile,
      source: 'college.example',
      ageSeconds: 7,
    });
    expect(source.asked).toEqual([issuer]);
  });

  it('has the key documents that it names on its own host, and no others', async () => {
    const elsewhere = 'https://other.example/keys/1';
    const profile = { id: issuer, verificationMethod: [keyUrl, elsewhere], assertionMethod: [keyUrl, elsewhere] };
    const source = shelf({ [issuer]: profile, [keyUrl]: key, [elsewhere]: { ...key, id: elsewhere } });
    const read = await resolveController(issuer, source);
    expect(read).toMatchObject({ ok: true, document: { verificationMethod: [keyUrl, elsewhere, key] } });
    expect(source.asked).toEqual([issuer, keyUrl]);
  });

  it('does not take a document for a key that says it is another', async () => {
    const source = shelf({
      [issuer]: { id: issuer, verificationMethod: [keyUrl] },
      [keyUrl]: { ...key, id: 'https://college.example/keys/2' },
    });
    expect(await resolveController(issuer, source)).toMatchObject({ document: { verificationMethod: [keyUrl] } });
  });

  it('has of the key set of its host only what is marked as its own', async () => {
    const own = { kty: 'RSA', kid: 'a', iss: issuer };
    const source = shelf({
      [issuer]: { id: issuer },
      [jwksUrl]: { keys: [own, { kty: 'RSA', kid: 'b', iss: 'https://college.example/issuers/2' }, { kty: 'RSA' }] },
    });
    expect(await resolveController(issuer, source)).toMatchObject({ jwks: { keys: [own] } });
  });
});
