// If this fails, the key of the VC-API door signs what looks like a badge or a status list of this deployment.
import { describe, expect, it } from 'vitest';
import { ownLookAlike } from '../../../src/credentials/own-look-alike.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';

const origins = ['https://badges.example', 'https://former.example:8443'];
const place = (document: JsonObject) => ownLookAlike(document, origins);

describe('an identifier under our own addresses is found', () => {
  it.each<[string, JsonObject]>([
    ['/id', { id: 'https://badges.example/credentials/cred_1' }],
    ['/id', { id: 'https://BADGES.example:443/credentials/cred_1' }],
    ['/id', { id: 'http://badges.example/credentials/cred_1' }],
    ['/id', { id: 'https://x@badges.example/credentials/cred_1' }],
    ['/id', { id: 'https://former.example:8443/credentials/cred_1' }],
    ['/id', { id: 'did:web:Badges.example:issuers:iss_1' }],
    ['/issuer/url', { issuer: { id: 'did:key:z6Mk', url: 'https://badges.example/institutions/1' } }],
    [
      '/credentialSubject/1/achievement/id',
      { credentialSubject: [{}, { achievement: { id: 'https://badges.example/achievements/1' } }] },
    ],
    [
      '/credentialSubject/achievement/creator/id',
      { credentialSubject: { achievement: { creator: { id: 'did:web:badges.example' } } } },
    ],
    [
      '/credentialStatus/0/statusListCredential',
      { credentialStatus: [{ statusListCredential: 'https://badges.example/status-lists/1' }] },
    ],
    ['/self', { self: 'https://badges.example/1' }],
    ['/a~1b/id', { 'a/b': { id: 'https://badges.example/1' } }],
  ])('at %s', (pointer, document) => {
    expect(place(document)).toBe(pointer);
  });
});

describe('nothing is found in', () => {
  it.each<[string, JsonObject]>([
    ['identifiers of others', { id: 'https://badges.example.evil.example/1', issuer: 'did:web:other.example' }],
    ['identifiers that are no addresses', { id: 'urn:uuid:1', credentialSubject: { id: 'did:example:a' } }],
    ['evidence that lies here', { evidence: [{ id: 'https://badges.example/evidence/1' }] }],
    ['text that mentions us', { name: 'See https://badges.example/1' }],
    ['contexts', { '@context': ['https://badges.example/context'] }],
  ])('%s', (_what, document) => {
    expect(place(document)).toBeUndefined();
  });
});
