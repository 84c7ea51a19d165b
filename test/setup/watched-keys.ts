// A family of signers that a test looks into: counts what is signed, and can be made to wait or to sign badly. The port
// is `KeyDriver`; the signatures are real.
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/id.ts';
import { masterKey } from '../../src/platform/keys/seal.ts';
import { sealedKeys } from '../../src/platform/keys/sealed-keys.ts';
import type { KeyDriver } from '../../src/platform/keys/sealed-keys.ts';
import type { KeyPurpose } from '../../src/platform/keys/signing-key-table.ts';

export interface WatchedKeys {
  readonly driver: KeyDriver;
  /** How often credentials were signed; status lists do not count. */
  signings(): number;
  /** From now on credentials wait to be signed; returns how to let them. */
  hold(): () => void;
  /** From now on what is signed goes through this. */
  spoil(change: (signature: Uint8Array) => Uint8Array): void;
  /** Signs well again. */
  mend(): void;
}

export function watchedKeys(): WatchedKeys {
  const real = sealedKeys(masterKey(randomIds.bytes(32)), systemClock, randomIds);
  const unchanged = (signature: Uint8Array): Uint8Array => signature;
  let signed = 0;
  let gate: Promise<void> = Promise.resolve();
  let change = unchanged;
  const ofCredentials: KeyPurpose = 'assertion';
  return {
    driver: {
      create: (key) => real.create(key),
      signer: (row) => {
        const signer = real.signer(row);
        if (row.purpose !== ofCredentials) return signer;
        return {
          ...signer,
          sign: async (token) => {
            signed += 1;
            await gate;
            return change(await signer.sign(token));
          },
        };
      },
    },
    signings: () => signed,
    hold: () => {
      const { promise, resolve } = withResolver();
      gate = promise;
      return resolve;
    },
    spoil: (how) => {
      change = how;
    },
    mend: () => {
      change = unchanged;
    },
  };
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
