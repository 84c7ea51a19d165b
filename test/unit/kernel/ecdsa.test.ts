// If this fails, a signature over secp256k1 is believed that its key did not make, or a good one is refused.
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecp256k1Signature } from '../../../src/kernel/ecdsa.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
const data = Buffer.from('what was signed');
const signature = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
/** Order of the group (SEC 2 §2.4.1). */
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const number = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

describe('ECDSA over secp256k1', () => {
  it('is good for what was signed, with the low and with the high value of s', () => {
    expect(isSecp256k1Signature({ x, y }, data, signature)).toBe(true);
    const s = BigInt(`0x${signature.subarray(32).toString('hex')}`);
    const other = Buffer.concat([signature.subarray(0, 32), number(order - s)]);
    expect(isSecp256k1Signature({ x, y }, data, other)).toBe(true);
  });

  it('is bad with any one bit changed, in the data, the signature or the key', () => {
    fc.assert(
      fc.property(fc.nat(data.length * 8 - 1), fc.nat(511), fc.nat(255), (inData, inSignature, inKey) => {
        expect(isSecp256k1Signature({ x, y }, flipped(data, inData), signature)).toBe(false);
        expect(isSecp256k1Signature({ x, y }, data, flipped(signature, inSignature))).toBe(false);
        const [otherX, otherY] = [x, y].map((part) => text(flipped(Buffer.from(part, 'base64url'), inKey)));
        expect(isSecp256k1Signature({ x: otherX ?? '', y }, data, signature)).toBe(false);
        expect(isSecp256k1Signature({ x, y: otherY ?? '' }, data, signature)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });

  it('is bad when it is not two numbers within the order, whatever the key', () => {
    const half = signature.subarray(0, 32);
    const wrong = [
      Buffer.alloc(64),
      Buffer.concat([half, Buffer.alloc(32)]),
      Buffer.concat([Buffer.alloc(32), half]),
      Buffer.concat([number(order), half]),
      Buffer.concat([half, number(order)]),
      signature.subarray(0, 63),
      Buffer.concat([signature, Buffer.alloc(1)]),
      sign('sha256', data, privateKey),
      Buffer.alloc(0),
    ];
    for (const bytes of wrong) expect(isSecp256k1Signature({ x, y }, data, bytes)).toBe(false);
    for (const key of [
      { x: '', y: '' },
      { x, y: x },
      { x: y, y: x },
    ]) {
      expect(isSecp256k1Signature(key, data, signature)).toBe(false);
    }
  });
});
