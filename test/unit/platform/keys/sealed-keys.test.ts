// If this fails, something is signed that nobody has checked, or a key is used that cannot be trusted.
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { describe, expect, it } from 'vitest';
import { randomIds } from '../../../../src/kernel/id.ts';
import { masterKey } from '../../../../src/platform/keys/seal.ts';
import { sealedKeys } from '../../../../src/platform/keys/sealed-keys.ts';
import { mintLintToken, redeemLintToken } from '../../../../src/platform/keys/signer.ts';

const clock = { now: () => new Date('2026-11-25T13:07:28Z') };
const keys = sealedKeys(masterKey(Buffer.alloc(32, 'first')), clock, randomIds);
const owner = { institutionId: 'inst_1', issuerId: 'iss_1', purpose: 'assertion' } as const;
const row = keys.create(owner);
const bytes = Buffer.from('what was checked');

describe('sealed keys', () => {
  it('sign what a token holds, verifiable with the public part alone', async () => {
    const signer = keys.signer(row);
    const signature = await signer.sign(mintLintToken(row.id, bytes));
    expect(signature).toHaveLength(64);
    const published = {
      type: 'Multikey',
      id: 'did:x#1',
      controller: 'did:x',
      publicKeyMultibase: row.publicKeyMultibase,
    };
    const verifier = (await Ed25519Multikey.from(published)).verifier();
    expect(await verifier.verify({ data: bytes, signature })).toBe(true);
    expect(await verifier.verify({ data: Buffer.from('something else'), signature })).toBe(false);
  });

  it('give the same signature for the same bytes, so that a resumed issue ends the same', async () => {
    const [one, two] = [mintLintToken(row.id, bytes), mintLintToken(row.id, bytes)];
    const signer = keys.signer(row);
    expect(Buffer.from(await signer.sign(one)).equals(await signer.sign(two))).toBe(true);
  });

  it('sign a token once, never one for another key, and nothing that was not minted', () => {
    const other = keys.create(owner);
    const token = mintLintToken(row.id, bytes);
    const signer = keys.signer(row);
    expect(() => keys.signer(other).sign(token)).toThrow('for another key');
    expect(redeemLintToken(token, row.id)).toBe(bytes);
    expect(() => signer.sign(token)).toThrow('used before');
    expect(() => signer.sign({ keyId: row.id })).toThrow('never minted');
  });

  it('tell in their row who they belong to, and keep the private part sealed', () => {
    expect(row).toMatchObject({ ...owner, algorithm: 'Ed25519', state: 'active', createdAt: clock.now() });
    expect(row.publicKeyMultibase).toMatch(/^z6Mk/);
    expect(keys.create(owner).publicKeyMultibase).not.toBe(row.publicKeyMultibase);
  });

  it('M-02 M-03 are unavailable, with a word about when to try again, for another master key or a row moved elsewhere', () => {
    const other = sealedKeys(masterKey(Buffer.alloc(32, 'second')), clock, randomIds);
    const unavailable = expect.objectContaining({ slug: 'key-unavailable', retryAfterSeconds: 60 });
    expect(() => other.signer(row)).toThrow(unavailable);
    const fresh = sealedKeys(masterKey(Buffer.alloc(32, 'first')), clock, randomIds);
    expect(() => fresh.signer({ ...row, institutionId: 'inst_2' })).toThrow(unavailable);
    expect(() => fresh.signer({ ...row, purpose: 'status' })).toThrow(unavailable);
    expect(fresh.signer(row).keyId).toBe(row.id);
  });
});
