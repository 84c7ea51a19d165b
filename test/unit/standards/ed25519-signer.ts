// A signer for tests: one Ed25519 key pair made for the run, with the face that documents of our own are signed through.
import { generateKeyPairSync, sign } from 'node:crypto';
import type { Ed25519Signer } from '../../../src/standards/ed25519-jws.ts';
import { encodeMultikey } from '../../../src/standards/multikey.ts';

export function newSigner(): Ed25519Signer {
  const pair = generateKeyPairSync('ed25519');
  const x = pair.publicKey.export({ format: 'jwk' }).x ?? '';
  return {
    publicKeyMultibase: encodeMultikey(Buffer.from(x, 'base64url')),
    sign: (bytes) => Promise.resolve(sign(null, bytes, pair.privateKey)),
  };
}
