// If this fails, a badge cannot be matched with the person it is about, or it tells strangers who that is.
import { describe, expect, it } from 'vitest';
import { identityHash, identityObject, matchesIdentity, normaliseEmail } from '../../../src/standards/identity-hash.ts';

const salt = '8f14e45fceea167a5a36dedd4bea2543';
const email = { identityType: 'emailAddress', identifier: 'a.é@example.com' } as const;

describe('identity hashes', () => {
  it('append the salt to the identifier, as in the example of the standard', () => {
    const expected = 'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399';
    expect(identityHash('a@example.com', 'Kosher')).toBe(expected);
  });

  it('F-08 are the same for an address in other case, with spaces around it or composed otherwise', () => {
    const object = identityObject({ ...email, salt });
    for (const identifier of ['A.É@Example.com', '  a.é@example.com\n', 'a.e\u0301@example.com']) {
      expect(matchesIdentity(object, { ...email, identifier })).toBe('match');
      expect(normaliseEmail(identifier)).toBe(email.identifier);
    }
  });

  it('F-06 F-08 match an issuer that did not normalise, and nobody else', () => {
    const raw = { ...identityObject({ ...email, salt }), identityHash: identityHash('A@Example.com', salt) };
    expect(matchesIdentity(raw, { ...email, identifier: 'A@Example.com' })).toBe('match');
    expect(matchesIdentity(raw, { ...email, identifier: 'b@example.com' })).toBe('no_match');
    expect(matchesIdentity(raw, { identityType: 'name', identifier: 'A@Example.com' })).toBe('other_type');
  });

  it('accept hexadecimal digits in either case, plain values, and say which hashes they do not know', () => {
    const object = identityObject({ ...email, salt });
    const [algorithm, digits] = object.identityHash.split('$');
    const upper = { ...object, identityHash: `${algorithm}$${digits?.toUpperCase()}` };
    expect(matchesIdentity(upper, email)).toBe('match');
    expect(
      matchesIdentity(
        { ...object, hashed: false, identityHash: 'A.é@example.com' },
        { ...email, identifier: 'A.é@example.com' },
      ),
    ).toBe('match');
    expect(matchesIdentity({ ...object, identityHash: 'md5$00' }, email)).toBe('unsupported_hash');
    expect(matchesIdentity('a.é@example.com', email)).toBe('other_type');
  });
});
