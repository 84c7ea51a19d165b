// If this fails, whoever can read or change the database has the signing keys.
import { describe, expect, it } from 'vitest';
import { masterKey, openPrivateKey, sealPrivateKey } from '../../../../src/platform/keys/seal.ts';
import type { KeyIdentity, SealedKey } from '../../../../src/platform/keys/seal.ts';

const master = masterKey(Buffer.alloc(32, 'a master key of this test only'));
const identity: KeyIdentity = { institutionId: 'inst_1', keyId: 'sgk_1', purpose: 'assertion', algorithm: 'Ed25519' };
const privateKey = Buffer.from('the private key, forty-eight bytes in PKCS#8 form');
/** What the cipher says of a tag, a key or a nonce that does not fit. */
const CANNOT_OPEN = /unable to authenticate|authentication tag|initialization vector|length/i;
const sealed = sealPrivateKey(master, identity, privateKey);

/** The text with one bit of one byte turned. */
function bent(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64');
  const place = at < 0 ? bytes.length + at : at;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place);
  return bytes.toString('base64');
}

describe('a sealed key', () => {
  it('opens with the same master key for the same key, and holds nothing of it in the clear', () => {
    expect(openPrivateKey(master, identity, sealed).equals(privateKey)).toBe(true);
    expect(sealed.masterKeyId).toBe(master.id);
    expect(Buffer.from(sealed.sealedPrivateKey, 'base64').includes(privateKey.subarray(0, 8))).toBe(false);
  });

  it('is another text every time', () => {
    const again = sealPrivateKey(master, identity, privateKey);
    expect(again.sealedPrivateKey).not.toBe(sealed.sealedPrivateKey);
    expect(again.wrappedDataKey).not.toBe(sealed.wrappedDataKey);
  });

  it('M-02 does not open with another master key, nor under its name', () => {
    const other = masterKey(Buffer.alloc(32, 'another'));
    expect(other.id).not.toBe(master.id);
    expect(() => openPrivateKey(other, identity, sealed)).toThrow(CANNOT_OPEN);
    expect(() => openPrivateKey(other, identity, { ...sealed, masterKeyId: other.id })).toThrow(CANNOT_OPEN);
  });

  it.each(['institutionId', 'keyId', 'purpose', 'algorithm'] as const)(
    'M-03 does not open under another %s',
    (member) => {
      expect(() => openPrivateKey(master, { ...identity, [member]: 'other' }, sealed)).toThrow(CANNOT_OPEN);
    },
  );

  it.each(['sealedPrivateKey', 'wrappedDataKey'] as const)('does not open with one bit of %s turned', (member) => {
    for (const at of [0, 12, -16, -1]) {
      const changed: SealedKey = { ...sealed, [member]: bent(sealed[member], at) };
      expect(() => openPrivateKey(master, identity, changed)).toThrow(CANNOT_OPEN);
    }
    expect(() => openPrivateKey(master, identity, { ...sealed, [member]: '' })).toThrow(CANNOT_OPEN);
  });

  it('does not open with the data key of another', () => {
    const other = sealPrivateKey(master, identity, privateKey);
    expect(() => openPrivateKey(master, identity, { ...sealed, wrappedDataKey: other.wrappedDataKey })).toThrow(
      CANNOT_OPEN,
    );
  });
});
