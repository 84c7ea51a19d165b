// If this fails, a slip in the operator's file changes whom a verifier trusts, without a word.
import { describe, expect, it } from 'vitest';
import {
  readTrustRegistryConfig,
  trustRegistryConfigJson,
  trustRegistryConfigOf,
} from '../../../../src/verification/trust/registry-config.ts';
import { newSigner } from '../../standards/ed25519-signer.ts';

const key = newSigner().publicKeyMultibase;
const otherKey = newSigner().publicKeyMultibase;
const state = { name: 'State', url: 'https://trust.example/registry', format: 'waymark', publicKey: key };
const open = { name: 'Open', url: 'https://open.example/registry.json', format: 'dcc' };

const problem = (value: unknown): string => {
  const read = readTrustRegistryConfig(typeof value === 'string' ? value : JSON.stringify(value));
  return read.ok ? '' : read.problem;
};

describe('the list of trust registries', () => {
  it('is read with its keys, and written so that it is read the same', () => {
    const read = readTrustRegistryConfig(
      Buffer.from(JSON.stringify([{ ...state, publicKey: [`did:key:${key}`, otherKey] }, open])),
    );
    const registries = read.ok ? read.registries : [];
    expect(registries).toEqual([
      { name: 'State', url: state.url, format: 'waymark', publicKeys: [key, otherKey] },
      { ...open, publicKeys: [] },
    ]);
    expect(trustRegistryConfigOf(registries.map(trustRegistryConfigJson))).toEqual(read);
  });

  it('may be empty', () => {
    expect(readTrustRegistryConfig('[]')).toEqual({ ok: true, registries: [] });
  });

  it.each([
    ['no JSON', 'name: State', 'not JSON'],
    ['a key twice', '[{"name":"a","name":"b"}]', 'twice'],
    ['no array', state, 'array'],
    ['a string', ['State'], 'entry 0 must be an object'],
    ['a misspelt member', [{ ...state, publickey: key }], '"publickey"'],
    ['no name', [{ ...state, name: ' ' }], 'entry 0 needs a name'],
    ['plain http', [open, { ...state, url: 'http://trust.example/' }], 'entry 1 needs an https url'],
    ['an account in the address', [{ ...open, url: 'https://a:b@open.example/' }], 'https url'],
    ['a fragment', [{ ...open, url: 'https://open.example/#a' }], 'https url'],
    ['another format', [{ ...state, format: 'ebsi' }], 'format'],
    ['a signed registry without key', [{ ...state, publicKey: undefined }], 'needs publicKey'],
    ['an empty list of keys', [{ ...state, publicKey: [] }], 'needs publicKey'],
    ['one bad key among good ones', [{ ...state, publicKey: [key, 'z6Mkbad'] }], 'needs publicKey'],
    ['a key for an unsigned registry', [{ ...open, publicKey: key }], 'takes no publicKey'],
    ['an address twice', [open, { ...open, name: 'Again' }], 'entry 1 has the url'],
    ['a name twice', [open, { ...open, url: 'https://other.example/' }], 'entry 1 has the name'],
    [
      'too many',
      Array.from({ length: 21 }, (_, i) => ({ ...open, name: `${i}`, url: `https://o${i}.example/` })),
      '20',
    ],
  ])('with %s is refused in one sentence', (_what, value, words) => {
    expect(problem(value)).toContain(words);
    expect(problem(value)).toMatch(/^The list of trust registries cannot be used: .*\.$/);
  });
});
