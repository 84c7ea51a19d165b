// Signers for tests, behind the port that the sealed keys stand behind: one that can be held back in the middle of a
// signature, and one that can be made to answer noise.
import { randomBytes } from 'node:crypto';
import type { KeyDriver } from '../../src/platform/keys/sealed-keys.ts';
import type { KeyPurpose } from '../../src/platform/keys/signing-key-table.ts';

/** A signature that is made and not handed out yet. */
export interface HeldSignature {
  /** Resolves when the signer was asked. */
  readonly asked: Promise<void>;
  release(): void;
}

export interface HoldingKeys extends KeyDriver {
  /** The next signature for this purpose waits until it is released. */
  holdNext(purpose: KeyPurpose): HeldSignature;
}

interface Hold {
  readonly purpose: KeyPurpose;
  readonly asked: () => void;
  readonly released: Promise<void>;
}

export function holdingKeys(keys: KeyDriver): HoldingKeys {
  const holds: Hold[] = [];
  return {
    create: (key) => keys.create(key),
    signer: (row) => {
      const signer = keys.signer(row);
      const sign: typeof signer.sign = async (token) => {
        const place = holds.findIndex(({ purpose }) => purpose === row.purpose);
        const hold = place < 0 ? undefined : holds.splice(place, 1)[0];
        const signature = await signer.sign(token);
        hold?.asked();
        await hold?.released;
        return signature;
      };
      return { ...signer, sign };
    },
    holdNext: (purpose) => {
      const asked = gate();
      const released = gate();
      holds.push({ purpose, asked: asked.open, released: released.opened });
      return { asked: asked.opened, release: released.open };
    },
  };
}

export interface NoisyKeys extends KeyDriver {
  /** From now on signatures for this purpose are 64 random bytes; with undefined none is. */
  garble(purpose: KeyPurpose | undefined): void;
}

export function noisyKeys(keys: KeyDriver): NoisyKeys {
  let garbled: KeyPurpose | undefined;
  return {
    create: (key) => keys.create(key),
    signer: (row) => {
      const signer = keys.signer(row);
      const sign: typeof signer.sign = async (token) => {
        const signature = await signer.sign(token);
        return row.purpose === garbled ? randomBytes(64) : signature;
      };
      return { ...signer, sign };
    },
    garble: (purpose) => {
      garbled = purpose;
    },
  };
}

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
