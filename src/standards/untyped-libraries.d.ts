// Types for the libraries that ship none: only the calls made here, as their sources of the pinned versions have them.

declare module 'base58-universal' {
  export function encode(bytes: Uint8Array): string;
  /** @throws Error on a character outside the alphabet */
  export function decode(text: string): Uint8Array;
}

declare module '@digitalbazaar/vc' {
  export interface Suite {
    readonly type: string;
  }
  /** Adds a proof to `credential` itself and answers it. */
  export function issue(options: {
    credential: object;
    suite: object;
    documentLoader: (url: string) => Promise<object>;
    now?: Date;
    purpose?: object;
  }): Promise<Record<string, unknown>>;
  export function verifyCredential(options: {
    credential: object;
    suite: object | object[];
    documentLoader: (url: string) => Promise<object>;
    now?: Date;
    checkStatus?: (options: object) => Promise<{ verified: boolean }>;
    purpose?: object;
  }): Promise<{ verified: boolean; error?: unknown; results?: readonly { verified: boolean; error?: unknown }[] }>;
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { signer?: object; date?: string | Date | null; cryptosuite: object });
    verifyProof(options: {
      proof: object;
      proofSet: readonly object[];
      document: object;
      documentLoader: (url: string) => Promise<object>;
    }): Promise<{ verified: boolean; error?: unknown }>;
  }
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: {
    readonly name: string;
    readonly requiredAlgorithm: string;
    readonly canonize: (input: object, options: object) => Promise<string>;
    readonly createVerifier: (options: { verificationMethod: object }) => Promise<object>;
  };
}

declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options?: { signer?: object; date?: string | Date; canonizeOptions?: object });
    verifyProof(options: {
      proof: object;
      proofSet: readonly object[];
      document: object;
      documentLoader: (url: string) => Promise<object>;
    }): Promise<{ verified: boolean; error?: unknown }>;
  }
}

declare module '@digitalbazaar/ed25519-multikey' {
  export interface KeyPair {
    readonly id?: string;
    readonly controller?: string;
    readonly publicKey: Uint8Array;
    readonly publicKeyMultibase: string;
    signer(): { id: string; algorithm: string; sign(options: { data: Uint8Array }): Promise<Uint8Array> };
    verifier(): {
      id: string;
      algorithm: string;
      verify(options: { data: Uint8Array; signature: Uint8Array }): Promise<boolean>;
    };
  }
  export function from(key: object): Promise<KeyPair>;
  export function generate(options: { id?: string; controller?: string; seed?: Uint8Array }): Promise<KeyPair>;
}

declare module '@digitalbazaar/ecdsa-multikey' {
  export interface KeyPair {
    readonly id?: string;
    readonly controller?: string;
    readonly publicKeyMultibase: string;
    signer(): { id: string; algorithm: string; sign(options: { data: Uint8Array }): Promise<Uint8Array> };
    verifier(): {
      id: string;
      algorithm: string;
      verify(options: { data: Uint8Array; signature: Uint8Array }): Promise<boolean>;
    };
  }
  export function from(key: object): Promise<KeyPair>;
  export function generate(options: { id?: string; controller?: string; curve: string }): Promise<KeyPair>;
}

declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: object;
}

declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export interface VerifyCryptosuite {
    /** `nonMandatory` are the statements that have a signature each. */
    readonly createVerifyData: (options: object) => Promise<{ readonly nonMandatory: readonly string[] }>;
  }
  export function createVerifyCryptosuite(): VerifyCryptosuite;
  export function createConfirmCryptosuite(): object;
}

declare module 'jsonld' {
  interface Options {
    readonly documentLoader: (url: string) => Promise<unknown>;
    readonly safe?: boolean;
  }
  const jsonld: {
    expand(document: object, options: Options): Promise<object[]>;
    compact(document: object | object[], context: unknown, options: Options): Promise<object>;
  };
  export default jsonld;
}
